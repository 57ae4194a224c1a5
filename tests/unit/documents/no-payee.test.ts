// A document without a payee: on every paper no bank details and no code, and a line that says whom to ask.
import { describe, expect, it } from 'vitest';
import { createPaper } from '../../../src-main/adapters/paper/index.ts';
import { printerProfiles } from '../../../src-main/adapters/printer-profiles/index.ts';
import { pdfText, rasterise, scan } from '../../support/pdf.ts';
import { receiptLines } from '../../../src-main/adapters/paper/receipt/index.ts';
import { advance, doubtedPayee, noPayee, ordinary } from './samples.ts';

const paper = createPaper({ profiles: printerProfiles() });
const bankWords =
  /Получатель|Расчётный счёт|БИК|Корр\. счёт|ИНН|Извещение|реквизитам (?:справа|ниже)|Код для приложения/;
const nothingToPay = { ...noPayee, total: advance.total };

describe.each(['a4', 'a5', '80mm', '58mm'] as const)('on %s', format => {
  const print = (document: typeof noPayee) => paper.pdf({ kind: 'paymentDocument', document }, format);

  it('a document with a payee has both codes and his details', async () => {
    const bytes = await print(ordinary);
    expect(await pdfText(bytes)).toMatch(bankWords);
    const [page] = await rasterise(bytes, 203);
    expect(await scan(page!, 'qrcode')).toHaveLength(1);
  });

  it.each([
    ['of a special account that is not known', noPayee],
    ['whose details are in doubt', doubtedPayee],
    ['with nothing due', nothingToPay],
  ])('one %s has no details and no code, and says whom to ask', async (_, document) => {
    const bytes = await print(document);
    const text = await pdfText(bytes);
    expect(text).not.toMatch(bankWords);
    expect(text).toContain('Куда платить');
    for (const page of await rasterise(bytes, 203))
      expect([await scan(page, 'qrcode'), await scan(page, 'code128')]).toEqual([[], []]);
    const { payee } = document;
    const asked = payee.known ? [] : payee.ask;
    const squeezed = text.replaceAll(' ', '');
    for (const words of asked.flatMap(({ name, phone }) => [name, phone]))
      expect(squeezed).toContain(words.replaceAll(' ', ''));
    if (asked.length === 0) expect(text).toContain('у сотрудника фонда');
  });
});

it('the lines of a receipt printer have no code either', () => {
  const lines = receiptLines({ kind: 'paymentDocument', document: noPayee }) ?? [];
  expect(lines.filter(({ kind }) => kind === 'qr' || kind === 'barcode')).toEqual([]);
});
