// A receipt printer behind a real CUPS queue: the bytes pass untouched, and what comes out is what was laid out.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createPaper } from '../../src-main/adapters/paper/index.ts';
import { printerProfiles } from '../../src-main/adapters/printer-profiles/index.ts';
import { printerTexts } from '../../src-main/adapters/printers/printer-texts.ts';
import { placePrinter } from '../../src-main/adapters/printers/index.ts';
import { cupsPrinter } from '../../src-main/adapters/printers/cups.ts';
import { fakeClock } from '../support/fake-clock.ts';
import { virtualPrinter, type VirtualPrinter } from '../support/printers/virtual-printer.ts';
import { ordinary } from '../unit/documents/samples.ts';
import { cupsd, startCups, type CupsServer } from './cups-server.ts';
import { eventually, listeningLog } from './sync-support.ts';

const QUEUE = 'Roll';
const profiles = printerProfiles();
const profile = profiles.get('xprinter-xp-80');

describe.skipIf(!cupsd)('a raw CUPS queue (skipped where cupsd is not installed)', () => {
  let cups: CupsServer;
  let device: VirtualPrinter;
  let bytes: Uint8Array;
  beforeAll(async () => {
    cups = await startCups();
    bytes = await createPaper({ profiles }).escpos({ kind: 'paymentDocument', document: ordinary }, profile.id);
  }, 60_000);
  afterAll(() => cups?.stop());
  beforeEach(async () => {
    device = await virtualPrinter();
    cups.command('lpadmin', '-p', QUEUE, '-E', '-v', `socket://127.0.0.1:${device.port}`);
    cups.command('cupsenable', QUEUE);
  });
  afterEach(() => device.close());

  const printer = () =>
    cupsPrinter({ queue: QUEUE, profile: profile.id, log: listeningLog(), env: cups.env, pollMs: 50 });

  it('brings a payment document to the printer byte for byte', async () => {
    const outcome = await printer().print({ title: 'Платёжный документ', format: 'escpos', bytes }, async () => {});
    expect(outcome).toEqual({ ok: true, where: printerTexts.done });
    await eventually(() => device.jobs[0]?.length === bytes.length);
    expect(device.jobs[0]!.equals(Buffer.from(bytes))).toBe(true);
    const texts = device
      .printed({ [profile.codePage.number]: profile.codePage.charset })
      .flatMap(one => (one.kind === 'row' ? [one.text] : []))
      .join('\n');
    expect(texts).toContain(ordinary.payer.accountNumber);
    expect(device.printed({}).at(-1)).toMatchObject({ kind: 'cut' });
  });

  it('is what the settings make of a queue with a profile', () => {
    const setting = {
      name: 'Чековый',
      kind: 'cups',
      queue: QUEUE,
      paper: 'a4',
      profile: profile.id,
      for: null,
    } as const;
    const deps = {
      clock: fakeClock(),
      log: listeningLog(),
      profile: (id: string) => profiles.get(id),
      receiptWindow: null,
      spool: '',
    };
    expect(placePrinter(setting, deps)).toMatchObject({ name: 'Чековый', accepts: 'escpos', profile: profile.id });
  });
});
