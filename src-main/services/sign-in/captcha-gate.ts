// The picture code of a form that asks for one after failures: shown to one visit, good for one answer.
import type { CaptchaMaker } from '../../ports/captcha.ts';

export interface CaptchaGate {
  /** A new picture for this visit, a PNG in base64; the one before it is of no use any more. */
  show(visitId: string): string;
  /** What is wrong with the answer, or null. An answer uses the picture up. */
  refusal(visitId: string, answer: string | undefined): 'proof.pictureNeeded' | 'proof.pictureWrong' | null;
}

export function createCaptchaGate(captchas: CaptchaMaker): CaptchaGate {
  let shown: { visit: string; text: string } | null = null;
  return {
    show(visitId) {
      const { png, text } = captchas.make();
      shown = { visit: visitId, text };
      return png;
    },
    refusal(visitId, answer) {
      const expected = shown?.visit === visitId ? shown.text : null;
      if (!answer) return 'proof.pictureNeeded';
      shown = null;
      return answer.replaceAll(' ', '') === expected ? null : 'proof.pictureWrong';
    },
  };
}
