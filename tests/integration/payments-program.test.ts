// Card payment through the program's own door: proof, QR, success, slip, and «будет зачислена» until the fund's ledger has it.
import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { secretName, shopIdName } from '../../src-main/adapters/acquirers/index.ts';
import { plainFileStore } from '../../src-main/adapters/secrets/plain-file.ts';
import { compose } from '../../src-main/compose.ts';
import { nothingSaid, type Input, type MethodName, type Output, type Result } from '#contract';
import { startLoopbackAcquirer, type LoopbackAcquirer } from '../../scripts/acquirer/index.ts';
import type { Program } from '../../src-main/program.ts';
import { Settings } from '../../src-main/settings.ts';
import { cableTo } from '../support/cable.ts';
import { seedFund } from '../support/fund-seed.ts';
import { shop } from '../support/payments-rig.ts';
import { pdfText } from '../support/pdf.ts';
import { freshFundDatabase, withClient, type FundDatabase } from '../support/postgres.ts';
import { eventually, folder, removeFolder } from './sync-support.ts';

let fund: FundDatabase;
let acquirer: LoopbackAcquirer;
const folders: string[] = [];

beforeAll(async () => {
  fund = await freshFundDatabase();
  await withClient(fund.url, async client => {
    await seedFund(client, 20, ['2026-09', '2026-10']);
    await client.query(`update fund.period_balance set closing = 44828, opening = 22414 where period = '2026-10'`);
  });
  acquirer = await startLoopbackAcquirer(shop);
});
afterAll(async () => {
  await acquirer.close();
  folders.forEach(removeFolder);
  await fund.drop();
});

interface Terminal {
  program: Program;
  printed: string;
  dataDir: string;
  changed: number[];
  call<M extends MethodName>(method: M, input: Input<M>): Promise<Result<Output<M>>>;
  good<M extends MethodName>(method: M, input: Input<M>): Promise<Output<M>>;
  prove(account: number): Promise<void>;
}

async function terminal(more: Record<string, unknown> = {}, secrets = true): Promise<Terminal> {
  const dataDir = folder();
  folders.push(dataDir);
  const printed = join(dataDir, 'printed');
  mkdirSync(printed);
  if (secrets) {
    await plainFileStore(dataDir).set(shopIdName, shop.shopId);
    await plainFileStore(dataDir).set(secretName, shop.secret);
  }
  const settings = Settings.parse({
    dataDir,
    fundUrl: fund.terminalOf(dataDir),
    printers: [{ name: 'Папка', kind: 'folder', folder: printed }],
    demo: { account: { accountNumber: '100001', address: '', paidOn: '2026-10-05', amount: 22204 } },
    acquirer: { kind: 'yookassa', baseUrl: acquirer.baseUrl },
    ...more,
  });
  const program = await compose(settings, { checkOutputs: true, log: 'file' });
  const changed: number[] = [];
  program.onEvent((event, payload) => {
    if (event === 'statement.changed') changed.push((payload as { account: number }).account);
  });
  const call: Terminal['call'] = async (method, input) =>
    (await program.dispatch({ audience: 'kiosk' }, method, input)) as Result<Output<typeof method>>;
  const good: Terminal['good'] = async (method, input) => {
    const result = await call(method, input);
    if (!result.ok) throw new Error(`${method}: ${result.error.code}`);
    return result.value;
  };
  await eventually(async () => (await good('system.info', {})).freshness.state === 'fresh');
  return {
    program,
    printed,
    dataDir,
    changed,
    call,
    good,
    async prove(account) {
      const opened = await good('proof.submit', { account, paidOn: '2026-10-05', amount: '222,04' });
      expect(opened.account.account).toBe(account);
    },
  };
}

/** What the fund's billing does when the bank's register comes. */
const post = (account: number, id: number, amount: number, day: string) =>
  withClient(fund.url, client =>
    client.query(
      `insert into fund.payment (account_id, id, paid_on, posted_on, period, amount, channel)
       values ($1, $2, $4, $4, '2026-10', $3, 'Карта')`,
      [account, id, amount, day],
    ),
  );
const today = () => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Moscow' }).format(new Date());
const paymentOf = (attempt: string) => acquirer.ledger().find(payment => payment.metadata['attempt'] === attempt);
const pendingOf = async (at: Terminal, account: number) =>
  (await at.good('payments.pending', { account })).attempts.map(({ attempt, state }) => ({ attempt, state }));

