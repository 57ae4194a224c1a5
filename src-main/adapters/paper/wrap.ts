// Breaks text into lines that fit: between words, and inside a word only when it is longer than a line.

/** Lines no wider than `width` as `measure` counts; an empty text is one empty line. No-break spaces are respected. */
export function wrap(text: string, width: number, measure: (text: string) => number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/ +/)) {
    const longer = line ? `${line} ${word}` : word;
    if (measure(longer) <= width) {
      line = longer;
      continue;
    }
    if (line) lines.push(line);
    let rest = word;
    while (measure(rest) > width) {
      const cut = longestFit(rest, width, measure);
      lines.push(rest.slice(0, cut));
      rest = rest.slice(cut);
    }
    line = rest;
  }
  if (line || lines.length === 0) lines.push(line);
  return lines;
}

/** How many UTF-16 units of a word fit, at least one letter: after a hyphen or a slash if there is one, never inside a surrogate pair. */
function longestFit(word: string, width: number, measure: (text: string) => number): number {
  let fits = 0;
  let afterBreak = 0;
  for (const character of word) {
    const next = fits + character.length;
    if (fits > 0 && measure(word.slice(0, next)) > width) break;
    fits = next;
    if (/[-/–—,;.]/.test(character)) afterBreak = next;
  }
  return afterBreak > fits / 2 ? afterBreak : fits;
}
