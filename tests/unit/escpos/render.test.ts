// Receipts as bytes: every profile prints Russian it can print, codes a scanner reads, and no text steers the printer.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { encodeLetters, letters } from '../../../src-main/adapters/paper/escpos/letters.ts';
import { renderEscpos } from '../../../src-main/adapters/paper/escpos/render.ts';
import { testPage } from '../../../src-main/adapters/paper/escpos/test-page.ts';
import type { ReceiptLine } from '../../../src-main/adapters/paper/receipt/lines.ts';
import { printerProfiles } from '../../../src-main/adapters/printer-profiles/index.ts';
import type { PrinterProfile } from '../../../src-main/ports/printer-profile.ts';
import { decodeEscpos, pictures, type Printed } from '../../support/printers/escpos-decoder.ts';
import { encodePgm, type Grey } from '../../support/image.ts';
import { scanByZxing } from '../../support/pdf.ts';
import { ordinary } from '../documents/samples.ts';

const profiles = printerProfiles();
const epson = profiles.get('epson-tm-t20');
const cheap58 = profiles.get('xprinter-xp-58');
const cheap80 = profiles.get('xprinter-xp-80');

/** As the device itself would read it: its own number for the page means the profile's charset. */
const decode = (bytes: Uint8Array, { codePage }: PrinterProfile) =>
  decodeEscpos(bytes, { [codePage.number]: codePage.charset });
const print = (lines: ReceiptLine[], profile: PrinterProfile) => decode(renderEscpos(lines, profile), profile);
const rows = (printed: readonly Printed[]) => printed.filter(one => one.kind === 'row');
const texts = (printed: readonly Printed[]) => rows(printed).map(({ text }) => text.trimEnd());

