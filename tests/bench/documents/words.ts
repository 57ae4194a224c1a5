// What every contender puts on the page: the same lines, sums, codes and bars as our own payment document has.
import type { PaymentDocument } from '#contract';
import { gostMatrix, quietZone } from '../../../src-main/adapters/paper/codes/gost-qr.ts';
import { rectangles, svgPath } from '../../../src-main/adapters/paper/codes/matrix.ts';
import { bankFacts, lastPayment, payerFacts, sumRows } from '../../../src-main/adapters/paper/wording.ts';
import { formatKopecks, formatRubles } from '../../../src-main/domain/money.ts';
import { ordinary } from '../../unit/documents/samples.ts';

/** A region's documents differ in number, name and sum: no contender may keep a page from one to the next. */
export const samples = (count: number): PaymentDocument[] =>
  Array.from({ length: count }, (_, i) => ({
    ...ordinary,
    number: `20МВ875415-10-${1000 + i}`,
    payer: { ...ordinary.payer, accountNumber: String(220000 + i), owner: `Соколова Людмила Леонидовна ${i}` },
    total: ordinary.total + i * 100,
    qrText: (ordinary.qrText ?? '').replace('Sum=125834', `Sum=${ordinary.total + i * 100}`),
  }));

export interface Page {
  payee: string;
  title: string;
  owner: string;
  address: string;
  facts: string[];
  total: string;
  rows: [string, string][];
  bank: [string, string][];
  /** every contender gets our matrix: what is compared is the page */
  qr: { path: string; side: number; rects: ReturnType<typeof rectangles> };
  /** 0..1 of the highest bar */
  chart: { charged: number; paid: number; month: string }[];
}

export function pageOf(document: PaymentDocument): Page {
  const matrix = gostMatrix(document.qrText ?? '');
  const most = Math.max(1, ...document.chart.flatMap(({ charged, paid }) => [charged, paid]));
  return {
    payee: document.issuer.name,
    title: `Взнос на капитальный ремонт, № ${document.number}`,
    owner: document.payer.owner,
    address: document.payer.address,
    facts: [
      `Лицевой счёт ${document.payer.accountNumber}`,
      ...payerFacts(document)
        .flat()
        .map(({ label, value }) => `${label} ${value}`),
      `Последний платёж ${lastPayment(document)}`,
    ],
    total: formatRubles(document.total),
    rows: sumRows(document).map(({ label, note, amount }) => [
      note ? `${label}, ${note}` : label,
      formatKopecks(amount),
    ]),
    bank: bankFacts(document).map(({ label, value }) => [label, value]),
    qr: {
      path: svgPath(matrix, quietZone),
      side: matrix.size + 2 * quietZone,
      rects: rectangles(matrix).map(rect => ({ ...rect, x: rect.x + quietZone, y: rect.y + quietZone })),
    },
    chart: document.chart.map(({ period, charged, paid }) => ({
      charged: charged / most,
      paid: paid / most,
      month: period.slice(5),
    })),
  };
}
