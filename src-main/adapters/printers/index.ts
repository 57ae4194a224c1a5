// The printer a terminal's settings name.
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import type { Printer, PrinterChoice } from '../../ports/printer.ts';
import { cupsPrinter } from './cups.ts';
import { folderPrinter } from './folder.ts';

/** Null when the terminal has no printer. */
export function createPrinter(
  printer: PrinterChoice,
  { clock, log }: { clock: Pick<Clock, 'today'>; log: Log },
): Printer | null {
  switch (printer?.kind) {
    case 'folder':
      return folderPrinter({ folder: printer.folder, clock, log });
    case 'cups':
      return cupsPrinter({ queue: printer.queue, log });
    default:
      return null;
  }
}
