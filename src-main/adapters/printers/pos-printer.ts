// electron-pos-printer made safe: one job at a time, our own time limit, and no second try once a job was handed over.
import type { Log } from '../../ports/log.ts';
import type { Printer, ReceiptWindow } from '../../ports/printer.ts';
import { askAbout, printerTexts } from './printer-texts.ts';

export interface PosPrinterOptions {
  name: string;
  queue: string;
  paper: '80mm' | '58mm';
  /** null outside Electron */
  window: ReceiptWindow | null;
  log: Log;
  /** needed because electron-pos-printer never settles when a printer is dead */
  limitMs?: number;
}

export const posTexts = {
  noWindow: askAbout(
    'Этот принтер печатает только из окна программы.',
    'This printer prints only from the program’s own window.',
  ),
  noLibrary: askAbout(
    'Программа печати на этот принтер не загрузилась: установка повреждена.',
    'What prints on this printer did not load: the installation is damaged.',
  ),
  late: askAbout(
    'Принтер не ответил вовремя, лист мог выйти.',
    'The printer did not answer in time; the page may be out.',
  ),
};

/** The library answers on one channel: two jobs at once would take each other's answers, even on different printers. */
const lines = new WeakMap<ReceiptWindow, Promise<void>>();

function inTurn<T>(window: ReceiptWindow, work: () => Promise<T>): Promise<T> {
  const result = (lines.get(window) ?? Promise.resolve()).then(work);
  lines.set(
    window,
    result.then(
      () => undefined,
      () => undefined,
    ),
  );
  return result;
}

const LATE = Symbol('late');

export function posPrinter({ name, queue, paper, window, log, limitMs = 30_000 }: PosPrinterOptions): Printer {
  return {
    name,
    accepts: 'rows',
    format: paper,
    async print({ bytes }, onSent) {
      if (!window) return { ok: false, reason: posTexts.noWindow };
      const rows = JSON.parse(Buffer.from(bytes).toString('utf8')) as unknown[];
      return inTurn(window, async () => {
        try {
          await window.ready();
        } catch (error) {
          log.error('pos printer library not loaded', error, { printer: name });
          return { ok: false, reason: posTexts.noLibrary };
        }
        await onSent();
        const limit = Promise.withResolvers<typeof LATE>();
        const timer = setTimeout(() => limit.resolve(LATE), limitMs);
        try {
          const outcome = await Promise.race([window.print(rows, { queue, paper }), limit.promise]);
          if (outcome !== LATE) return { ok: true, where: printerTexts.handedOver };
          log.warn('pos printer did not answer', { printer: name });
          return { ok: false, reason: posTexts.late };
        } catch (error) {
          log.warn('pos printer refused', { printer: name, why: String(error) });
          return { ok: false, reason: printerTexts.refused };
        } finally {
          clearTimeout(timer);
          window.abandon();
        }
      });
    },
  };
}
