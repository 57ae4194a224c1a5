// Every other face of the documents: half sheets, rolls, statements, forms, lists, and many documents in one file.
import type { PaperFormat } from '#contract';
import { describe, expect, it } from 'vitest';
import { createPaper } from '../../../src-main/adapters/paper/index.ts';
import { receiptLines } from '../../../src-main/adapters/paper/receipt/index.ts';
import { shortQrText } from '../../../src-main/domain/payment-qr-short.ts';
import type { DocumentModel } from '../../../src-main/ports/paper.ts';
import { pdfText, rasterise, scan, scanQr } from '../../support/pdf.ts';
import { FROM, OFFICE, PAPERS, SIGNED, WHO } from '../../../src-main/adapters/paper/wording-application.ts';
import * as others from './other-samples.ts';
import * as documentSamples from './samples.ts';

const samples = { ...documentSamples, ...others };
const paper = createPaper();
const document = (of: typeof samples.ordinary): DocumentModel => ({ kind: 'paymentDocument', document: of });
const documents = {
  ordinary: samples.ordinary,
  oneLine: samples.oneLine,
  fortyLines: samples.fortyLines,
  everything: samples.everything,
  advance: samples.advance,
  settled: samples.settled,
  longNames: samples.longNames,
  hostile: samples.hostile,
  noCode: samples.noCode,
};
const narrow: PaperFormat[] = ['a5', '80mm', '58mm'];
/** A word of a name may be broken in two where the paper is narrow. */
const squeezed = (text: string) => text.replaceAll(' ', '');
const sheets: Record<string, DocumentModel> = {
  slip: { kind: 'paymentSlip', slip: samples.slip },
  statement: { kind: 'statement', statement: samples.statement },
  form: { kind: 'applicationForm', form: samples.form },
  list: { kind: 'houseList', list: samples.houseList },
  views: { kind: 'accountViews', list: samples.accountViews },
};

describe.each(narrow)('the payment document on %s', format => {
  it.each(Object.entries(documents))(
    '«%s» says the whole sum, the account and what makes up the sum',
    async (_, of) => {
      const text = squeezed(await pdfText(await paper.pdf(document(of), format)));
      expect(text).toContain(of.payer.accountNumber);
      for (const { amount } of of.recalculations)
        expect(text).toContain((Math.abs(amount) / 100).toFixed(2).replace('.', ','));
      expect(text).toContain(of.total > 0 ? 'Коплате' : 'Платитьненужно');
    },
  );

  it('says every letter of names that fill many lines', async () => {
    const text = squeezed(await pdfText(await paper.pdf(document(samples.longNames), format)));
    const letters = (words: string) => words.replaceAll(/[\s\u00a0]/g, '');
    for (const words of [samples.longNames.payer.owner, samples.longNames.payer.address, samples.longNames.issuer.name])
      expect(text).toContain(letters(words));
  });

  it('prints hostile text as text', async () => {
    const text = squeezed(await pdfText(await paper.pdf(document(samples.hostile), format)));
    expect(text).toContain('<imgsrc=xonerror=alert(1)>');
    expect(text).not.toMatch(/[\u0000-\u001f\u202a-\u202e\u2066-\u2069]/);
  });
});

describe('what could not be read', () => {
  const { header } = samples.statement;
  const unknown: [name: string, model: DocumentModel, says: string[]][] = [
    [
      'a slip without payee and address',
      { kind: 'paymentSlip', slip: { ...samples.slip, payee: null, address: null } },
      ['Адрес', 'непрочитано'],
    ],
    [
      'a statement without owner, address and area',
      {
        kind: 'statement',
        statement: { ...samples.statement, header: { ...header, owner: null, address: null, area: null } },
      },
      ['Собственник', 'Адрес', 'Площадь', 'непрочитано'],
    ],
    [
      'a list with an account whose debt is not known',
      {
        kind: 'houseList',
        list: {
          ...samples.houseList,
          address: null,
          incomplete: true,
          rows: samples.houseList.rows.map(row => ({ ...row, balance: null, period: null, unread: true })),
        },
      },
      ['Адреснепрочитано', 'витогневошла:120', 'Всегобезних', 'вдомеихможетбытьбольше'],
    ],
  ];
  it.each(unknown)('is said so on %s, and nothing stands in its place', async (_, model, says) => {
    const text = squeezed(await pdfText(await paper.a4(model))).replaceAll(/[\s\u00a0]/g, '');
    for (const words of says) expect(text).toContain(words);
    expect(text).not.toMatch(/null|undefined|NaN|начисленийнебыло/);
  });
});