/** What zbarimg reads off a picture; null where it is not installed. */
function zbar(image: Grey): string[] | null {
  const folder = mkdtempSync(join(tmpdir(), 'kapremont-zbar-'));
  try {
    const file = join(folder, 'page.pgm');
    writeFileSync(file, encodePgm(image));
    const { stdout, error } = spawnSync('zbarimg', ['-q', file], { encoding: 'utf8' });
    return error ? null : stdout.split('\n').filter(Boolean);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
const zbarThere = spawnSync('zbarimg', ['--version']).error === undefined;

describe.each(profiles.all().map(profile => [profile.id, profile] as const))('%s', (_id, profile) => {
  const page = print(testPage(profile), profile);

  it('prints every Russian letter of the test page, and no row passes the edge', () => {
    const all = texts(page.printed).join(' ');
    for (const letter of 'АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдеёжзийклмнопрстуфхцчшщъыьэюя')
      expect(all).toContain(letter);
    expect(all).not.toContain('?)');
    for (const row of rows(page.printed)) {
      const columns = row.fine ? profile.fineColumns! : profile.columns;
      expect(row.text.length * row.wide, row.text).toBeLessThanOrEqual(columns);
    }
  });

  it('chooses its own code page, leaves Chinese mode where there is one, and cuts or feeds at the end', () => {
    expect(page.page).toBe(profile.codePage.number);
    expect(page.chineseEnded).toBe(profile.chinese);
    expect(page.rest).toBe(0);
    expect(page.printed.at(-1)).toEqual(
      profile.cut === 'none' ? { kind: 'feed', lines: 5 } : { kind: 'cut', mode: profile.cut === 'full' ? 65 : 66 },
    );
  });

  it('prints codes within its width', () => {
    for (const one of page.printed)
      if (one.kind === 'picture') expect(one.stride * 8).toBeLessThanOrEqual(Math.ceil(profile.dots / 8) * 8);
    const codes = page.printed.filter(({ kind }) => kind === 'picture' || kind === 'qr');
    expect(codes.length).toBeGreaterThan(0);
    expect(page.printed.some(({ kind }) => kind === (profile.qr === 'native' ? 'qr' : 'picture'))).toBe(true);
  });
});

describe('what a code page lacks', () => {
  it('is spelled with what it has', () => {
    expect(letters('«Дом» — № 5, 1\u00a0234,50\u202f₽…', 'cp866')).toBe('"Дом" - № 5, 1\u00a0234,50\u00a0руб....');
    expect(letters('«Дом» — № 5, 10 ₽', 'windows-1251')).toBe('«Дом» — № 5, 10 руб.');
    expect(letters('Ёлки ёжика', 'cp866')).toBe('Ёлки ёжика');
  });

  it('is a question mark when nothing spells it, and a control is nothing', () => {
    expect(letters('😀 漢 \u001b@\u0000\u202e\u200fабв\u0301', 'cp866')).toBe('? ? @абв');
  });

  it('never becomes a control byte, whatever the text', () => {
    const everything = Array.from({ length: 0x3000 }, (_, i) => String.fromCodePoint(i)).join('');
    for (const charset of ['cp866', 'windows-1251'] as const)
      expect(Math.min(...encodeLetters(letters(everything, charset), charset))).toBeGreaterThanOrEqual(0x20);
  });
});

describe('a hostile name', () => {
  const hostile = '<img src=x onerror=alert(1)> \u001bp\u0000\u0019\u00fa \u001dV\u0041\u0010\u0014 \u202eрэб\u202c 😀';
  it.each([epson, cheap58])('prints as text and opens no drawer, cuts nothing twice: $id', profile => {
    const { printed } = print([{ kind: 'text', text: hostile }], profile);
    expect(texts(printed).join(' ').replaceAll(/\s+/g, ' ')).toMatch(/^<img src=x onerror=alert\(1\)> pu VA рэб \?$/);
    expect(printed.filter(({ kind }) => kind === 'drawer')).toEqual([]);
    expect(printed.filter(({ kind }) => kind === 'cut').length).toBe(profile.cut === 'none' ? 0 : 1);
  });

  it('in a code stays in the code', () => {
    const { printed } = print(
      [
        { kind: 'barcode', text: '{C\u001b' },
        { kind: 'barcode', text: '{A}7;5' },
      ],
      epson,
    );
    const bars = printed.filter(one => one.kind === 'bars');
    expect(bars.map(({ data }) => Buffer.from(data).toString('latin1'))).toEqual(['{B{{A}7;5']);
  });
});

describe('lines', () => {
  it('put a value at the right edge, or on a row of its own when both do not fit', () => {
    const { printed } = print(
      [
        { kind: 'pair', label: 'Начислено', value: '202,17' },
        { kind: 'pair', label: 'Взнос на капитальный ремонт общего имущества', value: '1 234 567,89 ₽' },
      ],
      cheap58,
    );
    expect(rows(printed).map(({ text }) => text)).toEqual([
      'Начислено                 202,17',
      'Взнос на капитальный ремонт',
      'общего имущества',
      '               1 234 567,89 руб.',
    ]);
  });

  it('make sums double size and leave the usual size behind them', () => {
    const { printed } = print(
      [
        { kind: 'pair', label: 'К оплате', value: '99,50', size: 'huge', bold: true },
        { kind: 'text', text: 'обычный' },
      ],
      epson,
    );
    expect(rows(printed)[0]).toMatchObject({ wide: 2, high: 2, bold: true });
    expect(rows(printed)[0]!.text).toHaveLength(24);
    expect(rows(printed)[1]).toMatchObject({ wide: 1, high: 1, bold: false });
  });

  it('open the drawer only when asked, and only where there is one', () => {
    const drawers = (profile: PrinterProfile, drawer: boolean) =>
      decode(renderEscpos([], profile, { drawer }), profile).printed.filter(({ kind }) => kind === 'drawer');
    expect(drawers(epson, false)).toEqual([]);
    expect(drawers(epson, true)).toEqual([{ kind: 'drawer', pin: 2 }]);
    expect(drawers(profiles.get('custom-vkp80'), true)).toEqual([]);
  });
});

describe('codes', () => {
  const gost = ordinary.qrText!;

  it.skipIf(!zbarThere)('as dots are read by zbarimg', () => {
    const seen = zbar(
      pictures(
        print(
          [
            { kind: 'qr', text: gost },
            { kind: 'barcode', text: '220753;123456' },
          ],
          cheap80,
        ).printed,
      ),
    );
    expect(seen).toContain(`QR-Code:${gost}`);
    expect(seen).toContain('CODE-128:220753;123456');
  });

  it('as dots are read byte for byte, also in windows-1251 and on 58 mm', async () => {
    const short =
      'ST00011|Name=Фонд|PersonalAcc=40703810000000000001|BankName=Банк|BIC=044525000|CorrespAcc=0|Sum=9950';
    for (const [text, profile] of [
      [gost, cheap80],
      [short, cheap80],
      [short, cheap58],
    ] as const) {
      const [read] = await scanByZxing(pictures(print([{ kind: 'qr', text }], profile).printed), 'qrcode');
      const native = print([{ kind: 'qr', text }], epson).printed.find(one => one.kind === 'qr');
      expect(Buffer.from(read ?? []).equals(Buffer.from(native!.data))).toBe(true);
    }
  });

  it('are four dots a module with four modules of white around on 80 mm', () => {
    const image = pictures(print([{ kind: 'qr', text: gost }], cheap80).printed);
    const dark = [...image.pixels.keys()].filter(at => image.pixels[at] === 0);
    const [left, right] = [
      Math.min(...dark.map(at => at % image.width)),
      Math.max(...dark.map(at => at % image.width)),
    ];
    expect((right - left + 1) % 4).toBe(0);
    // The finder's upper edge is seven modules long.
    const top = Math.floor(dark[0]! / image.width);
    const run = [...image.pixels.subarray(top * image.width + left, top * image.width + right)].indexOf(255);
    expect(run).toBe(28);
    expect(left).toBeGreaterThanOrEqual(16);
    expect(cheap80.dots - right).toBeGreaterThan(16);
  });

  it('that do not fit are said in words, or left out', () => {
    const long = `ST00012|Name=${'Ф'.repeat(700)}`;
    expect(
      texts(print([{ kind: 'qr', text: long }], cheap58).printed)
        .join(' ')
        .replaceAll(/\s+/g, ' '),
    ).toMatch(/QR-код на эту ленту не помещается/);
    const { printed } = print([{ kind: 'barcode', text: 'A'.repeat(30) }], cheap58);
    expect(printed.filter(({ kind }) => kind === 'picture' || kind === 'row')).toEqual([]);
  });
});

it('the same lines give the same bytes', () => {
  expect(Buffer.from(renderEscpos(testPage(epson), epson)).equals(renderEscpos(testPage(epson), epson))).toBe(true);
});
