// A payment survives kill -9 at every step: nothing is charged twice, nothing is lost. Judged by the acquirer's own books.
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startLoopbackAcquirer, type LoopbackAcquirer } from '../../scripts/acquirer/index.ts';
import { seedFund } from '../support/fund-seed.ts';
import { attemptOf, paymentsRig, shop, type Rig } from '../support/payments-rig.ts';
import { freshFundDatabase, withClient, type FundDatabase } from '../support/postgres.ts';
import { eventually, folder, removeFolder, startTerminal } from './sync-support.ts';

const account = 1;
const script = fileURLToPath(new URL('./payments-child.ts', import.meta.url));
let fund: FundDatabase;
let dataDir: string;
let acquirer: LoopbackAcquirer;
let rig: Rig | null = null;

beforeAll(async () => {
  fund = await freshFundDatabase();
  await withClient(fund.url, client => seedFund(client, 3, ['2026-10']));
});
afterAll(() => fund.drop());
beforeEach(async () => {
  dataDir = folder();
  acquirer = await startLoopbackAcquirer(shop);
  const terminal = await startTerminal(dataDir, fund.terminalOf(dataDir));
  await terminal.until('fresh');
  await terminal.stop();
});
afterEach(async () => {
  await rig?.stop();
  rig = null;
  await acquirer.close();
  removeFolder(dataDir);
});

/** Runs the terminal until it is dead. `meanwhile` may act on it and on the acquirer. */
async function dies(attempt: string, step: string, meanwhile: (kill: () => void) => Promise<void> = async () => {}) {
  const given = [dataDir, acquirer.baseUrl, String(account), attempt, '224,14', step];
  const child = spawn(process.execPath, [script, ...given], {
    stdio: ['ignore', 'ignore', 'inherit'],
    timeout: 20_000,
  });
  const ended = new Promise<string | null>(resolve => child.once('exit', (_code, signal) => resolve(signal)));
  await meanwhile(() => child.kill('SIGKILL'));
  expect(await ended).toBe('SIGKILL');
}

const booked = (attempt: string) => acquirer.ledger().filter(payment => payment.metadata['attempt'] === attempt);
const only = (attempt: string) => {
  expect(booked(attempt)).toHaveLength(1);
  return booked(attempt)[0] as NonNullable<ReturnType<typeof booked>[0]>;
};

const restarted = async (options: Partial<Parameters<typeof paymentsRig>[0]> = {}): Promise<Rig> => {
  rig = await paymentsRig({ dataDir, baseUrl: acquirer.baseUrl, ...options });
  await rig.payments.recover();
  return rig;
};
const stored = (attempt: string) => (rig as Rig).store.terminalStore.attempt(attempt);
const settled = (attempt: string) =>
  eventually(async () => {
    const now = await stored(attempt);
    return now?.settled ? now : null;
  });

/** What the fund hears of it in the end. */
async function heardByFund(attempt: string) {
  await rig?.stop();
  rig = null;
  const terminal = await startTerminal(dataDir, fund.terminalOf(dataDir));
  try {
    await eventually(async () => (await terminal.store.terminalStore.outboxSize()) === 0);
  } finally {
    await terminal.stop();
  }
  return withClient(fund.url, async client => {
    const intents = await client.query(
      'select state, amount::int, acquirer_id from terminal.payment_intent where id = $1',
      [attempt],
    );
    const audit = await client.query<{ action: string }>(
      `select action from terminal.audit where details->>'attempt' = $1 order by at, received_at`,
      [attempt],
    );
    return { intents: intents.rows as unknown[], audit: audit.rows.map(row => row.action) };
  });
}

const succeeded = 'payment.succeeded';

