// Chooses the printer for a document: the first one that is set for its kind and has paper for it.
import type { DocumentKind, PaperFormat } from '#contract';
import type { Printer, Printers } from '../../ports/printer.ts';

export interface Placed {
  printer: Printer;
  /** null: all kinds that no printer before it takes */
  for: DocumentKind[] | null;
}

/** Documents that fit narrow paper. On a half sheet go the payment document and the certificate. */
const onRoll: readonly DocumentKind[] = ['paymentDocument', 'paymentSlip', 'statement', 'certificate'];
const faces: Record<PaperFormat, readonly DocumentKind[] | 'all'> = {
  a4: 'all',
  a5: ['paymentDocument', 'certificate'],
  '80mm': onRoll,
  '58mm': onRoll,
};

function canPrint({ accepts, format = 'a4' }: Printer, kind: DocumentKind): boolean {
  const known = accepts !== 'pdf' ? onRoll : faces[format];
  return known === 'all' || known.includes(kind);
}

/** Throws with a sentence when a printer is set for a document that does not fit its paper. */
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
