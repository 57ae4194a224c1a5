// Printing through a real CUPS: the page arrives whole, its end is followed, a problem is explained, and no copy stays behind.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Said } from '#contract';
import { cupsTexts } from '../../src-main/adapters/printers/cups-texts.ts';
import { printerTexts } from '../../src-main/adapters/printers/printer-texts.ts';
import { cupsPrinter } from '../../src-main/adapters/printers/cups.ts';
import { createPaper } from '../../src-main/adapters/paper/index.ts';
import { ordinary } from '../unit/documents/samples.ts';
import { cupsd, networkPrinter, startCups, type CupsServer, type NetworkPrinter } from './cups-server.ts';
import { eventually, listeningLog } from './sync-support.ts';

const QUEUE = 'Office-2';

describe.skipIf(!cupsd)('a CUPS queue (skipped where cupsd is not installed)', () => {
  let cups: CupsServer;
  let device: NetworkPrinter;
  let page: Uint8Array;
  beforeAll(async () => {
    cups = await startCups();
    page = await createPaper().a4({ kind: 'paymentDocument', document: ordinary });
  }, 60_000);
  afterAll(() => cups?.stop());
  beforeEach(async () => {
    device = await networkPrinter();
    cups.command('lpadmin', '-p', QUEUE, '-E', '-v', device.uri);
    cups.command('cupsenable', QUEUE);
    cups.command('cupsaccept', QUEUE);
  });
  afterEach(async () => {
    cups.command('cancel', '-a', '-x', QUEUE);
    await device.close();
  });

  const printer = (options: { queue?: string; limitMs?: number; env?: Record<string, string> } = {}) =>
    cupsPrinter({ queue: QUEUE, log: listeningLog(), env: cups.env, pollMs: 50, ...options });
  const payload = () => ({ title: 'Платёжный документ', format: 'pdf' as const, bytes: page });
  const print = async (to = printer(), onSent = async () => {}) => to.print(payload(), onSent);
  const queued = () => cups.command('lpstat', '-W', 'not-completed', '-o', QUEUE);

  it('gets the page byte for byte, is followed to the end, and keeps no copy', async () => {
    let sent = 0;
    const outcome = await print(printer(), async () => void sent++);
    expect(outcome).toEqual({ ok: true, where: printerTexts.done });
    expect(sent).toBe(1);
    await eventually(() => device.received.length === 1);
    expect(device.received[0]!.equals(Buffer.from(page))).toBe(true);
    expect(queued()).toBe('');
    await eventually(() => cups.spooled().length === 0);
  });

  it('that is not there is named', async () => {
    expect(await print(printer({ queue: 'Nowhere' }))).toEqual({ ok: false, reason: printerTexts.noQueue('Nowhere') });
  });

  it('named with an instance of its options takes the page by them', async () => {
    const home = mkdtempSync(join(tmpdir(), 'kapremont-home-'));
    mkdirSync(join(home, '.cups'));
    writeFileSync(join(home, '.cups/lpoptions'), `Dest ${QUEUE}/hall media=A5\n`);
    const outcome = await print(printer({ queue: `${QUEUE}/hall`, env: { ...cups.env, HOME: home } }));
    rmSync(home, { recursive: true });
    expect(outcome).toEqual({ ok: true, where: printerTexts.done });
    await eventually(() => device.received.length === 1);
    expect(await print(printer({ queue: 'Nowhere/hall' }))).toEqual({
      ok: false,
      reason: printerTexts.noQueue('Nowhere/hall'),
    });
  });

  it.each([
    ['Нет бумаги', /^Принтер остановлен: «Нет бумаги»\. Подойдите/],
    ['Ремонт\tдо пятницы', /^Принтер остановлен: «Ремонт до пятницы»\. Подойдите/],
    ['x'.repeat(300), /^Принтер остановлен: «x{100}»\. Подойдите/],
  ])('stopped by an operator who wrote why shows that: %s', async (why, words) => {
    cups.command('cupsdisable', '-r', why, QUEUE);
    expect(await print()).toMatchObject({ ok: false, untouched: true, reason: { ru: expect.stringMatching(words) } });
  });

  it('that is stopped or takes no jobs gets none', async () => {
    cups.command('cupsdisable', QUEUE);
    expect(await print()).toMatchObject({
      ok: false,
      untouched: true,
      reason: { ru: expect.stringMatching(/остановлен/) },
    });
    cups.command('cupsenable', QUEUE);
    cups.command('cupsreject', QUEUE);
    expect(await print()).toEqual({ ok: false, untouched: true, reason: cupsTexts.rejecting(QUEUE) });
    expect(queued()).toBe('');
  });

  it('whose printer never finishes has its job taken back at the limit', async () => {
    device.stall();
    const outcome = await print(printer({ limitMs: 1500 }));
    expect(outcome).toMatchObject({ ok: false, reason: { ru: expect.stringMatching(/задание снято|не на связи/) } });
    await eventually(() => queued() === '');
    await eventually(() => cups.spooled().length === 0);
  });

  it('whose printer wants something while it has the page says what, and goes on by itself when it has it', async () => {
    device.stall();
    const told: (Said | null)[] = [];
    const outcome = printer().print(
      payload(),
      async () => {},
      async trouble => void told.push(trouble),
    );
    await eventually(() => queued() !== '');
    cups.command('cupsdisable', QUEUE);
    await eventually(() => told.length > 0);
    expect(told[0]?.ru).toMatch(/остановлен/);
    device.goOn();
    cups.command('cupsenable', QUEUE);
    expect(await outcome).toEqual({ ok: true, where: printerTexts.done });
  });

  it('whose job somebody cancels says so', async () => {
    device.stall();
    const outcome = print();
    const job = await eventually(() => /^\S+/.exec(queued())?.[0]);
    cups.command('cancel', job);
    expect(await outcome).toEqual({ ok: false, reason: cupsTexts.cancelled });
  });

  it('holds a job it could not mark as sent no longer', async () => {
    device.stall();
    const refused = print(printer(), async () => {
      throw new Error('the store is full');
    });
    await expect(refused).rejects.toThrow('the store is full');
    await eventually(() => queued() === '');
  });

  it('without a server, and without CUPS at all, is plain words', async () => {
    expect(await print(printer({ env: { CUPS_SERVER: '/nowhere/cups.sock' } }))).toEqual({
      ok: false,
      untouched: true,
      reason: cupsTexts.silent,
    });
    expect(await print(printer({ env: { PATH: '/nowhere' } }))).toEqual({ ok: false, reason: cupsTexts.missing });
  });
});
