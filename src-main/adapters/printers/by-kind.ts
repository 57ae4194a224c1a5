// The printers of a terminal and which of them prints what: the first that is for a document's kind and has paper for it.
import type { DocumentKind, PaperFormat } from '#contract';
import type { Printer, Printers } from '../../ports/printer.ts';

export interface Placed {
  printer: Printer;
  /** null: whatever no printer before it does */
  for: DocumentKind[] | null;
}

/** What has a face on narrow paper; a half sheet takes the payment document alone. */
const onRoll: readonly DocumentKind[] = ['paymentDocument', 'paymentSlip', 'statement'];
const faces: Record<PaperFormat, readonly DocumentKind[] | 'all'> = {
  a4: 'all',
  a5: ['paymentDocument'],
  '80mm': onRoll,
  '58mm': onRoll,
};

export function canPrint({ accepts, format = 'a4' }: Printer, kind: DocumentKind): boolean {
  const known = accepts !== 'pdf' ? onRoll : faces[format];
  return known === 'all' || known.includes(kind);
}

/** Throws with a sentence when a printer is named for a document it has no paper for. */
export function printersByKind(placed: readonly Placed[]): Printers {
  for (const { printer, for: kinds } of placed)
    for (const kind of kinds ?? [])
      if (!canPrint(printer, kind))
        throw new Error(`Настройки: принтер «${printer.name}» не печатает документ ${kind}: нужен лист А4.`);
  return {
    for: kind =>
      placed.find(({ printer, for: kinds }) => (kinds ? kinds.includes(kind) : canPrint(printer, kind)))?.printer ??
      null,
    all: kind => placed.map(({ printer }) => printer).filter(printer => canPrint(printer, kind)),
  };
}
