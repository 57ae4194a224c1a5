// The spool: once a key, in order, one at a time, a job belongs to its visit, and a crash never prints to an empty hall.
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore, type Store } from '../../src-main/threads/store-client.ts';
import { type PrintJob, said } from '#contract';
import type { Printing } from '../../src-main/services/printing/index.ts';
import { notes } from '../../src-main/services/printing/notes.ts';
import { ledPrinter, type LedPrinter } from '../support/printers/led-printer.ts';
import { createSpool } from './printing-support.ts';
import { folder, keysOf, listeningLog, removeFolder } from './sync-support.ts';
import { somebody } from '../support/called.ts';

let dataDir: string;
let store: Store;
let printer: LedPrinter;
let printing: Printing;
let seen: (PrintJob & { visit: string })[];

const open = async () => openStore({ dataDir, keys: await keysOf(dataDir), log: listeningLog() });

beforeEach(async () => {
  dataDir = folder();
  store = await open();
  printer = ledPrinter();
  printing = createSpool(store.terminalStore, printer);
  seen = [];
  printing.onChange(({ job, visit }) => seen.push({ ...job, visit }));
});
afterEach(async () => {
  await store.close();
  removeFolder(dataDir);
});

const print = (job: string, visit = 'visit') => printing.print(visit, somebody, 1, '2026-10', job);
const stored = (job: string) => store.terminalStore.job(job);
const done = { ok: true, where: said('Возьмите лист.', 'Take the page.') } as const;
const noPaper = said('В принтере кончилась бумага.', 'The printer is out of paper.');
const queued = said('Квитанция ждёт очереди на печать.', 'The payment document is waiting to be printed.');
const sent = said(
  'Квитанция печатается. Подождите немного.',
  'The payment document is printing. Please wait a little.',
);

describe('a job', () => {
  it('goes queued, sent, done, on disk and for the screen alike', async () => {
    const job = randomUUID();
    expect(await print(job)).toEqual({
      ok: true,
      value: { job, state: 'queued', note: queued, trouble: false, others: [] },
    });
    await printer.inHand();
    expect(await stored(job)).toMatchObject({ state: 'queued', printer: 'проба' });
    await printer.send();
    expect(await stored(job)).toMatchObject({ state: 'sent' });
    expect(await printing.job('visit', job)).toMatchObject({ value: { state: 'sent' } });
    printer.finish(done);
    await printing.idle();
    expect(await stored(job)).toMatchObject({ state: 'done', note: done.where, request: '{"kind":"paymentDocument"}' });
    expect(seen.map(({ state, note, visit }) => ({ state, note, visit }))).toEqual([
      { state: 'sent', note: sent, visit: 'visit' },
      { state: 'done', note: done.where, visit: 'visit' },
    ]);
    expect(Buffer.from(printer.pages[0]!.subarray(0, 5)).toString()).toBe('%PDF-');
  });

  it('is printed once however often its key is sent, at the same time or later', async () => {
    const job = randomUUID();
    const [first, ...rest] = await Promise.all([print(job), print(job), print(job)]);
    expect(rest).toEqual([first, first]);
    await printer.inHand();
    await printer.send();
    printer.finish(done);
    await printing.idle();
    expect(await print(job)).toMatchObject({ value: { state: 'done' } });
    await printing.idle();
    expect(printer.pages).toHaveLength(1);
  });

  it('that fails says why, and is not tried again', async () => {
    const job = randomUUID();
    await print(job);
    await printer.inHand();
    printer.finish({ ok: false, reason: noPaper });
    await printing.idle();
    expect(await printing.job('visit', job)).toMatchObject({
      value: { state: 'failed', note: noPaper },
    });
    expect(await print(job)).toMatchObject({ value: { state: 'failed' } });
    await printing.idle();
    expect(printer.pages).toHaveLength(1);
  });

  it('is not made for a month without a document, nor without a printer', async () => {
    const job = randomUUID();
    expect(await printing.print('visit', somebody, 1, '1999-01', job)).toMatchObject({
      error: { code: 'document.noPeriod' },
    });
    expect(await stored(job)).toBeNull();
    const none = createSpool(store.terminalStore, null);
    expect(await none.print('visit', somebody, 1, '2026-10', job)).toMatchObject({
      error: { code: 'print.noPrinter' },
    });
  });

  it('is in the audit log once the printer has it', async () => {
    const before = await store.terminalStore.outboxSize();
    await print(randomUUID());
    await printer.inHand();
    expect(await store.terminalStore.outboxSize()).toBe(before);
    await printer.send();
    expect(await store.terminalStore.outboxSize()).toBe(before + 1);
    printer.finish(done);
  });
});