describe('codes on narrow paper', () => {
  it.each([
    ['80mm', 203.2],
    ['58mm', 203.2],
    ['a5', 300],
  ] as const)('the QR on %s is read at the printer’s own dots', async (format, dpi) => {
    const [page] = await rasterise(await paper.pdf(document(samples.ordinary), format), dpi);
    const whole = samples.ordinary.qrText ?? '';
    // a sheet of two halves has it twice
    expect(await scanQr(page!)).toBe(format === 'a5' ? whole + whole : shortQrText(whole));
    expect((await scan(page!, 'code128')).map(bytes => Buffer.from(bytes).toString('latin1').trim())).toContain(
      '220753;125834',
    );
  });

  it('the shorter text keeps what finds the payee, the account and the month, in order', () => {
    expect(shortQrText(samples.ordinary.qrText ?? '')).toBe(
      'ST00012|Name=НО «Республиканский фонд капитального ремонта многоквартирных домов»|PersonalAcc=40603810000000000123|' +
        'BankName=Чувашское отделение № 8613 ПАО Сбербанк|BIC=049706609|CorrespAcc=30101810300000000609|Sum=125834|' +
        'Purpose=Взнос на капитальный ремонт за октябрь 2026, л/с 220753|PersAcc=220753|PaymPeriod=102026',
    );
  });

  it.each(narrow)('nothing due has no QR on %s', async format => {
    for (const page of await rasterise(await paper.pdf(document(samples.advance), format), 203.2))
      expect(await scanQr(page)).toBeNull();
  });
});

describe('statements, forms and lists', () => {
  it('a statement of 60 months says every month and every payment, each page numbered once', async () => {
    const text = await pdfText(await paper.a4(sheets['statement']!));
    expect(text.match(/стр\. \d из 4/g)).toEqual(['стр. 1 из 4', 'стр. 2 из 4', 'стр. 3 из 4', 'стр. 4 из 4']);
    for (const year of [2022, 2023, 2024, 2025]) expect(text).toContain(`март ${year}`);
    for (const { paidOn } of samples.statement.payments)
      expect(text).toContain(paidOn!.split('-').toReversed().join('.'));
    expect(text).toContain('июль 2023 *');
  });

  it('a range without figures says so in words', async () => {
    const text = await pdfText(await paper.a4({ kind: 'statement', statement: samples.noMonths }));
    expect(text).toContain('нет начислений и платежей');
  });

  it('an asked-for part of a statement is that part alone', async () => {
    const history = await pdfText(
      await paper.a4({ kind: 'statement', statement: { ...samples.statement, shows: 'history' } }),
    );
    expect(history).toContain('март 2023');
    expect(history).not.toContain('Платежи, рублей');
    const payments = await pdfText(
      await paper.a4({ kind: 'statement', statement: { ...samples.statement, shows: 'payments' } }),
    );
    expect(payments).toContain('Платежи, рублей');
    expect(payments).not.toContain('Начислено');
    expect(payments).not.toContain('нет начислений');
  });

  it('a house list has every account, and no names', async () => {
    const text = await pdfText(await paper.a4(sheets['list']!));
    for (const { accountNumber } of samples.houseList.rows) expect(text).toContain(accountNumber);
    expect(text).not.toContain('Соколова');
  });

  it('a form leaves a blank for what is not known', async () => {
    const known = await pdfText(await paper.a4(sheets['form']!));
    const blank = await pdfText(
      await paper.a4({ kind: 'applicationForm', form: { ...samples.form, accountNumber: '', address: '' } }),
    );
    expect(known).toContain('220753');
    expect(blank).not.toContain('220753');
    expect(blank).toContain('населённый пункт, улица, дом, квартира');
  });

  it.each(['80mm', '58mm'] as const)(
    'the slip and the summary on %s say the numbers they are found by',
    async format => {
      const slip = squeezed(await pdfText(await paper.pdf(sheets['slip']!, format)));
      expect(slip).toContain(samples.slip.attempt);
      expect(slip).toContain(samples.slip.acquirerId);
      const summary = await pdfText(await paper.pdf(sheets['statement']!, format));
      expect(summary).toContain('5 501,85');
      expect(summary).toContain('27 221,25');
    },
  );

  it.each(['80mm', '58mm'] as const)('a form on %s has every line to fill that the sheet has', async format => {
    const absent: DocumentModel = { kind: 'applicationForm', form: samples.absentForm };
    for (const model of [sheets['form']!, absent]) {
      const words = (text: string) => squeezed(text).toLowerCase().replaceAll(/\s/g, '');
      const roll = words(await pdfText(await paper.pdf(model, format)));
      for (const words of [...FROM, ...PAPERS, ...SIGNED, ...OFFICE.blanks].flatMap(({ label, hint }) => [label, hint]))
        expect(roll).toContain(squeezed(words).toLowerCase());
      for (const choice of WHO.choices) expect(roll).toContain(squeezed(choice));
      expect(roll).toContain('з-000042');
    }
    expect(squeezed(await pdfText(await paper.pdf(absent, format)))).toContain('УправляющаякомпанияЗаря');
  });

  it('a payment document alone on a sheet of halves fills both, and the second says not to pay again', async () => {
    const text = await pdfText(await paper.pdf(document(samples.ordinary), 'a5'));
    expect(text.match(/Лицевой счёт\s220753/g)?.length).toBeGreaterThanOrEqual(2);
    expect(text).toContain('ещё раз платить не нужно');
    expect(await pdfText(await paper.pdf(document(samples.advance), 'a5'))).not.toContain('экземпляр');
  });

  it('a document without a half face takes a whole sheet among halves, and the halves go on after it', async () => {
    const chunks: Uint8Array[] = [];
    const book = await paper.book('a5', { title: 'Документы', day: '2026-11-01' }, bytes => void chunks.push(bytes));
    for (const model of [document(samples.ordinary), sheets['form']!, document(samples.ordinary)])
      await book.add(model);
    await book.end();
    const pages = await rasterise(Buffer.concat(chunks), 20);
    expect(pages).toHaveLength(3);
    expect(await pdfText(await paper.pdf(sheets['form']!, 'a5'))).toBe(await pdfText(await paper.a4(sheets['form']!)));
  });

  it.each(['80mm', '58mm'] as const)('a list of a house is refused on %s', async format => {
    await expect(paper.pdf(sheets['list']!, format)).rejects.toThrow(RangeError);
  });

  it('narrow lines exist for what may come out of a receipt printer, and for nothing else', () => {
    expect(
      Object.entries(sheets)
        .filter(([, model]) => receiptLines(model))
        .map(([name]) => name),
    ).toEqual(['slip', 'statement', 'form', 'views']);
  });
});

