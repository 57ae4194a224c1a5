// A printer the test leads by the hand: each page waits until the test says what becomes of it.
import type { Printer, PrintOutcome } from '../../../src-main/ports/printer.ts';

export interface LedPrinter extends Printer {
  /** pages handed over so far */
  readonly pages: Uint8Array[];
  /** the page in hand goes through */
  send(): Promise<void>;
  finish(outcome: PrintOutcome): void;
  /** Resolves when a page is in hand. */
  inHand(): Promise<void>;
}

/** Takes a page and waits for the test to say what becomes of it. */
export function ledPrinter(): LedPrinter {
  const pages: Uint8Array[] = [];
  let hand: { onSent: () => Promise<void>; finish: (outcome: PrintOutcome) => void } | null = null;
  let taken = Promise.withResolvers<void>();
  return {
    name: 'проба',
    accepts: 'pdf',
    pages,
    print: ({ bytes }, onSent) =>
      new Promise(resolve => {
        pages.push(bytes);
        hand = { onSent, finish: resolve };
        taken.resolve();
      }),
    inHand: () => taken.promise,
    async send() {
      await hand?.onSent();
    },
    finish(outcome) {
      const { finish } = hand!;
      hand = null;
      taken = Promise.withResolvers<void>();
      finish(outcome);
    },
  };
}
