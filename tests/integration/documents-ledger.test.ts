// Paper against the ledger: what is printed for accounts of the demo region is, to the kopeck, what stands in the fund's database.
import { systemClock } from '../../src-main/adapters/clock/system-clock.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPaper } from '../../src-main/adapters/paper/index.ts';
import { nothingSaid, type PaymentDocument, PaymentDocument as Schema } from '#contract';
import { formatKopecks, formatRubles } from '../../src-main/domain/money.ts';
import { parsePaymentQr } from '../../src-main/domain/payment-qr.ts';
import { createDocuments, type Documents } from '../../src-main/services/documents/index.ts';
import type { Printer } from '../../src-main/ports/printer.ts';
import { previewMethods } from '../../src-main/services/documents/preview.ts';
import { decodePng } from '../support/image.ts';
import { pdfText, rasterise, scanQr } from '../support/pdf.ts';
import { withClient, type FundDatabase } from '../support/postgres.ts';
import { folder, listeningLog, region, removeFolder, startTerminal, type Terminal } from './sync-support.ts';

const ACCOUNTS = 200;
const paper = createPaper();
const plain = (text: string) => text.replace(/[\s\u00a0]+/g, ' ').trim();

let fund: FundDatabase;
let dataDir: string;
let terminal: Terminal;
let documents: Documents;
const log = listeningLog();

interface LedgerRow {
  account: number;
  number: string;
  period: string;
  opening: number;
  charged: number;
  recalculation: number;
  privilege: number;
  penalty: number;
  paid: number;
  closing: number;
  state_duty: number;
  court_costs: number;
}
let ledger: LedgerRow[];
/** Documents of each account's last month that ask for money: they alone have a code. */
let asking: LedgerRow[];

beforeAll(async () => {
  fund = await region(ACCOUNTS);
  dataDir = folder();
  terminal = await startTerminal(dataDir, fund.url);
  await terminal.until('swapped');
  documents = createDocuments({
    cache: terminal.store.cache,
    qrPeriodFormat: 'MMYYYY',
    clock: systemClock('Europe/Moscow'),
    log,
  });
  ledger = await withClient(fund.url, async client => {
    const sums = 'opening charged recalculation privilege penalty paid closing state_duty court_costs'.split(' ');
    const { rows } = await client.query<LedgerRow>(
      `select distinct on (a.id) a.id::float8 as account, a.number, b.period::text as period,
              ${sums.map(name => `b.${name}::float8 as ${name}`).join(', ')}
         from fund.account a join fund.period_balance b on b.account_id = a.id
        order by a.id, hashtext(a.id::text || b.period::text)`,
    );
    const last = await client.query<LedgerRow>(
      `select distinct on (a.id) a.id::float8 as account, a.number, b.period::text as period,
              ${sums.map(name => `b.${name}::float8 as ${name}`).join(', ')}
         from fund.account a join fund.period_balance b on b.account_id = a.id
        order by a.id, b.period desc`,
    );
    asking = last.rows.filter(row => row.closing + row.state_duty + row.court_costs > 0);
    return rows;
  });
}, 180_000);
afterAll(async () => {
  await terminal?.stop();
  if (dataDir) removeFolder(dataDir);
  await fund?.drop();
});

async function documentOf({ account, period }: Pick<LedgerRow, 'account' | 'period'>): Promise<PaymentDocument> {
  const found = await documents.paymentDocument(account, period);
  if (!found.ok) throw new Error(found.error.code);
  return found.value;
}

