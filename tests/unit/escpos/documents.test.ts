// Whole documents as a receipt printer gets them: every sum and number is there, nothing passes the edge, hostile names stay text.
import { describe, expect, it } from 'vitest';
import { escposDocument } from '../../../src-main/adapters/paper/escpos/index.ts';
import { printerProfiles } from '../../../src-main/adapters/printer-profiles/index.ts';
import type { PaymentDocument } from '#contract';
import { decodeEscpos, pictures } from '../../support/printers/escpos-decoder.ts';
import { scanByZxing } from '../../support/pdf.ts';
import { advance, everything, fortyLines, hostile, longNames, ordinary } from '../documents/samples.ts';

const known = printerProfiles();
const profiles = ['epson-tm-t20', 'epson-tm-t88', 'rongta-rp80', 'xprinter-xp-58'].map(id => known.get(id));
const samples = { ordinary, everything, fortyLines, longNames, hostile, advance };

const decode = (document: PaymentDocument, profile: (typeof profiles)[number]) =>
  decodeEscpos(escposDocument({ kind: 'paymentDocument', document }, profile), {
    [profile.codePage.number]: profile.codePage.charset,
  }).printed;
const rows = (printed: ReturnType<typeof decode>) => printed.filter(one => one.kind === 'row');
/** One space between words, for what is broken over rows. */
const flat = (printed: ReturnType<typeof decode>) =>
  rows(printed)
    .map(({ text }) => text.trim())
    .join(' ')
    .replaceAll(/\s+/g, ' ');

describe.each(profiles.map(profile => [profile.id, profile] as const))('on %s', (_id, profile) => {
  it.each(Object.entries(samples))('%s keeps within the paper, cuts once and says what to pay', (_name, document) => {
    const printed = decode(document, profile);
    for (const { text, wide, fine } of rows(printed))
      expect(text.length * wide, text).toBeLessThanOrEqual(fine ? profile.fineColumns! : profile.columns);
    expect(printed.filter(({ kind }) => kind === 'cut')).toHaveLength(profile.cut === 'none' ? 0 : 1);
    expect(printed.filter(({ kind }) => kind === 'drawer')).toEqual([]);
    expect(flat(printed)).toContain(document.payer.accountNumber);
  });

  it('a hostile name is text', () => {
    expect(flat(decode(hostile, profile))).toMatch(/<img src=x/);
  });

  it('a copy says so first, and an original nowhere', () => {
    const bytes = escposDocument({ kind: 'paymentDocument', document: ordinary, copy: true }, profile);
    const [first] = rows(decodeEscpos(bytes, { [profile.codePage.number]: profile.codePage.charset }).printed);
    expect(first?.text.trim()).toBe('КОПИЯ');
    expect(flat(decode(ordinary, profile))).not.toContain('КОПИЯ');
  });
});

it('the QR on 80 and 58 mm is one a scanner reads, and nothing due has none', async () => {
  for (const id of ['rongta-rp80', 'xprinter-xp-58']) {
    const [read] = await scanByZxing(pictures(decode(ordinary, known.get(id))), 'qrcode');
    expect(Buffer.from(read ?? []).toString('utf8'), id).toMatch(/^ST0001[12]\|/);
    expect(await scanByZxing(pictures(decode(advance, known.get(id))), 'qrcode')).toEqual([]);
  }
});
