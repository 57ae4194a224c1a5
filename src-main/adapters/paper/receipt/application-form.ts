// The application to attach an account on narrow paper: the same blanks one below the other, each over the whole width.
import { formatDayLong } from '../../../domain/day.ts';
import type { ApplicationForm } from '../../../ports/paper.ts';
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
import type { ReceiptLine } from './lines.ts';

const blank = ({ label, hint, room }: Blank): ReceiptLine => ({
  kind: 'blank',
  label: `${label.slice(0, 1).toUpperCase()}${label.slice(1)}`,
  hint,
  lines: room === 'long' ? 2 : 1,
});

export function applicationFormLines(form: ApplicationForm): ReceiptLine[] {
  const to = addressee(form);
  return [
    { kind: 'text', text: TITLE, align: 'centre', size: 'large', bold: true },
    { kind: 'text', text: `№ ${form.number}`, align: 'centre', size: 'large', bold: true },
    { kind: 'rule', weight: 'light' },
    ...(to ? [{ kind: 'text', text: to } as const] : []),
    ...FROM.map(blank),
    { kind: 'rule', weight: 'light' },
    { kind: 'text', text: request(form) },
    ...subject(form).flatMap((field): ReceiptLine[] =>
      field.value.trim()
        ? [
            { kind: 'text', text: field.label },
            { kind: 'text', text: field.value, bold: true },
          ]
        : [blank(field)],
    ),
    { kind: 'rule', weight: 'light' },
    { kind: 'text', text: WHO.ask },
    ...WHO.choices.map((text): ReceiptLine => ({ kind: 'choice', text })),
    ...PAPERS.map(blank),
    ...SIGNED.map(blank),
    { kind: 'rule', weight: 'light' },
    { kind: 'text', text: SHOW },
    { kind: 'rule', weight: 'cut' },
    { kind: 'text', text: OFFICE.title, bold: true },
    ...OFFICE.blanks.map(blank),
    { kind: 'text', text: `Напечатано ${formatDayLong(form.madeOn)}`, size: 'fine' },
  ];
}
