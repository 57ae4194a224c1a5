// What of a fund's months and payments can be, as every screen and paper reads them: nothing that is still to come, no due day before its document.
import { expect, it } from 'vitest';
import { createDocuments } from '../../../src-main/services/documents/index.ts';
import { readLedger } from '../../../src-main/services/statement/ledger.ts';
import { memoryCache } from '../../support/memory-cache.ts';

const today = '2026-11-28';
const month = { account_id: 1, charged: 500, closing: 500, issued_on: '2026-11-01', due_on: '2026-12-10' };
const paid = { account_id: 1, paid_on: '2026-10-05', posted_on: '2026-10-06', period: '2026-10', amount: 100 };
const cache = memoryCache({
  period_balance: [
    { ...month, period: '2026-10' },
    { ...month, period: '2027-05', closing: 99_999, issued_on: '2027-06-01', due_on: '2027-06-10' },
  ],
  payment: [
    { ...paid, id: 1 },
    { ...paid, id: 2, paid_on: '2062-10-05', posted_on: '2062-10-06' },
    { ...paid, id: 3, paid_on: null, posted_on: null },
  ],
});

it('a month still to come is no month of the ledger, and no document of it is offered', async () => {
  const { months, balance } = await readLedger(cache, 1, today);
  expect(months.map(({ period }) => period)).toEqual(['2026-10']);
  expect(balance).toMatchObject({ known: true, amount: 500 });
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const documents = createDocuments({
    cache,
    qrPeriodFormat: 'MMYYYY',
    clock: { today: () => today },
    log,
  });
  expect(await documents.methods['documents.periods']({ account: 1 })).toMatchObject({
    value: { periods: ['2026-10'] },
  });
});

it('a payment dated after today is not among the payments; one of no known day is', async () => {
  expect((await readLedger(cache, 1, today)).payments.map(({ id }) => id).toSorted()).toEqual([1, 3]);
});

it('a due day before the document’s own day makes nobody late', async () => {
  const reversed = memoryCache({ period_balance: [{ ...month, period: '2026-10', due_on: '2026-01-10' }] });
  expect((await readLedger(reversed, 1, today)).balance).toMatchObject({ amount: 500, overdue: 0, dueOn: null });
});
