// The welcome screen's account to try: what is shown with it proves it, however often it was paid since.
import { expect, it } from 'vitest';
import { demoHint } from '../../../src-main/services/demo/index.ts';
import { memoryCache } from '../../support/memory-cache.ts';

const hint = { accountNumber: '10-0001', address: 'ул. Ленина, 1', paidOn: '2026-10-05', amount: 22204 };

it('shows the newest payment of the account, as it was when the demo began if there is none', async () => {
  const account = { id: 1, number: '100001', premises_id: 1 };
  const payment = { account_id: 1, amount: 5000, paid_on: '2026-11-20', posted_on: '2026-11-21', period: '2026-11' };
  const paid = memoryCache({ account: [account], premises: [{ id: 1 }], payment: [{ id: 1, ...payment }] });
  expect(await demoHint(paid, '2026-11-28', hint)).toEqual({ ...hint, paidOn: '2026-11-20', amount: 5000 });
  const unpaid = memoryCache({ account: [account], premises: [{ id: 1 }] });
  expect(await demoHint(unpaid, '2026-11-28', hint)).toEqual(hint);
  expect(await demoHint(memoryCache(), '2026-11-28', hint)).toEqual(hint);
});
