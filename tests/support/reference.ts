// docs/reference.md as data: its rows, and the places of the program each of them names.
import { readFileSync } from 'node:fs';

export interface Place {
  row: number;
  audience: 'kiosk' | 'desk';
  /** the screen's path */
  path: string;
  testId: string;
  /** null: the element alone */
  words: RegExp | null;
  /** as the document has it */
  text: string;
}

export interface ReferenceRow {
  row: number;
  says: string;
  differs: string;
  places: Place[];
  /** files of the repository, for what is no screen */
  files: string[];
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
/** A no-break space of the screen is a space of the document. */
const anySpace = (words: string) => new RegExp(words.split(/\s+/).map(escaped).join('\\s+'));

function placeOf(row: number, text: string): Place | string {
  const screen = /^(?:(стойка) )?`(\/[^`]*)` `([^`]+)`(?: «(.+)»)?$/.exec(text);
  if (screen) {
    const [, desk, path = '', testId = '', words] = screen;
    return { row, audience: desk ? 'desk' : 'kiosk', path, testId, words: words ? anySpace(words) : null, text };
  }
  const file = /^`([^/`][^`]*)`$/.exec(text);
  if (!file?.[1]) throw new Error(`docs/reference.md, row ${row}: «${text}» is neither a place nor a file`);
  return file[1];
}

/** Throws when a row names something that is neither a place nor a file. */
export function referenceRows(): ReferenceRow[] {
  const lines = readFileSync('docs/reference.md', 'utf8').split('\n');
  return lines.flatMap(line => {
    const cells = line
      .split('|')
      .slice(1, -1)
      .map(cell => cell.trim());
    if (!/^\d+$/.test(cells[0] ?? '')) return [];
    const [number, says = '', here = '', differs = ''] = cells;
    const row = Number(number);
    const named = here.split('; ').map(text => placeOf(row, text));
    return [
      {
        row,
        says,
        differs,
        places: named.filter(place => typeof place !== 'string'),
        files: named.filter(place => typeof place === 'string'),
      },
    ];
  });
}
