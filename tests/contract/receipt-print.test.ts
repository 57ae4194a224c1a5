// A receipt through the real electron-pos-printer: its window is a Chromium page, its paper a PDF that is read back.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { headlessChromium } from '../../scripts/chromium.ts';
import type { PosRow } from '../../src-main/adapters/paper/escpos/pos-rows.ts';
import { createPaper } from '../../src-main/adapters/paper/index.ts';
import { posPrinter } from '../../src-main/adapters/printers/pos-printer.ts';
import { receiptWindow } from '../../src-main/host-electron/receipt-window.ts';
import { pdfText, rasterise, scanQr } from '../support/pdf.ts';
import { playElectron, type Printed } from '../support/printing-window.ts';
import { everything, fortyLines, longNames, ordinary } from '../unit/documents/samples.ts';

const log = { info() {}, warn() {}, error() {} };
let browser: Browser;
let printed: Printed[];

beforeAll(async () => {
  const { path, args, env } = await headlessChromium();
  browser = await chromium.launch({ executablePath: path, args, env });
  printed = playElectron(browser);
});
afterAll(() => browser.close());

const window = () =>
  receiptWindow({
    session: { registerPreloadScript: () => '', webRequest: { onBeforeRequest: () => undefined } } as never,
    windows: () => [],
    template: fileURLToPath(new URL('../../resources/pos-printer/receipt.html', import.meta.url)),
    preload: '',
  });

test.each([
  ['ordinary', ordinary, '80mm'],
  ['ordinary', ordinary, '58mm'],
  ['everything', everything, '80mm'],
  ['everything', everything, '58mm'],
  ['forty lines', fortyLines, '80mm'],
  ['forty lines', fortyLines, '58mm'],
  ['long names', longNames, '58mm'],
] as const)(
  'a receipt («%s» $2) is one page, no sum of it is torn, and its code reads',
  async (name, document, paper) => {
    const printer = posPrinter({ name: 'Чек', queue: 'Roll', paper, window: window(), log });
    const bytes = await createPaper().posRows({ kind: 'paymentDocument', document }, paper);
    let sent = 0;
    const outcome = await printer.print({ title: '', format: 'rows', bytes }, async () => void sent++);
    expect(outcome).toMatchObject({ ok: true });
    expect(sent).toBe(1);
    const one = printed.at(-1)!;
    expect(one.queue).toBe('Roll');
    const pages = await rasterise(one.pdf, 203);
    expect(pages).toHaveLength(1);

    const text = await pdfText(one.pdf);
    const rows = JSON.parse(Buffer.from(bytes).toString()) as PosRow[];
    const values = rows.flatMap(row => (row.type === 'table' ? row.tableBody.flat().map(({ value }) => value) : []));
    const sums = values.filter(value => /\d,\d\d/.test(value)).map(value => value.replace(/\s/g, ' '));
    expect(sums.length).toBeGreaterThan(3);
    expect(sums.filter(sum => !text.includes(sum))).toEqual([]);
    // a roll's code is the shorter one, with the same payee and sum
    const code = await scanQr(pages[0]!);
    for (const field of ['PersonalAcc', 'BIC', 'Sum', 'PersAcc'])
      expect(code).toContain(new RegExp(`\\|${field}=[^|]*`).exec(document.qrText ?? '')?.[0]);
    if (process.env['KR_SHOTS']) writeFileSync(join(process.env['KR_SHOTS'], `${name} ${paper}.pdf`), one.pdf);
  },
);
