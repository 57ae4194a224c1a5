// Tables for a spreadsheet, as a Russian Excel opens them by a double click: semicolons, and UTF-8 said so by its mark.

/** A text that a spreadsheet would take for a formula is given an apostrophe, as text typed by hand is. */
const plain = (cell: string): string =>
  /^[\s\p{Cf}]*[=+\-@]/u.test(cell) || /^[\t\r\n]/.test(cell) ? `'${cell}` : cell;

const quoted = (cell: string): string => {
  const text = plain(cell).replaceAll('\u0000', '');
  return /[;"\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** The text of a file, one line a row. */
export const csv = (rows: readonly (readonly string[])[]): string =>
  `\uFEFF${rows.map(row => `${row.map(quoted).join(';')}\r\n`).join('')}`;
