// Card payment against an acquirer that fails in every way a real one does: one payment, one charge, and the truth on the screen.
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { yooKassa } from '../../src-main/adapters/acquirers/yookassa.ts';
import type { Fault } from '../../scripts/acquirer/index.ts';
import { AcquirerAway, AcquirerRefused } from '../../src-main/ports/acquirer.ts';
import { PaymentsDesk } from '../support/payments-desk.ts';
import { attemptOf, auditOf, outboxRows, shop } from '../support/payments-rig.ts';
import { eventually } from './sync-support.ts';

const desk = new PaymentsDesk();
const { begin, becomes, cancel, only, open, pending, reaches, status, tryToBegin } = desk;

beforeAll(desk.start);
afterAll(desk.stop);
afterEach(desk.close);

describe('a payment', () => {
  it('is shown as a QR with its time, is paid, and is told of once', async () => {
    await open();
    const id = randomUUID();
    const begun = await begin(id, '1 234,50 ₽');
    expect(begun).toMatchObject({ attempt: id, account: desk.account, amount: 123450, state: 'waiting' });
    expect(begun.qr?.path).toMatch(/^M\d/);
    expect(Date.parse(begun.expiresAt ?? '')).toBeGreaterThan(Date.now() + 3_500_000);
    expect(only()).toMatchObject({ amount: 123450, metadata: { attempt: id, account: String(100000 + desk.account) } });
    desk.acquirer.pay(only().id);
    await reaches(id, 'succeeded');
    expect(await status(id)).toMatchObject({ qr: null, expiresAt: null });
    expect(only().charges).toBe(1);
  });

  it('is begun once by a double tap, and by taps with ids of their own', async () => {
    await open();
    const [id, other] = [randomUUID(), randomUUID()];
    const begun = await Promise.all([id, id, id, other, randomUUID()].map(each => begin(each)));
    expect(new Set(begun.map(each => each.attempt)).size).toBe(1);
    expect(begun.map(each => each.state)).toEqual(Array(5).fill('waiting'));
    expect(only().amount).toBe(10000);
  });

  it('of another sum is begun only by the word that the earlier code was not paid, and sets that one aside', async () => {
    await open();
    const [first, second] = [randomUUID(), randomUUID()];
    await begin(first, '100');
    expect(await tryToBegin(second, '200')).toMatchObject({ ok: false, error: { code: 'payment.earlierCode' } });
    expect(await status(first)).toMatchObject({ state: 'waiting' });
    await begin(second, '200', true);
    expect(await status(first)).toMatchObject({ state: 'cancelled', qr: null });
    expect(await status(second)).toMatchObject({ state: 'waiting' });
    expect(desk.acquirer.ledger().map(payment => payment.amount)).toEqual([20000, 10000]);
  });

  it('with the same id and another sum is the payment it was', async () => {
    await open();
    const id = randomUUID();
    await begin(id, '100');
    expect(await begin(id, '999')).toMatchObject({ attempt: id, amount: 10000 });
    expect(only().amount).toBe(10000);
  });

  it('of an account is not to be had by the owner of another', async () => {
    const payments = await open();
    const id = randomUUID();
    await begin(id);
    const strange = { ok: false, error: { code: 'payment.unknownAttempt' } };
    expect(await payments.methods['payments.status']({ account: desk.account + 1, attempt: id })).toMatchObject(
      strange,
    );
    expect(await payments.methods['payments.cancel']({ account: desk.account + 1, attempt: id })).toMatchObject(
      strange,
    );
    expect(
      await payments.methods['payments.begin']({ account: desk.account + 1, attempt: id, amount: '100' }),
    ).toMatchObject(strange);
    expect(await payments.methods['payments.pending']({ account: desk.account + 1 })).toEqual({
      ok: true,
      value: { attempts: [] },
    });
    expect(await status(id)).toMatchObject({ state: 'waiting' });
  });

  it.each(['', 'сто', '0', '0,99', '-5', '100000,01', '12,345', '1e3'])(
    'of «%s» is refused with the limits',
    async typed => {
      const payments = await open();
      expect(
        await payments.methods['payments.begin']({ account: desk.account, attempt: randomUUID(), amount: typed }),
      ).toMatchObject({
        ok: false,
        error: { code: 'payment.amountMalformed', field: 'amount', params: { least: '1', most: '100\u00a0000' } },
      });
      expect(desk.acquirer.requests()).toEqual([]);
    },
  );

  it.each(['1', '100000'])('of %s rubles, at the very limit, is taken', async typed => {
    await open();
    expect(await begin(randomUUID(), typed)).toMatchObject({ state: 'waiting' });
  });
});

