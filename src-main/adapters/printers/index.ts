// The printers a terminal's settings name.
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import type { PrinterProfile } from '../../ports/printer-profile.ts';
import type { Printer, PrinterChoice, Printers, PrinterSetting, ReceiptWindow } from '../../ports/printer.ts';
import { printersByKind } from './by-kind.ts';
import { cupsPrinter } from './cups.ts';
import { folderPrinter } from './folder.ts';
import { posPrinter } from './pos-printer.ts';
import { tcp9100Printer } from './tcp9100.ts';
import { windowsPdfPrinter, windowsPrinter } from './windows.ts';

interface Deps {
  clock: Pick<Clock, 'today'>;
  log: Log;
}

/** Null when the terminal has no printer. */
export function createPrinter(printer: PrinterChoice, { clock, log }: Deps): Printer | null {
  switch (printer?.kind) {
    case 'folder':
      return folderPrinter({ folder: printer.folder, clock, log });
    case 'cups':
      return cupsPrinter({ queue: printer.queue, log });
    default:
      return null;
  }
}

interface AllDeps extends Deps {
  /** Throws with a sentence for a profile that is not there. */
  profile(id: string): PrinterProfile;
  /** null outside Electron */
  receiptWindow: ReceiptWindow | null;
}

/** Throws with a sentence when the profile it names is not there. */
export function placePrinter(setting: PrinterSetting, { clock, log, profile, receiptWindow }: AllDeps): Printer {
  const { name } = setting;
  switch (setting.kind) {
    case 'folder':
      return { ...folderPrinter({ folder: setting.folder, clock, log }), name, format: setting.paper };
    case 'cups': {
      const { queue, paper } = setting;
      const raw = setting.profile === null ? null : profile(setting.profile);
      return { ...cupsPrinter({ queue, log, paper, ...(raw && { profile: raw.id }) }), name };
    }
    case 'tcp9100': {
      const { host, port } = setting;
      return tcp9100Printer({ name, host, port, profile: profile(setting.profile), log });
    }
    case 'windows':
      return windowsPrinter({ name, queue: setting.queue, profile: profile(setting.profile).id, log });
    case 'windowsPdf':
      return windowsPdfPrinter({ name, queue: setting.queue, program: setting.program, log });
    case 'posPrinter':
      return posPrinter({ name, queue: setting.queue, paper: setting.paper, window: receiptWindow, log });
  }
}

/** `printer`, the old shorthand, stands last and takes what the others leave. Throws with a sentence when the settings cannot hold. */
export function createPrinters(
  settings: { printer: PrinterChoice; printers: PrinterSetting[] },
  deps: AllDeps,
): Printers {
  const placed = settings.printers.map(setting => ({ printer: placePrinter(setting, deps), for: setting.for }));
  const rest = createPrinter(settings.printer, deps);
  return printersByKind(rest ? [...placed, { printer: rest, for: null }] : placed);
}
