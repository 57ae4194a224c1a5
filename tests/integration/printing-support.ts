// What the spool's tests share: the spool over a real store, with one document to print.
import { createPaper } from '../../src-main/adapters/paper/index.ts';
import { fail, ok } from '#contract';
import type { Printer } from '../../src-main/ports/printer.ts';
import type { TerminalStore } from '../../src-main/ports/terminal-store.ts';
import { createAudit } from '../../src-main/services/audit/index.ts';
import { createPrinting, type Printing } from '../../src-main/services/printing/index.ts';
import { fakeClock } from '../support/fake-clock.ts';
import { ordinary } from '../unit/documents/samples.ts';
import { listeningLog } from './sync-support.ts';

const clock = fakeClock();

/** October 2026 of any account has a document; no other month has. */
export function createSpool(store: TerminalStore, printer: Printer | null, log = listeningLog()): Printing {
  const documents = {
    paymentDocument: async (_account: number, period: string) =>
      period === '2026-10' ? ok(ordinary) : fail('document.noPeriod'),
  };
  const audit = createAudit({ store, clock, log, terminalName: 'Проба' });
  return createPrinting({
    store,
    printers: { for: () => printer, all: () => (printer ? [printer] : []) },
    documents,
    audit,
    clock,
    log,
    paper: createPaper(),
  });
}
