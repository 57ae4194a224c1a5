// The nearest Russian letters of the alphabets of Russia's peoples and their neighbours, for code pages that lack them.

const NEAREST: Record<string, string> = {
  Ә: 'А',
  Ӑ: 'А',
  Ӓ: 'А',
  Ӕ: 'АЕ',
  Ғ: 'Г',
  Ґ: 'Г',
  Ҕ: 'Г',
  Ҙ: 'З',
  Ӟ: 'З',
  Җ: 'Ж',
  Ӝ: 'Ж',
  Ӂ: 'Ж',
  Є: 'Е',
  Ӗ: 'Е',
  Ѓ: 'Г',
  І: 'И',
  Ї: 'И',
  Ӣ: 'И',
  Ӥ: 'И',
  Ӏ: 'I',
  Ј: 'Й',
  Қ: 'К',
  Ҡ: 'К',
  Ҝ: 'К',
  Ќ: 'К',
  Ӄ: 'К',
  Љ: 'Л',
  Ӆ: 'Л',
  Ң: 'Н',
  Ҥ: 'Н',
  Ӈ: 'Н',
  Њ: 'Н',
  Ө: 'О',
  Ӧ: 'О',
  Ӫ: 'О',
  Ҫ: 'С',
  Ѕ: 'С',
  Ў: 'У',
  Ү: 'У',
  Ұ: 'У',
  Ӯ: 'У',
  Ӱ: 'У',
  Ӳ: 'У',
  Һ: 'Х',
  Ҳ: 'Х',
  Ҷ: 'Ч',
  Ӵ: 'Ч',
  Ҹ: 'Ч',
  Џ: 'Дж',
  Ђ: 'Дж',
  Ћ: 'Ч',
  Ӹ: 'Ы',
  Ӭ: 'Э',
};

/** A letter without its mark: «é» is «e». The marks of Russian «й» and «ё» stay: they make another letter. */
const withoutMark = (letter: string): string =>
  /[йёЙЁ]/.test(letter) ? letter : letter.normalize('NFD').replace(/\p{M}+/gu, '');

/** Spells one letter with those that `has` knows; the letter itself where there is no nearer one. */
export function nearestLetter(letter: string, has: (letter: string) => boolean): string {
  if (has(letter)) return letter;
  const upper = letter.toUpperCase();
  const known = NEAREST[upper];
  const spelled = known === undefined ? withoutMark(letter) : upper === letter ? known : known.toLowerCase();
  return Array.from(spelled).every(has) ? spelled : letter;
}
