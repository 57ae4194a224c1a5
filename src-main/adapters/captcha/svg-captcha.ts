// Captchas drawn as SVG paths: five digits, because the kiosk's keypad has digits only.
import generator from 'svg-captcha';
import type { CaptchaMaker } from '../../ports/captcha.ts';

export function svgCaptcha(): CaptchaMaker {
  return {
    make() {
      const { data, text } = generator.create({
        size: 5,
        charPreset: '23456789',
        noise: 2,
        width: 320,
        height: 110,
        fontSize: 96,
      });
      return { svg: data, text };
    },
  };
}
