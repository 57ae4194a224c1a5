// Creates the printers that a terminal's settings name.
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import type { PrinterProfile } from '../../ports/printer-profile.ts';
import type { Printer, Printers, ReceiptWindow } from '../../ports/printer.ts';
import type { PrinterKind, PrinterSetting, PrinterSettingOf } from '../../ports/printer-settings.ts';
import { printersByKind } from './by-kind.ts';
import { cupsPrinter } from './cups.ts';
import { folderPrinter } from './folder.ts';
import { posPrinter } from './pos-printer.ts';
import { tcp9100Printer } from './tcp9100.ts';
import { windowsPdfPrinter, windowsPrinter } from './windows.ts';

interface Deps {
  clock: Pick<Clock, 'today'>;
  log: Log;
  /** Throws with a sentence for an unknown profile. */
  profile(id: string): PrinterProfile;
  /** null outside Electron */
  receiptWindow: ReceiptWindow | null;
  /** where a page may lie for a program that prints only files */
  spool: string;
}

type Factories = { readonly [K in PrinterKind]: (setting: PrinterSettingOf<K>, deps: Deps) => Printer };

/** One function per kind; the compiler requires every kind of the settings. */
const factories: Factories = {
  folder: ({ name, folder, paper }, { clock, log }) => ({
    ...folderPrinter({ folder, clock, log }),
    name,
    format: paper,
  }),
  cups({ name, queue, paper, profile: id }, { log, profile }) {
    const raw = id === null ? null : profile(id);
    return cupsPrinter({ name, queue, log, paper, ...(raw && { profile: raw.id }) });
  },
  tcp9100: ({ name, host, port, profile: id }, { log, profile }) =>
    tcp9100Printer({ name, host, port, profile: profile(id), log }),
  windows: ({ name, queue, profile: id }, { log, profile }) =>
    windowsPrinter({ name, queue, profile: profile(id).id, log }),
  windowsPdf: ({ name, queue, program }, { log, spool }) => windowsPdfPrinter({ name, queue, program, log, spool }),
  posPrinter: ({ name, queue, paper }, { log, receiptWindow }) =>
    posPrinter({ name, queue, paper, window: receiptWindow, log }),
};

/** Throws with a sentence when the named profile does not exist. */
export function placePrinter<K extends PrinterKind>(setting: PrinterSettingOf<K>, deps: Deps): Printer {
  const make = factories[setting.kind];
  return make(setting, deps);
}

/** Throws with a sentence when the settings contradict each other. */
export function createPrinters(settings: readonly PrinterSetting[], deps: Deps): Printers {
  return printersByKind(settings.map(setting => ({ printer: placePrinter(setting, deps), for: setting.for })));
}