async function paid(at: Terminal, account: number, amount: string): Promise<string> {
  const attempt = randomUUID();
  const shown = (await pendingOf(at, account)).map(each => each.attempt);
  await at.good('payments.begin', { account, attempt, amount, shown });
  acquirer.pay(paymentOf(attempt)?.id ?? '');
  await eventually(async () => (await at.good('payments.status', { account, attempt })).state === 'succeeded');
  return attempt;
}

describe('at a terminal', () => {
  it('the whole path: offered, paid, printed, pending, and in the end credited by the fund', async () => {
    const at = await terminal();
    const account = 1;
    expect(await at.call('payments.offer', { account })).toMatchObject({ error: { code: 'visit.accountNotOpen' } });
    await at.prove(account);
    expect(await at.good('payments.offer', { account })).toEqual({
      available: true,
      why: nothingSaid,
      // this fund's operator has no bank details
      payeeKnown: false,
      debt: 44828,
      currentMonth: 22414,
      least: 100,
      most: 10_000_000,
    });
    const attempt = await paid(at, account, '448,28');
    expect(await pendingOf(at, account)).toEqual([{ attempt, state: 'succeeded' }]);
    expect(at.changed).toContain(account);

    const job = randomUUID();
    await at.good('payments.printSlip', { account, attempt, job });
    await eventually(async () => (await at.good('documents.job', { job })).state === 'done');
    const [file = ''] = readdirSync(at.printed);
    const words = await pdfText(readFileSync(join(at.printed, file)));
    for (const part of [
      'Оплата принята',
      '448,28 ₽',
      '100001',
      attempt,
      paymentOf(attempt)?.id ?? '?',
      'Кассовым чеком он не является',
    ])
      expect(words).toContain(part);

    // the fund's figures stand as they were until the fund itself changes them
    expect((await at.good('statement.get', { account })).header.balance).toBe(44828);
    await post(account, 9001, 44828, today());
    await eventually(async () => (await pendingOf(at, account)).length === 0);
    // filed into a month closed before: what was paid is owed no more
    expect((await at.good('statement.get', { account })).header.balance).toBe(0);

    await at.program.close();
    await eventually(() =>
      withClient(fund.url, async client => {
        const { rows } = await client.query<{ state: string }>(
          'select state from terminal.payment_intent where id = $1',
          [attempt],
        );
        return rows[0]?.state === 'succeeded';
      }),
    );
    const log = readdirSync(join(at.dataDir, 'log')).map(name => readFileSync(join(at.dataDir, 'log', name), 'utf8'));
    expect(log.join()).toContain(attempt);
    for (const secret of [shop.secret, Buffer.from(`${shop.shopId}:${shop.secret}`).toString('base64'), '448'])
      expect(log.join()).not.toContain(secret);
  });

  it('a slip is printed of nothing but a paid attempt of an open account', async () => {
    const at = await terminal();
    await at.prove(2);
    const attempt = randomUUID();
    await at.good('payments.begin', { account: 2, attempt, amount: '10' });
    for (const wrong of [attempt, randomUUID()])
      expect(await at.call('payments.printSlip', { account: 2, attempt: wrong, job: randomUUID() })).toMatchObject({
        error: { code: 'payment.unknownAttempt' },
      });
    expect(await at.call('payments.printSlip', { account: 3, attempt, job: randomUUID() })).toMatchObject({
      error: { code: 'visit.accountNotOpen' },
    });
    await at.program.close();
    expect(readdirSync(at.printed)).toEqual([]);
  });

  it('the visit ends while it waits: the next person sees nothing, the payment is followed, and it is there at the next proof', async () => {
    const at = await terminal();
    await at.prove(4);
    const attempt = randomUUID();
    await at.good('payments.begin', { account: 4, attempt, amount: '10' });
    await at.good('visit.end', {});
    for (const method of ['payments.status', 'payments.cancel'] as const)
      expect(await at.call(method, { account: 4, attempt })).toMatchObject({ error: { code: 'visit.accountNotOpen' } });
    acquirer.pay(paymentOf(attempt)?.id ?? '');
    await eventually(async () => {
      await at.prove(4);
      return (await pendingOf(at, 4))[0]?.state === 'succeeded';
    });
    await at.program.close();
  });

  it('what was paid at one terminal is seen at another, until the ledger has it', async () => {
    const [here, there] = [await terminal(), await terminal()];
    await Promise.all([here.prove(5), there.prove(5)]);
    const attempt = await paid(here, 5, '77,70');
    await eventually(async () => (await pendingOf(there, 5)).length === 1);
    expect(await pendingOf(there, 5)).toEqual([{ attempt, state: 'succeeded' }]);
    expect(await there.call('payments.status', { account: 5, attempt })).toMatchObject({
      error: { code: 'payment.unknownAttempt' },
    });
    await post(5, 9005, 7770, today());
    for (const at of [here, there]) await eventually(async () => (await pendingOf(at, 5)).length === 0);
    await Promise.all([here.program.close(), there.program.close()]);
  });

  it('a payment of the same sum that was in the ledger before credits nothing; two paid attempts need two payments', async () => {
    const at = await terminal();
    await at.prove(6);
    await post(6, 9060, 5000, today());
    const range = { account: 6, from: '2026-10', to: '2026-10' };
    await eventually(async () => (await at.good('statement.payments', range)).rows.length === 2);
    const first = await paid(at, 6, '50');
    const second = await paid(at, 6, '50');
    expect((await pendingOf(at, 6)).map(each => each.attempt).sort()).toEqual([first, second].sort());
    await post(6, 9061, 5000, today());
    await eventually(async () => (await pendingOf(at, 6)).length === 1);
    await post(6, 9062, 5000, today());
    await eventually(async () => (await pendingOf(at, 6)).length === 0);
    await at.program.close();
  });

  it('a fund that keeps our attempt’s id says itself by which payment it was credited, whatever its sum and day', async () => {
    const at = await terminal();
    await at.prove(7);
    const attempt = await paid(at, 7, '61,80');
    // credited less the bank's fee, and weeks later
    await post(7, 9007, 6100, '2026-01-15');
    await eventually(
      async () =>
        (await at.good('statement.payments', { account: 7, from: '2026-10', to: '2026-10' })).rows.length === 2,
    );
    expect(await pendingOf(at, 7)).toHaveLength(1);
    await withClient(fund.url, client =>
      client.query(`create or replace view exchange.credited_intent as
        select '${attempt}'::uuid as attempt, 7::bigint as account_id, 9007::bigint as payment_id`),
    );
    expect(await pendingOf(at, 7)).toEqual([]);
    await at.program.close();
  });

  it('needs no fund to pay: with its database away the payment is made, and told when it is back', async () => {
    const cable = await cableTo(fund.terminalUrl);
    const at = await terminal({ fundUrl: cable.url });
    await at.prove(8);
    cable.pull();
    const attempt = await paid(at, 8, '12,34');
    expect(await pendingOf(at, 8)).toEqual([{ attempt, state: 'succeeded' }]);
    cable.plug();
    await eventually(() =>
      withClient(fund.url, async client => {
        const { rows } = await client.query<{ state: string; audit: number }>(
          `select state, (select count(*)::int from terminal.audit where details->>'attempt' = $1) as audit
             from terminal.payment_intent where id = $1::uuid`,
          [attempt],
        );
        return rows[0]?.state === 'succeeded' && rows[0].audit === 3;
      }),
    );
    await at.program.close();
    await cable.close();
  });

  it('without an acquirer, or without its secrets, nothing is offered and nothing can be begun', async () => {
    for (const at of [await terminal({ acquirer: { kind: 'none' } }), await terminal({}, false)]) {
      await at.prove(9);
      const offer = await at.good('payments.offer', { account: 9 });
      expect(offer).toMatchObject({ available: false });
      expect(offer.why.ru).toMatch(/Оплата картой здесь сейчас не работает/);
      expect(await at.call('payments.begin', { account: 9, attempt: randomUUID(), amount: '100' })).toMatchObject({
        error: { code: 'payment.unavailable' },
      });
      expect(await at.good('payments.pending', { account: 9 })).toEqual({ attempts: [] });
      await at.program.close();
    }
  });
});

describe('settings', () => {
  it.each(['http://api.yookassa.ru/v3', 'http://127.0.0.1.evil.example/v3', 'ftp://127.0.0.1/', 'javascript:1'])(
    'refuse an acquirer at %s',
    baseUrl => {
      expect(Settings.safeParse({ acquirer: { kind: 'yookassa', baseUrl } }).success).toBe(false);
    },
  );

  it('know no place for a secret', () => {
    for (const secret of ['secret', 'shopId', 'password'])
      expect(Settings.safeParse({ acquirer: { kind: 'yookassa', [secret]: 'x' } }).success).toBe(false);
  });
});