describe('payment documents of the demo region', () => {
  it('are a document for each of 200 accounts and say its month’s figures to the kopeck', async () => {
    expect(ledger.length).toBeGreaterThanOrEqual(ACCOUNTS);
    for (const row of ledger) {
      const document = await documentOf(row);
      expect(Schema.parse(document)).toEqual(document);
      const due = row.closing + row.state_duty + row.court_costs;
      expect(document.total).toBe(due);
      const text = await pdfText(await paper.a4({ kind: 'paymentDocument', document }));
      expect(text).toContain(`Лицевой счёт ${row.number}`);
      const month = row.charged + row.recalculation - row.privilege;
      for (const sum of [row.charged, month, row.opening, -row.paid, row.penalty, Math.abs(due)])
        expect(text, `${row.number} ${row.period}`).toContain(plain(formatKopecks(sum)));
      const isLast = document.nowDue === null;
      expect(document.qrText === null).toBe(!isLast || due <= 0);
      if (isLast) expect(text).toContain(due > 0 ? plain(formatRubles(due)) : 'Платить не нужно');
      else expect(text).toContain('Справочная копия');
    }
  }, 120_000);

  it('have a QR that reads back as the sum, the account and the month', async () => {
    expect(asking.length).toBeGreaterThan(8);
    for (const row of asking.slice(0, 8)) {
      const document = await documentOf(row);
      const [page] = await rasterise(await paper.a4({ kind: 'paymentDocument', document }), 200);
      const text = await scanQr(page!);
      expect(text).toBe(document.qrText);
      const parsed = parsePaymentQr(text ?? '');
      expect(parsed).toMatchObject({ ok: true });
      const fields = new URLSearchParams((text ?? '').split('|').slice(1).join('&').replaceAll('+', '%2B'));
      expect(fields.get('Sum')).toBe(String(document.total));
      expect(fields.get('PersAcc')).toBe(row.number);
      expect(fields.get('PaymPeriod')).toBe(row.period.slice(5) + row.period.slice(0, 4));
    }
  }, 60_000);

  it('show at most the twelve months up to their own, oldest first', async () => {
    for (const row of ledger.slice(0, 20)) {
      const { chart, period } = await documentOf(row);
      const months = chart.map(bar => bar.period);
      expect(months.at(-1)).toBe(period);
      expect(months.length).toBeLessThanOrEqual(12);
      expect(months).toEqual([...months].sort());
    }
  });

  it('are offered for every month that has a balance, newest first', async () => {
    const { account } = ledger[0]!;
    const listed = await documents.methods['documents.periods']({ account });
    const stored = await withClient(fund.url, client =>
      client.query<{ period: string }>(
        'select period::text as period from fund.period_balance where account_id = $1 order by period desc',
        [account],
      ),
    );
    expect(listed).toEqual({ ok: true, value: { periods: stored.rows.map(row => row.period) } });
  });

  it('are refused for a month without figures and for an account that is not there', async () => {
    const { account } = ledger[0]!;
    for (const period of ['1999-01', '2099-12', 'нет'])
      expect(await documents.paymentDocument(account, period)).toMatchObject({ error: { code: 'document.noPeriod' } });
    expect(await documents.paymentDocument(999_999_999, '2026-10')).toMatchObject({ ok: false });
  });

  it.each(['a4', 'a5', '80mm', '58mm'] as const)(
    'are previewed as the very page of a printer of %s, code and all',
    async format => {
      const row = asking[0]!;
      const printer: Printer = {
        name: 'П',
        accepts: 'pdf',
        format,
        print: async () => ({ ok: true, where: nothingSaid }),
      };
      const methods = previewMethods({ documents, paper, printers: { for: () => printer }, rollOf: () => '80mm' });
      const shown = await methods['documents.preview']({ account: row.account, period: row.period });
      if (!shown.ok) throw new Error(shown.error.code);
      const document = await documentOf(row);
      expect(shown.value).toMatchObject({ document, paper: format });
      const printed = await rasterise(await paper.pdf({ kind: 'paymentDocument', document }, format), 150);
      const pages = shown.value.pages.map(({ png }) => decodePng(Buffer.from(png, 'base64')));
      expect(pages).toHaveLength(printed.length);
      pages.forEach(({ width, height }, i) => {
        expect([width, height]).toEqual([shown.value.pages[i]?.width, shown.value.pages[i]?.height]);
        // the test's own picture is rounded to whole points first
        expect(Math.abs(width / height - printed[i]!.width / printed[i]!.height)).toBeLessThan(0.01);
      });
      if (format === 'a4') expect(await scanQr(pages[0]!)).toBe(document.qrText);
    },
  );

  it('are offered and previewed in large print where a sheet lies, with the same code', async () => {
    const row = asking[0]!;
    const input = { account: row.account, period: row.period };
    const sheet: Printer = { name: 'П', accepts: 'pdf', print: async () => ({ ok: true, where: nothingSaid }) };
    const roll: Printer = { ...sheet, format: '80mm' };
    const of = (large: Printer | null) =>
      previewMethods({
        documents,
        paper,
        printers: { for: kind => (kind === 'largeDocument' ? large : roll) },
        rollOf: () => '80mm',
      });
    expect(await of(null)['documents.preview'](input)).toMatchObject({ value: { largeOffered: false, paper: '80mm' } });
    const shown = await of(sheet)['documents.preview']({ ...input, large: true });
    if (!shown.ok) throw new Error(shown.error.code);
    expect(shown.value).toMatchObject({ largeOffered: true, paper: 'a4' });
    const [page] = shown.value.pages.map(({ png }) => decodePng(Buffer.from(png, 'base64')));
    expect(await scanQr(page!)).toBe((await documentOf(row)).qrText);
  });

  it('are previewed for a receipt printer on its roll, and without any printer as a sheet', async () => {
    const row = asking[0]!;
    const input = { account: row.account, period: row.period };
    const escpos: Printer = {
      name: 'П',
      accepts: 'escpos',
      profile: 'x',
      print: async () => ({ ok: true, where: nothingSaid }),
    };
    for (const [printer, width] of [
      [escpos, '58mm'],
      [null, 'a4'],
    ] as const) {
      const methods = previewMethods({ documents, paper, printers: { for: () => printer }, rollOf: () => '58mm' });
      expect(await methods['documents.preview'](input)).toMatchObject({ ok: true, value: { paper: width } });
    }
  });

  it('are marked where the fund’s own figures do not add up, and only there', async () => {
    const adds = (row: LedgerRow) =>
      row.opening + row.charged + row.recalculation - row.privilege + row.penalty - row.paid === row.closing;
    const flawed = await withClient(fund.url, client =>
      client.query<{ account: number; period: string }>(
        `select account_id::float8 as account, period::text as period from fund.period_balance
          where opening + charged + recalculation - privilege + penalty - paid <> closing limit 5`,
      ),
    );
    expect(flawed.rows.length).toBeGreaterThan(0);
    for (const row of flawed.rows) expect((await documentOf(row)).flawed).toBe(true);
    for (const row of ledger.filter(adds).slice(0, 50)) expect((await documentOf(row)).flawed).toBe(false);
  });

  it('log nothing of the owner', () => {
    expect(log.said).toEqual([]);
  });
});
