// What becomes of a card payment that nobody waits for any more: its code, a second payment beside it, refunds, and the fiscal receipt.
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { PaymentsDesk } from '../support/payments-desk.ts';
import { auditOf } from '../support/payments-rig.ts';
import { eventually } from './sync-support.ts';

const desk = new PaymentsDesk();
const { begin, becomes, cancel, only, open, pending, status, tryToBegin } = desk;

beforeAll(desk.start);
afterAll(desk.stop);
afterEach(desk.close);

describe('a payment', () => {
  it('cancelled with a code that can still be paid is warned of before another is begun, with its sum and its hour', async () => {
    await open();
    const id = randomUUID();
    await begin(id, '636,23');
    await cancel(id);
    const refused = await tryToBegin(randomUUID(), '636,23');
    expect(refused).toMatchObject({ ok: false, error: { code: 'payment.earlierCode' } });
    expect(refused.ok ? '' : refused.error.message).toMatch(/636,23\s₽.*до \d\d:\d\d/);
    expect(desk.acquirer.ledger()).toHaveLength(1);
    expect((await begin(randomUUID(), '636,23', true)).state).toBe('waiting');
  });

  it('given up and paid all the same is told of before the same sum is asked for again, though the code was said to be unpaid', async () => {
    await open();
    const id = randomUUID();
    await begin(id, '636,23');
    await cancel(id);
    desk.acquirer.pay(only().id);
    await becomes(id, 'succeeded');
    const refused = await tryToBegin(randomUUID(), '636,23', true);
    expect(refused).toMatchObject({ ok: false, error: { code: 'payment.paidMeanwhile' } });
    expect(refused.ok ? '' : refused.error.message).toMatch(/636,23\s₽ в \d\d:\d\d/);
    expect(desk.acquirer.ledger()).toHaveLength(1);
    // another sum is another payment, and so is the same one for who was shown the first
    expect(await tryToBegin(randomUUID(), '100')).toMatchObject({ ok: true });
    const [shown] = await pending();
    expect(await tryToBegin(randomUUID(), '636,23', true, [shown!.attempt, id])).toMatchObject({ ok: true });
  });

  it('cancelled whose term is over unpaid is told to be over, and hinders nothing more', async () => {
    await open({}, { termMs: 400 });
    const id = randomUUID();
    await begin(id);
    await cancel(id);
    await eventually(async () => (await status(id)).settled, 8_000);
    expect(await status(id)).toMatchObject({ state: 'cancelled', expiresAt: null });
    expect(await pending()).toEqual([]);
    expect((await begin(randomUUID())).state).toBe('waiting');
  });

  it('cancelled before a restart is still warned of and still found after it', async () => {
    await open();
    const id = randomUUID();
    await begin(id);
    await cancel(id);
    await desk.rig.stop();
    await desk.restart();
    await desk.rig.payments.recover();
    expect(await tryToBegin(randomUUID())).toMatchObject({ error: { code: 'payment.earlierCode' } });
    desk.acquirer.pay(only().id);
    await becomes(id, 'succeeded');
  });

  it('paid and given back in part is to be credited with the rest, and given back whole with nothing', async () => {
    await open();
    const id = randomUUID();
    await begin(id, '500');
    desk.acquirer.pay(only().id);
    await becomes(id, 'succeeded');
    desk.acquirer.refund(only().id, 20_000);
    await eventually(async () => (await pending())[0]?.refunded === 20_000, 8_000);
    expect(await pending()).toMatchObject([{ attempt: id, state: 'succeeded', amount: 50_000, refunded: 20_000 }]);
    desk.acquirer.refund(only().id, 30_000);
    await eventually(async () => (await pending())[0]?.state === 'refunded', 8_000);
    expect(await auditOf(desk.dataDir, id)).toEqual([
      'payment.begun',
      'payment.waiting',
      'payment.succeeded',
      'payment.refunded',
      'payment.refunded',
    ]);
  });

  it('given back while nobody looks is found by the round over all that is not credited', async () => {
    await open();
    const id = randomUUID();
    await begin(id);
    desk.acquirer.pay(only().id);
    await becomes(id, 'succeeded');
    await desk.rig.payments.recover();
    desk.acquirer.refund(only().id, 10_000);
    await becomes(id, 'refunded');
  });

  it('asks for a fiscal receipt of its whole sum where the settings say so, and for none otherwise', async () => {
    const receipt = {
      customerEmail: 'kassa@fond.example',
      taxSystem: 2,
      vat: 1,
      subject: 'service',
      mode: 'full_payment',
    };
    await open({ acquirer: { receipt } });
    expect((await begin(randomUUID(), '1 234,50')).state).toBe('waiting');
    expect(only().receipt).toMatchObject({
      customer: { email: 'kassa@fond.example' },
      tax_system_code: 2,
      items: [
        {
          description: `Взнос на капитальный ремонт, л/с ${100000 + desk.account}`,
          amount: { value: '1234.50', currency: 'RUB' },
          vat_code: 1,
          payment_subject: 'service',
          payment_mode: 'full_payment',
        },
      ],
    });
  });

  it('whose receipt the acquirer does not take is not begun: the log tells which parameter is wrong', async () => {
    await open({
      acquirer: {
        receipt: { customerEmail: 'никто', taxSystem: null, vat: 1, subject: 'service', mode: 'full_payment' },
      },
    });
    expect(await tryToBegin(randomUUID())).toMatchObject({ ok: false, error: { code: 'payment.unavailable' } });
    expect(desk.acquirer.ledger()).toEqual([]);
    expect(JSON.stringify(desk.rig.log.said)).toContain('receipt.customer.email');
  });
});