describe('an desk.acquirer that fails', () => {
  it.each<[Fault, number]>([
    ['silence', 1],
    ['cut', 2],
    ['errorAfter', 3],
    ['error', 3],
    ['tooMany', 2],
    ['processing', 1],
    ['proxy', 2],
  ])('by «%s» ×%i while the payment is made: the same one is shown in the end, and made once', async (fault, times) => {
    await open({ beginMs: 200 });
    desk.acquirer.fault('create', fault, times);
    const id = randomUUID();
    expect(['creating', 'unknown', 'waiting']).toContain((await begin(id)).state);
    await reaches(id, 'waiting');
    expect(only().metadata['attempt']).toBe(id);
    desk.acquirer.pay(only().id);
    await reaches(id, 'succeeded');
    expect(only().charges).toBe(1);
  });

  it('whose answer was lost though the payment was made and paid: it is found', async () => {
    await open({ beginMs: 100 });
    desk.acquirer.fault('create', 'silence');
    desk.acquirer.fault('create', 'error', 100);
    desk.acquirer.fault('list', 'error', 2);
    const id = randomUUID();
    expect((await begin(id)).state).toBe('creating');
    desk.acquirer.pay((await eventually(() => desk.acquirer.ledger()[0])).id);
    await becomes(id, 'succeeded');
    expect(only().charges).toBe(1);
  });

  it('while the payment is asked about: what was paid is found when it answers again', async () => {
    await open();
    const id = randomUUID();
    await begin(id);
    desk.acquirer.fault('status', 'silence', 1);
    desk.acquirer.fault('status', 'error', 3);
    desk.acquirer.fault('status', 'refuse', 2);
    desk.acquirer.pay(only().id);
    await reaches(id, 'succeeded');
  });

  it('that is slow keeps nobody waiting at the door', async () => {
    await open({ beginMs: 100, acquirer: { timeoutMs: 3_000 } });
    desk.acquirer.slow(600);
    const id = randomUUID();
    const began = performance.now();
    expect(await begin(id)).toMatchObject({ state: 'creating', qr: null });
    expect(performance.now() - began).toBeLessThan(450);
    await reaches(id, 'waiting');
    expect(only().metadata['attempt']).toBe(id);
  });

  it('that refuses the shop: the terminal says that it takes no cards, and asks no more', async () => {
    const payments = await open({ acquirer: { secret: 'wrong' } });
    const id = randomUUID();
    expect(
      await payments.methods['payments.begin']({ account: desk.account, attempt: id, amount: '100' }),
    ).toMatchObject({
      ok: false,
      error: { code: 'payment.unavailable' },
    });
    expect(await desk.rig.store.terminalStore.attempt(id)).toMatchObject({ state: 'declined', settled: true });
    expect(desk.acquirer.ledger()).toEqual([]);
  });

  it('that is not there at all: the attempt is looked for, and none is made behind the person’s back later', async () => {
    await open({ baseUrl: 'http://127.0.0.1:9/v3', beginMs: 200 });
    const id = randomUUID();
    expect((await begin(id)).state).toBe('unknown');
    await desk.rig.stop();
    await desk.restart({ acquirer: { termSeconds: 1 } });
    await desk.rig.payments.recover();
    await becomes(id, 'expired');
    expect(desk.acquirer.requests().some(request => request.operation === 'create')).toBe(false);
    expect(desk.acquirer.ledger()).toEqual([]);
  });
});

describe('the end', () => {
  it('declined by the bank is told', async () => {
    await open();
    const id = randomUUID();
    await begin(id);
    desk.acquirer.decline(only().id);
    await reaches(id, 'declined');
    // a new attempt is a new payment
    expect(await begin(randomUUID())).toMatchObject({ state: 'waiting' });
    expect(desk.acquirer.ledger().map(payment => payment.status)).toEqual(['pending', 'canceled']);
  });

  it('not paid in time is told, and the QR is gone', async () => {
    await open({}, { termMs: 400 });
    const id = randomUUID();
    await begin(id);
    await reaches(id, 'expired');
    expect(await status(id)).toMatchObject({ qr: null, expiresAt: null });
  });

  it('paid at the last moment, after the time ran out here, is found and told', async () => {
    await open({}, { termMs: 300, lateMs: 60_000 });
    const id = randomUUID();
    await begin(id);
    await reaches(id, 'expired');
    expect(desk.acquirer.pay(only().id)).toBe(true);
    await becomes(id, 'succeeded');
    expect(only().charges).toBe(1);
  });

  it('paid after the person stopped waiting is found, shown and written down', async () => {
    const payments = await open();
    const id = randomUUID();
    await begin(id);
    const until = (await status(id)).expiresAt;
    const stopped = { state: 'cancelled', qr: null, settled: false, expiresAt: until };
    expect(await cancel(id)).toMatchObject(stopped);
    expect(await pending()).toMatchObject([{ attempt: id, ...stopped }]);
    desk.acquirer.pay(only().id);
    await becomes(id, 'succeeded');
    expect(await payments.methods['payments.pending']({ account: desk.account })).toMatchObject({
      value: { attempts: [{ attempt: id, state: 'succeeded', amount: 10000 }] },
    });
    expect(await auditOf(desk.dataDir, id)).toEqual([
      'payment.begun',
      'payment.waiting',
      'payment.cancelled',
      'payment.succeeded',
    ]);
  });

  it('stopped before the acquirer answered: nothing is waited for, and what it made is still followed', async () => {
    const payments = await open({ beginMs: 50, acquirer: { timeoutMs: 3_000 } });
    desk.acquirer.slow(300);
    const id = randomUUID();
    await begin(id);
    expect(attemptOf(await payments.methods['payments.cancel']({ account: desk.account, attempt: id }))).toMatchObject({
      state: 'cancelled',
    });
    await eventually(async () => (await desk.rig.store.terminalStore.attempt(id))?.acquirerId);
    desk.acquirer.slow(0);
    desk.acquirer.decline(only().id);
    await eventually(async () => (await desk.rig.store.terminalStore.attempt(id))?.settled);
    expect(await status(id)).toMatchObject({ state: 'cancelled' });
  });

  it('of a visit does not end the following: what is paid afterwards is found', async () => {
    await open();
    const id = randomUUID();
    await begin(id);
    await new Promise(resolve => setTimeout(resolve, 500));
    desk.acquirer.pay(only().id);
    await becomes(id, 'succeeded');
  });
});

