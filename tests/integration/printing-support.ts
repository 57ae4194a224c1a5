// What the spool's tests share: the spool over a real store with one document to print, and a printer the test leads by the hand.
import { createPaper } from '../../src-main/adapters/paper/index.ts';
import { fail, ok } from '#contract';
import type { Printer, PrintOutcome } from '../../src-main/ports/printer.ts';
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

export interface LedPrinter extends Printer {
  /** pages handed over so far */
  readonly pages: Uint8Array[];
  /** the page in hand goes through */
  send(): Promise<void>;
  finish(outcome: PrintOutcome): void;
  /** Resolves when a page is in hand. */
  inHand(): Promise<void>;
}

/** Takes a page and waits for the test to say what becomes of it. */
export function ledPrinter(): LedPrinter {
  const pages: Uint8Array[] = [];
  let hand: { onSent: () => Promise<void>; finish: (outcome: PrintOutcome) => void } | null = null;
  let taken = Promise.withResolvers<void>();
  return {
    name: 'проба',
    accepts: 'pdf',
    pages,
    print: ({ bytes }, onSent) =>
      new Promise(resolve => {
        pages.push(bytes);
        hand = { onSent, finish: resolve };
        taken.resolve();
      }),
    inHand: () => taken.promise,
    async send() {
      await hand?.onSent();
    },
    finish(outcome) {
      const { finish } = hand!;
      hand = null;
      taken = Promise.withResolvers<void>();
      finish(outcome);
    },
  };
}
