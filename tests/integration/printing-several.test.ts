// The spool with real receipt printers behind it: trouble waits and is said, a copy is marked, one printer never holds up another.
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openStore, type Store } from '../../src-main/threads/store-client.ts';
import { createPaper } from '../../src-main/adapters/paper/index.ts';
import { printerProfiles } from '../../src-main/adapters/printer-profiles/index.ts';
import { printerTexts } from '../../src-main/adapters/printers/printer-texts.ts';
import { tcp9100Printer } from '../../src-main/adapters/printers/tcp9100.ts';
import { fail, ok, type PrintJob, said } from '#contract';
import type { PaymentSlip } from '../../src-main/ports/paper.ts';
import type { Printers } from '../../src-main/ports/printer.ts';
import { createAudit } from '../../src-main/services/audit/index.ts';
import { createPrinting, type Printing, type Printout } from '../../src-main/services/printing/index.ts';
import { notes, printWords } from '../../src-main/services/printing/notes.ts';
import { fakeClock, type FakeClock } from '../support/fake-clock.ts';
import { virtualPrinter, type VirtualPrinter } from '../support/printers/virtual-printer.ts';
import { ordinary } from '../unit/documents/samples.ts';
import { ledPrinter, type LedPrinter } from '../support/printers/led-printer.ts';
import { eventually, folder, keysOf, listeningLog, removeFolder } from './sync-support.ts';
import { somebody } from '../support/called.ts';

const profiles = printerProfiles();
const epson = profiles.get('epson-tm-t20');

let dataDir: string;
let store: Store;
let clock: FakeClock;
let device: VirtualPrinter;
let sheets: LedPrinter;
let printing: Printing;
let seen: PrintJob[];

beforeEach(async () => {
  dataDir = folder();
  clock = fakeClock();
  device = await virtualPrinter();
  sheets = ledPrinter();
  await start();
});

/** The program's printing over the data folder: again after a restart. */
async function start(): Promise<void> {
  store = await openStore({ dataDir, keys: await keysOf(dataDir), log: listeningLog() });
  const log = listeningLog();
  const roll = tcp9100Printer({ name: 'Чековый', host: '127.0.0.1', port: device.port, profile: epson, log });
  const printers: Printers = {
    for: kind => (kind === 'paymentSlip' ? roll : kind === 'statement' ? null : sheets),
    all: kind => (kind === 'paymentDocument' || kind === 'paymentSlip' ? [roll, sheets] : [sheets]),
  };
  const documents = {
    paymentDocument: async (_account: number, period: string) =>
      period === '2026-10' ? ok(ordinary) : fail('document.noPeriod'),
  };
  const audit = createAudit({ store: store.terminalStore, clock, log, terminalName: 'Проба' });
  const paper = createPaper({ profiles });
  printing = createPrinting({ store: store.terminalStore, printers, documents, audit, clock, log, paper });
  seen = [];
  printing.onChange(({ job }) => seen.push(job));
}
afterEach(async () => {
  await store.close();
  await device.close();
  removeFolder(dataDir);
});

const slip = (amount: number): PaymentSlip => ({
  payee: { name: 'Фонд «Проба»', inn: '2130000000', phone: '8 800', site: 'fund.example' },
  accountNumber: '220753',
  address: 'ул. Ленина, д. 1, кв. 2',
  amount,
  paidOn: '2026-11-22',
  paidAt: '12:00',
  attempt: '00000000-0000-4000-8000-000000000001',
  acquirerId: 'a-1',
  terminalName: 'Проба',
});
const slipOf = (amount = 123_456): Printout => ({
  account: 1,
  request: { kind: 'paymentSlip' },
  model: async () => ok({ kind: 'paymentSlip', slip: slip(amount) }),
  audit: { action: 'payment.slipPrinted', details: { attempt: '00000000-0000-4000-8000-000000000001' } },
  who: somebody,
  words: printWords('Подтверждение оплаты', said('Подтверждение', 'The slip')),
});
const printSlip = async (amount?: number) => {
  const job = randomUUID();
  await printing.printout('visit', job, slipOf(amount));
  return job;
};
const state = async (job: string) => (await store.terminalStore.job(job))?.state;
const KNIFE = '✂';
const receipts = () =>
  device
    .printed({ [epson.codePage.number]: epson.codePage.charset })
    .flatMap(one => (one.kind === 'row' ? [one.text.trim()] : one.kind === 'cut' ? [KNIFE] : []))
    .join('\n')
    .split(KNIFE)
    .slice(0, -1);

