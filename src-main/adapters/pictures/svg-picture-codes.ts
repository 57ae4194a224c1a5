// Picture codes drawn as SVG paths: five digits, so that the kiosk's digit pad is enough to answer.
import svgCaptcha from 'svg-captcha';
import type { PictureCodes } from '../../ports/pictures.ts';

export function svgPictureCodes(): PictureCodes {
  return {
    make() {
      const { data, text } = svgCaptcha.create({
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
