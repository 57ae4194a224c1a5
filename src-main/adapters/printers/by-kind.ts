// Chooses the printer for a document: the first one that is set for its kind and has paper for it.
import type { DocumentKind } from '#contract';
import type { Printer, Printers } from '../../ports/printer.ts';

export interface Placed {
  printer: Printer;
  /** null: all kinds that no printer before it takes */
  for: DocumentKind[] | null;
}

/** Documents that fit narrow paper. */
const onRoll: readonly DocumentKind[] = [
  'paymentDocument',
  'paymentSlip',
  'statement',
  'applicationForm',
  'certificate',
  'accountViews',
];
/** Documents with a face of half a sheet. Any other comes out of such a printer on a whole sheet, which is what lies in it. */
const onHalf: readonly DocumentKind[] = ['paymentDocument', 'certificate'];

const isRoll = ({ accepts, format = 'a4' }: Printer) => accepts !== 'pdf' || format === '80mm' || format === '58mm';

const canPrint = (printer: Printer, kind: DocumentKind): boolean => !isRoll(printer) || onRoll.includes(kind);

/** A person writes and reads better on a sheet, and a sheet of its own format is better than one meant for halves. */
const suits = (printer: Printer, kind: DocumentKind): boolean =>
  isRoll(printer)
    ? kind !== 'applicationForm' && onRoll.includes(kind)
    : printer.format !== 'a5' || onHalf.includes(kind);

/** Settings that give every printer its kinds may leave the large print out: it goes where payment documents do, if a sheet lies there. */
const sheetForDocuments = (placed: readonly Placed[]): Printer | null =>
  placed.find(({ printer, for: kinds }) => kinds?.includes('paymentDocument') && !isRoll(printer))?.printer ?? null;

/** The same of a list of views, which comes out where statements do. */
const statements = (placed: readonly Placed[]): Printer | null =>
  placed.find(({ for: kinds }) => kinds?.includes('statement'))?.printer ?? null;

const insteadOf: Partial<Record<DocumentKind, typeof statements>> = {
  largeDocument: sheetForDocuments,
  accountViews: statements,
};

/** Throws with a sentence when a printer is set for a document that does not fit its paper. */
export function printersByKind(placed: readonly Placed[]): Printers {
  for (const { printer, for: kinds } of placed)
    for (const kind of kinds ?? [])
      if (!canPrint(printer, kind))
        throw new Error(`Настройки: принтер «${printer.name}» не печатает документ ${kind}: нужен лист А4.`);
  return {
    for: kind => {
      const first = (fits: typeof suits) =>
        placed.find(({ printer, for: kinds }) => (kinds ? kinds.includes(kind) : fits(printer, kind)))?.printer;
      return first(suits) ?? first(canPrint) ?? insteadOf[kind]?.(placed) ?? null;
    },
    all: kind => placed.map(({ printer }) => printer).filter(printer => canPrint(printer, kind)),
  };
}
