// Makes resources/fonts: Noto Sans reduced to the letters the program uses, as TTF for paper and WOFF2 for the screen.
// Run it by hand after changing the alphabet below: `node scripts/fonts.ts`; the files are committed.
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import subsetFont from 'subset-font';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const source = join(root, 'node_modules/@expo-google-fonts/noto-sans');
const target = join(root, 'resources/fonts');

const range = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => String.fromCodePoint(from + i)).join('');

/** Latin, Cyrillic with the letters of the peoples of Russia (Ӑ Ӗ Ҫ Ӳ, Ә Ө Ү…), and the characters of Russian typography. */
const alphabet = [
  range(0x20, 0x7e),
  range(0xa0, 0xff),
  range(0x400, 0x45f),
  range(0x490, 0x4f9),
  ' – — ‘ ’ ‚ “ ” „ … • ‰ ₽ € № − × \ufffd',
  '\u2009\u202f\u2011',
].join('');

const weights = { regular: '400Regular', semibold: '600SemiBold', bold: '700Bold' };

mkdirSync(target, { recursive: true });
for (const [name, weight] of Object.entries(weights)) {
  const font = readFileSync(join(source, weight, `NotoSans_${weight}.ttf`));
  for (const [extension, targetFormat] of [
    ['ttf', 'sfnt'],
    ['woff2', 'woff2'],
  ] as const) {
    const bytes = await subsetFont(font, alphabet, {
      targetFormat,
      noHinting: true,
      keepFeatures: ['kern', 'mark', 'ccmp'],
    });
    writeFileSync(join(target, `noto-sans-${name}.${extension}`), bytes);
    console.log(`noto-sans-${name}.${extension}  ${bytes.length} bytes`);
  }
}
copyFileSync(join(source, 'LICENSE_FONT'), join(target, 'OFL.txt'));