describe('kill -9', () => {
  it('before it is written down: nothing was begun, and the person begins anew', async () => {
    const attempt = randomUUID();
    await dies(attempt, 'before it is written down');
    const { payments } = await restarted();
    expect(booked(attempt)).toEqual([]);
    expect(await stored(attempt)).toBeNull();
    const begun = attemptOf(await payments.methods['payments.begin']({ account, attempt, amount: '224,14' }));
    expect(begun).toMatchObject({ attempt, state: 'waiting', amount: 22414 });
    acquirer.pay(only(attempt).id);
    expect(await settled(attempt)).toMatchObject({ state: 'succeeded' });
  });

  it.each(['written down', 'before it is asked'])(
    '%s, never asked: nobody comes back, and it ends by itself without a payment ever made',
    async step => {
      const attempt = randomUUID();
      await dies(attempt, step);
      await restarted({ acquirer: { termSeconds: 1 } });
      expect(await settled(attempt)).toMatchObject({ state: 'expired', acquirerId: null });
      expect(booked(attempt)).toEqual([]);
      expect(await heardByFund(attempt)).toMatchObject({ intents: [{ state: 'expired', amount: 22414 }] });
    },
  );

  it.each(['written down', 'before it is asked'])(
    '%s, never asked: the person who comes back pays once, by the same attempt',
    async step => {
      const attempt = randomUUID();
      await dies(attempt, step);
      const { payments } = await restarted();
      const [found] = await payments.methods['payments.pending']({ account }).then(all =>
        all.ok ? all.value.attempts : [],
      );
      expect(found).toMatchObject({ attempt });
      // another tap makes another id; the same money is not asked for twice
      await payments.methods['payments.begin']({ account, attempt: randomUUID(), amount: '224,14' });
      await eventually(async () => {
        await payments.methods['payments.status']({ account, attempt });
        return (await stored(attempt))?.state === 'waiting';
      });
      acquirer.pay(only(attempt).id);
      expect(await settled(attempt)).toMatchObject({ state: 'succeeded' });
      expect(acquirer.ledger().map(payment => payment.charges)).toEqual([1]);
    },
  );

  it('asked, the answer on its way: the payment is found again, paid or not', async () => {
    for (const paid of [false, true]) {
      const attempt = randomUUID();
      acquirer.fault('create', 'silence');
      await dies(attempt, 'none', async kill => {
        await eventually(() => booked(attempt).length === 1);
        kill();
      });
      const { id } = only(attempt);
      if (paid) acquirer.pay(id);
      else acquirer.decline(id);
      await restarted();
      expect(await settled(attempt)).toMatchObject({ state: paid ? 'succeeded' : 'declined', acquirerId: id });
      expect(only(attempt).charges).toBe(paid ? 1 : 0);
      await rig?.stop();
      rig = null;
    }
  });

  it('answered, not yet written down: the payment is found again by our own key', async () => {
    const attempt = randomUUID();
    await dies(attempt, 'answered, not yet written down');
    acquirer.pay(only(attempt).id);
    await restarted();
    expect(await settled(attempt)).toMatchObject({ state: 'succeeded', acquirerId: only(attempt).id });
    expect(only(attempt).charges).toBe(1);
    expect(acquirer.requests().filter(request => request.operation === 'create')).toHaveLength(1);
  });

  it('waiting is written down: what was paid while the terminal was dead is found', async () => {
    const attempt = randomUUID();
    await dies(attempt, 'waiting is written down');
    acquirer.pay(only(attempt).id);
    await restarted();
    expect(await settled(attempt)).toMatchObject({ state: 'succeeded', qr: null });
    const heard = await heardByFund(attempt);
    expect(heard.intents).toEqual([{ state: 'succeeded', amount: 22414, acquirer_id: only(attempt).id }]);
    expect(heard.audit).toEqual(['payment.begun', 'payment.waiting', succeeded]);
  });

  it.each(['paid, not yet written down', 'success is written down'])(
    '%s: it is paid once and told of once, whatever is tapped afterwards',
    async step => {
      const attempt = randomUUID();
      await dies(attempt, step, async () => {
        await eventually(() => booked(attempt).length === 1);
        acquirer.pay(only(attempt).id);
      });
      const { payments } = await restarted();
      expect(await settled(attempt)).toMatchObject({ state: 'succeeded' });
      expect(attemptOf(await payments.methods['payments.begin']({ account, attempt, amount: '224,14' }))).toMatchObject(
        { state: 'succeeded' },
      );
      expect(attemptOf(await payments.methods['payments.cancel']({ account, attempt }))).toMatchObject({
        state: 'succeeded',
      });
      expect(acquirer.ledger().map(payment => payment.charges)).toEqual([1]);
      const heard = await heardByFund(attempt);
      expect(heard.intents).toEqual([{ state: 'succeeded', amount: 22414, acquirer_id: only(attempt).id }]);
      expect(heard.audit.filter(action => action === succeeded)).toEqual([succeeded]);
    },
  );

  it('killed again and again at random moments, every payment ends as the acquirer’s books say', async () => {
    const attempts: string[] = [];
    for (let n = 0; n < 6; n++) {
      const attempt = randomUUID();
      attempts.push(attempt);
      await dies(attempt, 'none', async kill => {
        await eventually(() => acquirer.requests().length > 0 || n % 2 === 0);
        await new Promise(resolve => setTimeout(resolve, 150 + 130 * n));
        const [payment] = booked(attempt);
        if (payment && n % 3 !== 0) acquirer.pay(payment.id);
        await new Promise(resolve => setTimeout(resolve, 15 * n));
        kill();
      });
    }
    await restarted({ acquirer: { termSeconds: 1 } });
    for (const payment of acquirer.ledger()) acquirer.decline(payment.id);
    for (const attempt of attempts) {
      const known = await stored(attempt);
      const payments = booked(attempt);
      expect(payments.length).toBeLessThanOrEqual(1);
      // killed before it was written down, or another of this account was still being waited for
      if (!known) expect(payments).toEqual([]);
      else expect((await settled(attempt)).state === 'succeeded').toBe(payments[0]?.charges === 1);
    }
    expect(Math.max(0, ...acquirer.ledger().map(payment => payment.charges))).toBeLessThanOrEqual(1);
  });
});