it('a slip comes out of the roll, in Russian and to the kopeck', async () => {
  const job = await printSlip();
  await printing.idle();
  expect(await state(job)).toBe('done');
  expect(receipts()).toHaveLength(1);
  expect(receipts()[0]).toMatch(/1 234,56/);
  expect(receipts()[0]).not.toContain('КОПИЯ');
});

it('the same slip again says «КОПИЯ», and another sum does not', async () => {
  for (const amount of [123_456, 123_456, 9_950]) {
    await printSlip(amount);
    await printing.idle();
  }
  expect(receipts().map(receipt => receipt.includes('КОПИЯ'))).toEqual([false, true, false]);
});

it('a restart does not make a copy an original; a year does', async () => {
  const print = async (amount?: number) => {
    await printSlip(amount);
    await printing.idle();
  };
  await print();
  await store.close();
  await start();
  await print();
  clock.advance(367 * 24 * 60 * 60 * 1000);
  await print(100);
  await print();
  const asked = receipts().filter(receipt => receipt.includes('1 234,56'));
  expect(asked.map(receipt => receipt.includes('КОПИЯ'))).toEqual([false, true, false]);
});

it('of two asked for at once the second is the copy', async () => {
  await Promise.all([printSlip(), printSlip()]);
  await printing.idle();
  expect(receipts().map(receipt => receipt.includes('КОПИЯ'))).toEqual([false, true]);
});

it('a page that waits for paper says so, and comes out once when there is some', async () => {
  device.faults = { paperOut: true };
  const job = await printSlip();
  await eventually(() => seen.some(({ note }) => note.ru === notes.waiting(printerTexts.noPaper).ru));
  expect(await state(job)).toBe('queued');
  await new Promise(resolve => setTimeout(resolve, 100));
  device.faults = {};
  clock.advance(3000);
  await printing.idle();
  expect(await state(job)).toBe('done');
  expect(receipts()).toHaveLength(1);
  expect(seen.map(({ state }) => state)).toEqual(['queued', 'sent', 'done']);
});

it('a page nobody brings paper for fails after five minutes and sends the person to the desk', async () => {
  device.faults = { coverOpen: true };
  const job = await printSlip();
  for (let i = 0; (await state(job)) === 'queued'; i++) {
    expect(i).toBeLessThan(200);
    await new Promise(resolve => setTimeout(resolve, 20));
    clock.advance(3000);
  }
  await printing.idle();
  expect(await store.terminalStore.job(job)).toMatchObject({ state: 'failed', note: printerTexts.coverOpen });
  expect(device.jobs).toEqual([]);
});

it('a page that waits is dropped when its visit ends', async () => {
  device.faults = { offline: true };
  const job = await printSlip();
  await eventually(() => seen.length > 0);
  printing.visitEnded('visit');
  device.faults = {};
  await new Promise(resolve => setTimeout(resolve, 100));
  clock.advance(3000);
  await printing.idle();
  expect(await store.terminalStore.job(job)).toMatchObject({
    state: 'failed',
    note: notes.visitOver,
    request: '{"kind":"paymentSlip"}',
  });
  expect(device.jobs).toEqual([]);
});

