// The application to attach an account, on A4: known values are printed, the rest are blanks wide enough for handwriting.
import { formatDayLong } from '../../../domain/day.ts';
import type { ApplicationForm } from '../../../ports/paper.ts';
import { CAP, mm, type Sheet } from '../sheet.ts';
import {
  addressee,
  FROM,
  OFFICE,
  PAPERS,
  request,
  SHOW,
  SIGNED,
  subject,
  TITLE,
  WHO,
  type Blank,
} from '../wording-application.ts';
import { page, quiet, text } from './styles.ts';

const width = page.right - page.left;
/** Points. Room for handwriting. */
const penLine = mm(9.5);

/** A line to write on, with its hint below in small print; returns its height. */
function blank(
  sheet: Sheet,
  x: number,
  y: number,
  room: number,
  { label, hint }: Pick<Blank, 'label' | 'hint'>,
): number {
  const baseline = y + penLine - 4;
  const from = x + (label ? sheet.width(label, text.body) + 5 : 0);
  if (label) sheet.line(label, x, baseline, text.body);
  sheet.rule(from, baseline + 2, x + room, baseline + 2, quiet, 0.6);
  if (hint) sheet.line(hint, (from + x + room) / 2, baseline + 10, text.fine, 'centre');
  return penLine + (hint ? 8 : 3);
}

/** A label with its printed value, or with a blank when the value is unknown. */
function known(sheet: Sheet, y: number, field: Blank & { value: string }): number {
  const { label, value } = field;
  // what follows may be printed, and then leaves no room above itself as a line for handwriting does
  if (!value.trim()) return blank(sheet, page.left, y, width, field) + 5;
  const from = sheet.width(label, text.body) + 6;
  const style = sheet.fit(value, text.strong, width - from, 3, 8);
  const first = y + (style.leading + style.size * CAP) / 2;
  sheet.line(label, page.left, first, text.body);
  return sheet.block(value, page.left + from, y, width - from, style) + 7;
}

const box = mm(4);

function choice(sheet: Sheet, y: number, words: string): number {
  sheet.box(page.left, y + 1.5, box, box, { stroke: quiet });
  return Math.max(box + 3, sheet.block(words, page.left + box + 7, y, width - box - 7, text.body)) + 5;
}

/** Two blanks on one line. */
function beside(sheet: Sheet, y: number, fields: readonly Blank[]): void {
  const half = width / 2 - 10;
  fields.forEach((field, i) => blank(sheet, page.left + i * (half + 20), y, half, field));
}

export function drawApplicationForm(sheet: Sheet, form: ApplicationForm): void {
  const column = { left: page.left + width * 0.45, width: width * 0.55 };
  let y = page.top + mm(4);
  const to = addressee(form);
  if (to) y += sheet.block(to, column.left, y, column.width, sheet.fit(to, text.body, column.width, 5, 8)) + 2;
  for (const field of FROM) y += blank(sheet, column.left, y, column.width, field);

  y += mm(8);
  const middle = (page.left + page.right) / 2;
  sheet.line(TITLE, middle, y + 14, text.title, 'centre');
  y += text.title.leading;
  sheet.line(`№ ${form.number}`, middle, y + 10, text.body, 'centre');
  y += text.body.leading + mm(6);

  y += sheet.block(request(form), page.left, y, width, text.body);
  y += 6;
  for (const field of subject(form)) y += known(sheet, y, field);

  y += 4 + sheet.block(WHO.ask, page.left, y + 4, width, text.body);
  y += 4;
  for (const words of WHO.choices) y += choice(sheet, y, words);

  for (const { label, hint } of PAPERS) {
    y += 4 + sheet.block(label, page.left, y + 4, width, text.body);
    y += blank(sheet, page.left, y, width, { label: '', hint });
  }

  y += 6;
  y += sheet.block(SHOW, page.left, y, width, text.body);
  y += mm(6);
  const signs = Math.max(y, page.bottom - mm(62));
  beside(sheet, signs, SIGNED);

  const office = signs + penLine + mm(10);
  sheet.rule(page.left, office, page.right, office, quiet, 0.6, 3);
  sheet.block(OFFICE.title, page.left, office + 6, width, text.note);
  beside(sheet, office + 6 + text.note.leading, OFFICE.blanks);
  sheet.line(`Напечатано ${formatDayLong(form.madeOn)}`, page.left, page.bottom, text.fine);
}