describe('secrets', () => {
  it('are in no log line, no row of the outbox and no error, whatever goes wrong', async () => {
    await open({ beginMs: 200 });
    for (const fault of ['silence', 'cut', 'error', 'refuse', 'proxy', 'tooMany'] as const)
      desk.acquirer.fault('create', fault);
    const id = randomUUID();
    await desk.rig.payments.methods['payments.begin']({ account: desk.account, attempt: id, amount: '100' });
    await reaches(id, 'waiting');
    const basic = Buffer.from(`${shop.shopId}:${shop.secret}`).toString('base64');
    const tables = ['outgoing', 'payment_attempt', 'meta', 'print_job'];
    const written = JSON.stringify([
      desk.rig.log.said,
      await Promise.all(tables.map(table => outboxRows(desk.dataDir, table))),
    ]);
    expect(written).toContain(id);
    expect(desk.rig.log.said.filter(line => line.event === 'acquirer away').length).toBeGreaterThan(2);
    for (const secret of [shop.secret, basic, shop.shopId]) expect(written).not.toContain(secret);
  });
});

describe('the adapter', () => {
  const adapter = (secret = shop.secret) =>
    yooKassa({
      ...shop,
      secret,
      baseUrl: desk.acquirer.baseUrl,
      timeoutMs: 400,
      termSeconds: 3600,
      receipt: null,
      confirmation: { kind: 'page', returnUrl: 'https://fond.example/' },
    });
  const order = () => ({ key: randomUUID(), amount: 31415, accountNumber: '100001' });

  it('gives the same payment for the same key, and finds it by it among many', async () => {
    await open();
    const mine = order();
    const first = await adapter().create(mine);
    for (let n = 0; n < 120; n++) await adapter().create(order());
    expect((await adapter().create(mine)).id).toBe(first.id);
    expect((await adapter().find(mine.key, new Date().toISOString(), 900))?.id).toBe(first.id);
    expect(await adapter().find(randomUUID(), new Date().toISOString(), 900)).toBeNull();
    expect(first).toMatchObject({ amount: 31415, state: 'pending', end: null });
    expect(first.qr).toContain('/pay/');
  });

  it.each([-5, 3])('is right about times when the acquirer’s clock is %i hours off', async hours => {
    await open({}, { now: () => new Date(Date.now() + hours * 3_600_000) });
    const mine = order();
    const { id, expiresAt } = await adapter().create(mine);
    const left = Date.parse(expiresAt ?? '') - Date.now();
    expect(left).toBeGreaterThan(3_590_000);
    expect(left).toBeLessThan(3_605_000);
    // by an adapter that never heard of the difference
    expect((await adapter().find(mine.key, new Date().toISOString(), 900))?.id).toBe(id);
  });

  it('tells a refusal in the acquirer’s own words from anybody else’s', async () => {
    await open();
    await expect(adapter('wrong').create(order())).rejects.toBeInstanceOf(AcquirerRefused);
    desk.acquirer.fault('create', 'proxy');
    await expect(adapter().create(order())).rejects.toBeInstanceOf(AcquirerAway);
    await expect(adapter('wrong').status('x')).rejects.toBeInstanceOf(AcquirerAway);
    await expect(adapter().create({ ...order(), amount: 50 })).rejects.toBeInstanceOf(AcquirerRefused);
  });

  it('gives up in its time when no answer comes', async () => {
    await open();
    desk.acquirer.fault('create', 'silence');
    const began = performance.now();
    await expect(adapter().create(order())).rejects.toBeInstanceOf(AcquirerAway);
    expect(performance.now() - began).toBeLessThan(1_500);
  });

  it('waits while the acquirer is processing, and gets the payment it made', async () => {
    await open();
    desk.acquirer.fault('create', 'processing', 2);
    const mine = order();
    const made = await adapter().create(mine);
    expect(only().id).toBe(made.id);
  });
});