it('a page cut off on the way is never sent again', async () => {
  device.faults = { resetAfter: 100 };
  const job = await printSlip();
  await printing.idle();
  clock.advance(120_000);
  await printing.idle();
  expect(await state(job)).toBe('failed');
  expect(device.jobs).toHaveLength(1);
});

it('slips keep their order, one at a time', async () => {
  for (const amount of [100, 200, 300]) await printSlip(amount);
  await printing.idle();
  expect(receipts().map(receipt => /(\d),00/.exec(receipt)?.[1])).toEqual(['1', '2', '3']);
  expect(device.most).toBe(1);
});

it('a printer that hangs does not hold up the other', async () => {
  const hanging = randomUUID();
  await printing.print('visit', somebody, 1, '2026-10', hanging);
  await sheets.inHand();
  const job = await printSlip();
  await eventually(() => seen.some(one => one.job === job && one.state === 'done'));
  expect(await state(hanging)).toBe('queued');
  sheets.finish({ ok: true, where: said('Возьмите лист.', 'Take the page.') });
  await printing.idle();
});

it('a document no printer here prints is refused before it is made', async () => {
  let made = 0;
  const refused = await printing.printout('visit', randomUUID(), {
    ...slipOf(),
    request: { kind: 'statement' },
    model: async () => (made++, ok({ kind: 'paymentSlip', slip: slip(1) })),
  });
  expect(refused).toMatchObject({ error: { code: 'print.noPrinter' } });
  expect(made).toBe(0);
});

it('a page that waits goes to another printer when staff say so: drawn for its paper, and once', async () => {
  device.faults = { paperOut: true };
  const job = await printSlip();
  const waiting = await eventually(() => seen.find(({ trouble }) => trouble));
  expect(waiting).toMatchObject({ state: 'queued', note: notes.waiting(printerTexts.noPaper), others: ['проба'] });
  expect(await printing.redirect('another visit', job, 'проба')).toMatchObject({ error: { code: 'print.unknownJob' } });
  expect(await printing.redirect('visit', job, 'нет такого')).toMatchObject({ error: { code: 'print.noPrinter' } });
  expect(await printing.redirect('visit', job, 'проба')).toMatchObject({
    ok: true,
    value: { trouble: false, others: ['Чековый'] },
  });
  await sheets.inHand();
  expect(Buffer.from(sheets.pages[0]!.subarray(0, 5)).toString()).toBe('%PDF-');
  await sheets.send();
  device.faults = {};
  clock.advance(3000);
  sheets.finish({ ok: true, where: said('Возьмите лист.', 'Take the page.') });
  await printing.idle();
  expect(await store.terminalStore.job(job)).toMatchObject({ state: 'done', printer: 'проба' });
  expect(device.jobs).toEqual([]);
  expect(sheets.pages).toHaveLength(1);
});

it('a page its printer takes at the moment it is sent elsewhere comes out there alone', async () => {
  const job = randomUUID();
  await printing.print('visit', somebody, 1, '2026-10', job);
  await sheets.inHand();
  const moved = printing.redirect('visit', job, 'Чековый');
  await sheets.send();
  sheets.finish({ ok: true, where: said('Возьмите лист.', 'Take the page.') });
  expect(await moved).toMatchObject({ error: { code: 'print.tooLate' } });
  await printing.idle();
  expect(device.jobs).toEqual([]);
});

it('a page its printer gives back at the moment it is sent elsewhere comes out elsewhere alone', async () => {
  const job = randomUUID();
  await printing.print('visit', somebody, 1, '2026-10', job);
  await sheets.inHand();
  const moved = printing.redirect('visit', job, 'Чековый');
  sheets.finish({ ok: false, untouched: true, reason: printerTexts.noPaper });
  expect(await moved).toMatchObject({ ok: true });
  clock.advance(3000);
  await printing.idle();
  expect(await state(job)).toBe('done');
  expect(receipts()).toHaveLength(1);
  expect(sheets.pages).toHaveLength(1);
});
