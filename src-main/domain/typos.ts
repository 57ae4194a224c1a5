// The number of typos between a typed text and a name. Used last, when nothing closer was found.

/** Three rows of distances, reused between calls: the function runs on thousands of names per keystroke and is synchronous. */
const rows = [new Uint8Array(256), new Uint8Array(256), new Uint8Array(256)] as const;

/**
 * The least number of letters changed, missing, extra or swapped with a neighbour (Damerau distance, each place changed once) that turns
 * `query` into a prefix of `text` from `start`; `most + 1` when it takes more than `most`. The query has at most 200 letters.
 */
export function typosToPrefix(query: string, text: string, start: number, most: number): number {
  const beyond = most + 1;
  const length = Math.min(text.length - start, query.length + most);
  let [earlier, above, row] = rows;
  for (let j = 0; j <= most + 1; j++) above[j] = j;
  let least = 0;
  for (let i = 1; i <= query.length; i++) {
    const leastAbove = least;
    const letter = query.charCodeAt(i - 1);
    // cells further than `most` from the diagonal cannot contribute
    const [from, to] = [Math.max(1, i - most), Math.min(length, i + most)];
    row[from - 1] = from === 1 ? Math.min(i, beyond) : beyond;
    least = row[from - 1] as number;
    for (let j = from; j <= to; j++) {
      const theirs = text.charCodeAt(start + j - 1);
      let typos = (above[j - 1] as number) + (letter === theirs ? 0 : 1);
      typos = Math.min(typos, (above[j] as number) + 1, (row[j - 1] as number) + 1, beyond);
      if (i > 1 && j > 1 && letter === text.charCodeAt(start + j - 2) && query.charCodeAt(i - 2) === theirs)
        typos = Math.min(typos, (earlier[j - 2] as number) + 1);
      row[j] = typos;
      if (typos < least) least = typos;
    }
    row[to + 1] = beyond;
    if (least > most && leastAbove > most) return beyond;
    [earlier, above, row] = [above, row, earlier];
  }
  return least;
}
