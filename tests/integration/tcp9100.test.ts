// A receipt printer at a raw port: what it receives, its status answers, and every failure: explained, and never printed twice.
import { createServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { Said } from '#contract';
import { renderEscpos } from '../../src-main/adapters/paper/escpos/render.ts';
import { testPage } from '../../src-main/adapters/paper/escpos/test-page.ts';
import { receiptTexts } from '../../src-main/adapters/printers/receipt-status.ts';
import { printerTexts } from '../../src-main/adapters/printers/printer-texts.ts';
import { tcp9100Printer, type Tcp9100Options } from '../../src-main/adapters/printers/tcp9100.ts';
import { printerProfiles } from '../../src-main/adapters/printer-profiles/index.ts';
import type { ReceiptLine } from '../../src-main/adapters/paper/receipt/lines.ts';
import { virtualPrinter, type Faults, type VirtualPrinter } from '../support/printers/virtual-printer.ts';
import { eventually, listeningLog } from './sync-support.ts';

const profiles = printerProfiles();
const epson = profiles.get('epson-tm-t20');
const mute = profiles.get('generic-80');
const stateOnly = profiles.get('xprinter-xp-80');

let device: VirtualPrinter;
afterEach(() => device?.close());

const at = (port: number, more: Partial<Tcp9100Options> = {}) =>
  tcp9100Printer({
    name: 'Касса',
    host: '127.0.0.1',
    port,
    profile: epson,
    log: listeningLog(),
    connectMs: 500,
    stallMs: 1000,
    answerMs: 1_500,
    finishMs: 4_000,
    ...more,
  });
const page = renderEscpos(testPage(epson), epson);
/** More than the system's own buffers hold. */
const long = renderEscpos(
  Array.from({ length: 60 }, (): ReceiptLine => ({ kind: 'qr', text: 'ST00012|Name=Ф'.padEnd(300, 'Ф') })),
  stateOnly,
);

async function print(faults: Faults, bytes = page, more: Partial<Tcp9100Options> = {}) {
  device = await virtualPrinter(faults);
  let sent = 0;
  const outcome = await at(device.port, more).print(
    { title: 'Проба', format: 'escpos', bytes },
    async () => void sent++,
  );
  return { outcome, sent };
}
/** What lies on the paper, without the question behind it. */
const paper = () => device.jobs.map(job => job.subarray(0, page.length));

describe('a printer in order', () => {
  it('gets every byte once, confirms, and the connection is closed', async () => {
    const { outcome, sent } = await print({});
    expect(outcome).toEqual({ ok: true, where: printerTexts.done });
    expect(sent).toBe(1);
    expect(paper()).toHaveLength(1);
    expect(Buffer.from(page).equals(paper()[0]!)).toBe(true);
    await eventually(() => device.open === 0);
  });

  it('that reads slowly still gets everything', async () => {
    const { outcome } = await print({ slowMs: 20 }, page, { stallMs: 2000, finishMs: 5000, answerMs: 500 });
    expect(outcome).toEqual({ ok: true, where: printerTexts.done });
    expect(Buffer.from(page).equals(paper()[0]!)).toBe(true);
  });

  it('that says nothing of itself is given the page, and told apart from one that confirms', async () => {
    expect((await print({ mute: true })).outcome).toEqual({ ok: true, where: printerTexts.handedOver });
    await device.close();
    expect((await print({ mute: true }, page, { profile: mute })).outcome).toEqual({
      ok: true,
      where: printerTexts.handedOver,
    });
    expect(Buffer.from(page).equals(paper()[0]!)).toBe(true);
  });

  it('is asked afterwards where it knows its state but confirms nothing', async () => {
    expect((await print({}, page, { profile: stateOnly })).outcome).toMatchObject({ ok: true });
    await device.close();
    const { outcome, sent } = await print({ paperOutAfter: 5000 }, renderEscpos(testPage(stateOnly), stateOnly), {
      profile: stateOnly,
    });
    expect(outcome).toEqual({ ok: false, reason: receiptTexts.midway(printerTexts.noPaper) });
    expect(sent).toBe(1);
  });
});

describe('trouble before a byte went', () => {
  it.each([
    [{ paperOut: true }, printerTexts.noPaper],
    [{ coverOpen: true }, printerTexts.coverOpen],
    [{ cutterJammed: true }, receiptTexts.cutter],
    [{ offline: true }, receiptTexts.offline],
  ] as [Faults, Said][])(
    '%o is said in words, nothing is sent, and the job may be tried again',
    async (faults, reason) => {
      const { outcome, sent } = await print(faults);
      expect(outcome).toEqual({ ok: false, reason, untouched: true });
      expect(sent).toBe(0);
      expect(device.jobs).toEqual([]);
    },
  );

  it('a refused connection, a name nobody knows and a host that never answers are plain words', async () => {
    const free = createServer().listen(0, '127.0.0.1');
    await new Promise(resolve => free.once('listening', resolve));
    const { port } = free.address() as { port: number };
    await new Promise(resolve => free.close(resolve));
    const never = async () => expect.unreachable('sent');
    const payload = { title: '', format: 'escpos' as const, bytes: page };
    expect(await at(port).print(payload, never)).toEqual({ ok: false, reason: receiptTexts.busy, untouched: true });
    expect(await at(port, { host: 'printer.invalid' }).print(payload, never)).toMatchObject({
      ok: false,
      untouched: true,
    });
    // An address nobody has (RFC 5737).
    expect(await at(port, { host: '192.0.2.1', connectMs: 200 }).print(payload, never)).toMatchObject({
      ok: false,
      untouched: true,
    });
  });
});

describe('trouble once bytes went', () => {
  it('a printer that stops reading is left at the limit and nothing is sent again', async () => {
    const { outcome, sent } = await print({ stallAfter: 1000, silentEnd: true }, Buffer.concat(Array(8).fill(long)), {
      profile: mute,
    });
    expect(outcome).toEqual({ ok: false, reason: receiptTexts.stalled });
    expect(sent).toBe(1);
    expect(device.jobs).toHaveLength(1);
  });

  it('a reset or a closed side in the middle is told as a page that may be cut short', async () => {
    const big = Buffer.concat(Array(8).fill(long));
    for (const faults of [{ resetAfter: 5000 }, { halfCloseAfter: 5000 }] as Faults[]) {
      const { outcome, sent } = await print(faults, big, { profile: mute });
      expect(outcome, JSON.stringify(faults)).toEqual({ ok: false, reason: receiptTexts.cutOff });
      expect(sent).toBe(1);
      await device.close();
    }
    device = await virtualPrinter();
  });

  it('paper that runs out on the way is told at once', async () => {
    const { outcome } = await print({ paperOutAfter: 5000 }, renderEscpos(testPage(stateOnly), stateOnly));
    expect(outcome).toEqual({ ok: false, reason: receiptTexts.midway(printerTexts.noPaper) });
  });

  it('an end nobody confirms sends the person to look, and is no success', async () => {
    const { outcome } = await print({ silentEnd: true });
    expect(outcome).toEqual({ ok: false, reason: receiptTexts.unconfirmed });
    await device.close();
    expect((await print({ silentEnd: true, mute: true }, page, { profile: mute })).outcome).toEqual({
      ok: false,
      reason: receiptTexts.unconfirmed,
    });
  });

  it('a job that cannot be marked as sent is not sent', async () => {
    device = await virtualPrinter();
    const refused = at(device.port).print({ title: '', format: 'escpos', bytes: page }, async () => {
      throw new Error('the store is full');
    });
    await expect(refused).rejects.toThrow('the store is full');
    await eventually(() => device.open === 0);
    expect(device.jobs).toEqual([]);
  });
});

it('the virtual printer is a printer: what it decodes is what was laid out', async () => {
  const { outcome } = await print({});
  expect(outcome.ok).toBe(true);
  const rows = device
    .printed({ [epson.codePage.number]: 'cp866' })
    .flatMap(one => (one.kind === 'row' ? [one.text] : []));
  expect(rows.join('\n')).toContain('К оплате');
});