describe('many documents in one file', () => {
  const book = async (format: PaperFormat, count: number) => {
    const chunks: Uint8Array[] = [];
    const file = await paper.book(format, { title: 'Платёжные документы', day: '2026-11-01' }, bytes => {
      chunks.push(bytes);
    });
    for (let i = 0; i < count; i++) {
      const payer = { ...samples.ordinary.payer, accountNumber: String(500000 + i) };
      await file.add(document({ ...samples.ordinary, payer }));
    }
    await file.end();
    return { bytes: Buffer.concat(chunks), chunks: chunks.length };
  };

  it('keeps their order, a page each, with the fonts only once', async () => {
    const { bytes, chunks } = await book('a4', 30);
    const text = await pdfText(bytes);
    const positions = Array.from({ length: 30 }, (_, i) => text.indexOf(String(500000 + i)));
    expect(positions).toEqual(positions.toSorted((a, b) => a - b));
    expect(positions[0]).toBeGreaterThan(-1);
    expect(bytes.toString('latin1').match(/\/FontFile2/g)).toHaveLength(2);
    expect(chunks).toBeGreaterThan(30);
  });

  it('puts two A5 documents on a sheet', async () => {
    const pages = await rasterise((await book('a5', 5)).bytes, 30);
    expect(pages).toHaveLength(3);
  });

  it.each(['ordinary', 'oneLine', 'advance', 'settled', 'noCode', 'noPayee', 'doubtedPayee'] as const)(
    'an A5 document «%s» is one half, with a payee of several lines too',
    async name => {
      const of = samples[name];
      const long =
        'Некоммерческая унитарная организация «Региональный оператор: фонд капитального ремонта общего имущества»';
      const payee = of.payee.known ? { ...of.payee, name: long } : of.payee;
      const hours = 'пн–чт 8:00–17:00, пт 8:00–16:00, сб 9:00–14:00 и 15:00–18:00';
      const chunks: Uint8Array[] = [];
      const file = await paper.book('a5', { title: 'Т', day: '2026-11-01' }, bytes => void chunks.push(bytes));
      await file.add(document(of));
      await file.add(document({ ...of, payee, issuer: { ...of.issuer, name: long, hours } }));
      await file.end();
      expect(await rasterise(Buffer.concat(chunks), 20)).toHaveLength(1);
    },
  );

  it('tells when its bytes cannot be written', async () => {
    const file = await paper.book('a4', { title: 'Т', day: '2026-11-01' }, () => {
      throw new Error('disk full');
    });
    await expect(file.add(document(samples.ordinary)).then(() => file.end())).rejects.toThrow('disk full');
  });
});
