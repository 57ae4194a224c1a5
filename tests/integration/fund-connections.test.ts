// How many of the server's connections a terminal takes: two hundred terminals share one PostgreSQL.
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openClient, withClient } from '../support/postgres.ts';
import { staffRig, type StaffRig, type Terminal } from '../support/staff-rig.ts';
import { eventually } from './sync-support.ts';

let rig: StaffRig;
let hall: Terminal;
beforeAll(async () => {
  rig = await staffRig({ operator: 'operator' });
  hall = await rig.terminal('kiosk');
});
afterAll(() => rig.close());

const count = `select count(*)::int as n from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
  and usename <> (select datdba::regrole::text from pg_database where datname = current_database())`;

async function taken(): Promise<number> {
  return withClient(rig.fund.url, async client => (await client.query<{ n: number }>(count)).rows[0]?.n ?? -1);
}

test('a terminal at rest keeps one connection, and it hears of changes by it', async () => {
  await eventually(async () => (await taken()) === 1, 20_000);
  await hall.good('proof.submit', { account: 5, paidOn: '2026-10-05', amount: '222,04' });
  await eventually(async () => (await taken()) === 1, 20_000);
  await withClient(rig.fund.url, client =>
    client.query(
      `insert into fund.payment (account_id, id, paid_on, posted_on, period, amount, channel)
       values (5, 999, current_date - 1, current_date - 1, to_char(current_date, 'YYYY-MM'), 11100, 'Касса')`,
    ),
  );
  await eventually(async () => {
    const { today } = await hall.good('statement.get', { account: 5 });
    return today?.from?.payments.some(({ amount }) => amount === 11_100) === true;
  });
});

test('however much is asked of it at once, it takes five at most', async () => {
  const watch = await openClient(rig.fund.url);
  let most = 0;
  let busy = true;
  const watching = (async () => {
    while (busy) {
      most = Math.max(most, (await watch.query<{ n: number }>(count)).rows[0]?.n ?? 0);
      await pause(2);
    }
  })();
  for (let round = 0; round < 5; round++)
    await Promise.all([
      ...Array.from({ length: 12 }, (_, i) =>
        hall.call('proof.submit', { account: i + 1, paidOn: '2026-10-05', amount: '1,00' }),
      ),
      ...Array.from({ length: 12 }, () => hall.call('cabinet.signInState', { login: 'ivanov' })),
      ...Array.from({ length: 6 }, () => hall.call('statement.get', { account: 5 })),
    ]);
  busy = false;
  await watching;
  await watch.end();
  expect(most).toBeGreaterThan(1);
  expect(most).toBeLessThanOrEqual(5);
});
