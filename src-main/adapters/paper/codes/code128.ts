// Code 128 of an account number and a sum, as the widths of its bars (ISO/IEC 15417, code sets B and C).

export interface Bars {
  text: string;
  /** widths in modules: bar, space, bar … */
  widths: number[];
  /** their sum */
  modules: number;
}

/** Light modules a scanner needs before and after the bars. */
export const quietZone = 10;

/** Widths of symbols 0 to 105; the last three start sets A, B and C. */
const PATTERNS = (
  '212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 122231 113222 ' +
  '123122 123221 223211 221132 221231 213212 223112 312131 311222 321122 321221 312212 322112 322211 212123 212321 ' +
  '232121 111323 131123 131321 112313 132113 132311 211313 231113 231311 112133 112331 132131 113123 113321 133121 ' +
  '313121 211331 231131 213113 213311 213131 311123 311321 331121 312113 312311 332111 314111 221411 431111 111224 ' +
  '111422 121124 121421 141122 141221 112214 112412 122114 122411 142112 142211 241211 221114 413111 241112 134111 ' +
  '111242 121142 121241 114212 124112 124211 411212 421112 421211 212141 214121 412121 111143 111341 131141 114113 ' +
  '114311 411113 411311 113141 114131 311141 411131 211412 211214 211232'
).split(' ');
const STOP = '2331112';
const START = { B: 104, C: 105 };
/** The symbol that switches to another set. */
const SWITCH = { B: 100, C: 99 };

/** Symbols of the text; runs of four or more digits are packed two per symbol. */
function symbols(text: string): number[] {
  const out: number[] = [];
  let set: 'B' | 'C' | undefined;
  const enter = (wanted: 'B' | 'C') => {
    if (set !== wanted) out.push(set ? SWITCH[wanted] : START[wanted]);
    set = wanted;
  };
  const single = (text: string) => {
    if (text) enter('B');
    for (const character of text) out.push(character.charCodeAt(0) - 32);
  };
  for (const { 0: run, index } of text.matchAll(/\d{4,}|\d{1,3}(?!\d)|[^\d]+/g)) {
    const packed = /^\d{4,}$/.test(run);
    // An odd digit goes next to the part in set B: it is the last digit when the text begins with digits, otherwise the first.
    const odd = run.length % 2;
    const pairs = packed ? (index === 0 ? run.slice(0, run.length - odd) : run.slice(odd)) : '';
    if (!packed) single(run);
    else if (index > 0) single(run.slice(0, odd));
    if (pairs) enter('C');
    for (let i = 0; i < pairs.length; i += 2) out.push(Number(pairs.slice(i, i + 2)));
    if (packed && index === 0) single(run.slice(pairs.length));
  }
  return out;
}

/** Null when the text is empty or has characters outside printable ASCII, which this code cannot carry. */
export function code128(text: string): Bars | null {
  if (!/^[\x20-\x7e]+$/.test(text)) return null;
  const all = symbols(text);
  const check = all.reduce((sum, symbol, i) => sum + symbol * Math.max(1, i), 0) % 103;
  const widths = [...all, check]
    .map(symbol => PATTERNS[symbol] ?? '')
    .concat(STOP)
    .flatMap(pattern => Array.from(pattern, Number));
  return { text, widths, modules: widths.reduce((sum, width) => sum + width, 0) };
}

/** «<account number>;<kopecks>»: the content of the barcode under a payment document. */
export const accountCode = (accountNumber: string, kopecks: number): Bars | null =>
  code128(`${accountNumber};${Math.max(0, kopecks)}`);
