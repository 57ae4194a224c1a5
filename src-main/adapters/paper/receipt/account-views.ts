// «Кто смотрел мой счёт» on narrow paper.
import type { AccountViews } from '../../../ports/paper.ts';
import { VIEWS_TITLE, viewsAccount, viewsNotes } from '../wording-views.ts';
import type { ReceiptLine } from './lines.ts';

/** Two metres of paper are enough; a sheet has more. */
const mostRows = 60;

export const accountViewsLines = (whole: AccountViews): ReceiptLine[] =>
  linesOf({ ...whole, rows: whole.rows.slice(0, mostRows) });

const linesOf = (list: AccountViews): ReceiptLine[] => [
  { kind: 'text', text: list.fund.name, align: 'centre', size: 'fine' },
  { kind: 'rule', weight: 'light' },
  { kind: 'text', text: VIEWS_TITLE, align: 'centre', size: 'large', bold: true },
  { kind: 'text', text: viewsAccount(list) },
  ...viewsNotes(list).map(text => ({ kind: 'text', text, size: 'fine' }) as const),
  { kind: 'rule', weight: 'heavy' },
  ...list.rows.flatMap(({ day, time, who, what, where }): ReceiptLine[] => [
    { kind: 'text', text: `${day} ${time}, ${where}`, bold: true },
    { kind: 'text', text: who },
    { kind: 'text', text: what },
    { kind: 'rule', weight: 'light' },
  ]),
];