describe('the queue', () => {
  it('prints one at a time, in the order asked', async () => {
    const jobs = [randomUUID(), randomUUID(), randomUUID()];
    for (const job of jobs) await print(job);
    for (const [i, job] of jobs.entries()) {
      await printer.inHand();
      expect(printer.pages).toHaveLength(i + 1);
      expect(await printing.job('visit', job)).toMatchObject({ value: { state: 'queued' } });
      await printer.send();
      printer.finish(done);
      await new Promise(resolve => setTimeout(resolve, 20));
    }
    await printing.idle();
    expect(seen.filter(job => job.state === 'done').map(job => job.job)).toEqual(jobs);
  });

  it('goes on after a printer’s adapter throws', async () => {
    const [broken, whole] = [randomUUID(), randomUUID()];
    let calls = 0;
    const moody = createSpool(store.terminalStore, {
      name: 'проба',
      accepts: 'pdf',
      async print(_payload, onSent) {
        if (++calls === 1) throw new Error('bug');
        await onSent();
        return done;
      },
    });
    await moody.print('visit', somebody, 1, '2026-10', broken);
    await moody.print('visit', somebody, 1, '2026-10', whole);
    await moody.idle();
    expect(await stored(broken)).toMatchObject({ state: 'failed', note: notes.failed });
    expect(await stored(whole)).toMatchObject({ state: 'done' });
  });
});

describe('a job belongs to its visit', () => {
  it('and another visit neither sees nor prints it', async () => {
    const job = randomUUID();
    await print(job);
    expect(await printing.job('stranger', job)).toMatchObject({ error: { code: 'print.unknownJob' } });
    expect(await print(job, 'stranger')).toMatchObject({ error: { code: 'print.unknownJob' } });
    expect(await printing.job('visit', randomUUID())).toMatchObject({ error: { code: 'print.unknownJob' } });
    await printer.inHand();
    printer.finish(done);
  });

  it('whose end takes back what waits, and lets out what the printer has, telling nobody', async () => {
    const [printed, waiting] = [randomUUID(), randomUUID()];
    await print(printed);
    await print(waiting);
    await printer.inHand();
    await printer.send();
    const told = seen.length;
    printing.visitEnded('visit');
    printer.finish(done);
    await printing.idle();
    expect(printer.pages).toHaveLength(1);
    expect(await stored(printed)).toMatchObject({ state: 'done', request: '{"kind":"paymentDocument"}' });
    expect(await stored(waiting)).toMatchObject({
      state: 'failed',
      note: notes.visitOver,
      request: '{"kind":"paymentDocument"}',
    });
    expect(seen).toHaveLength(told);
    expect(await printing.job('visit', printed)).toMatchObject({ error: { code: 'print.unknownJob' } });
  });

  it('even when the visit ends while the page is being made', async () => {
    const job = randomUUID();
    const asked = print(job);
    printing.visitEnded('visit');
    await asked;
    await printing.idle();
    expect(printer.pages).toHaveLength(0);
    expect(await stored(job)).toMatchObject({ state: 'failed', note: notes.visitOver });
  });
});

describe('a crash', () => {
  const script = fileURLToPath(new URL('printing-child.ts', import.meta.url));

  async function killedAt(stopAt: 'queued' | 'sent', jobs: string[]): Promise<void> {
    await store.close();
    const child = spawn(process.execPath, [script, dataDir, stopAt, ...jobs], { stdio: ['ignore', 'pipe', 'inherit'] });
    const over = new Promise(resolve => child.once('close', resolve));
    for await (const line of createInterface({ input: child.stdout })) if (line === stopAt) break;
    // The jobs behind the one in hand reach the disk too.
    await new Promise(resolve => setTimeout(resolve, 300));
    child.kill('SIGKILL');
    await over;
    store = await open();
    printing = createSpool(store.terminalStore, printer);
  }

  it('before the page was sent closes the job and prints nothing', async () => {
    const [first, second] = [randomUUID(), randomUUID()];
    await killedAt('queued', [first, second]);
    const open = await store.terminalStore.openJobs();
    expect(open.map(({ id, state }) => `${id} ${state}`).sort()).toEqual(
      [`${first} queued`, `${second} queued`].sort(),
    );
    await printing.recover();
    await printing.idle();
    for (const job of [first, second])
      expect(await stored(job)).toMatchObject({
        state: 'failed',
        note: notes.restarted,
        request: '{"kind":"paymentDocument"}',
      });
    expect(printer.pages).toHaveLength(0);
    expect(await store.terminalStore.openJobs()).toEqual([]);
  });

  it('after it was sent never prints it again, and says to look into the tray', async () => {
    const job = randomUUID();
    await killedAt('sent', [job]);
    await printing.recover();
    await printing.idle();
    expect(await stored(job)).toMatchObject({
      state: 'failed',
      note: notes.restartedAfterSent,
      request: '{"kind":"paymentDocument"}',
    });
    expect(await print(job)).toMatchObject({ error: { code: 'print.unknownJob' } });
    await printing.idle();
    expect(printer.pages).toHaveLength(0);
  });
});
