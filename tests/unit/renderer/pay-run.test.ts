// Following one payment on the screen: what is sent to main, and under whose key.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ok, type PaymentAttempt, type Transport } from '#contract';
import { PayRun } from '../../../src-renderer/kiosk/pay/pay-run.ts';

const attempt = (id: string, state: PaymentAttempt['state']): PaymentAttempt => ({
  attempt: id,
  account: 1,
  amount: 10000,
  state,
  qr: null,
  expiresAt: null,
  settled: !['creating', 'waiting', 'unknown'].includes(state),
  refunded: 0,
  createdAt: '2026-11-22T15:00:00.000Z',
});

/** A main that knows one attempt and answers for it alone. */
function terminal(known: string, state: { now: PaymentAttempt['state'] }) {
  const calls: { method: string; attempt: string }[] = [];
  const transport = {
    call: async (method: string, input: { attempt: string }) => {
      calls.push({ method, attempt: input.attempt });
      return ok(attempt(known, state.now));
    },
  } as unknown as Transport;
  const host = {
    addController: () => {},
    removeController: () => {},
    requestUpdate: () => {},
    updateComplete: Promise.resolve(true),
  };
  return { run: new PayRun(host, transport), calls };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('paying from the kiosk', () => {
  it('asks after the attempt main goes on with, also when it is another than the touch began', async () => {
    const state: { now: PaymentAttempt['state'] } = { now: 'waiting' };
    const { run, calls } = terminal('earlier', state);
    run.begin(1, '100');
    await vi.advanceTimersByTimeAsync(4_100);
    expect(calls.map(call => call.method)).toEqual(['payments.begin', 'payments.status', 'payments.status']);
    expect(calls.slice(1).map(call => call.attempt)).toEqual(['earlier', 'earlier']);
    void run.cancel();
    await vi.advanceTimersByTimeAsync(0);
    expect(calls.at(-1)).toEqual({ method: 'payments.cancel', attempt: 'earlier' });
    state.now = 'succeeded';
    await vi.advanceTimersByTimeAsync(2_000);
    expect(run.attempt).toMatchObject({ attempt: 'earlier', state: 'succeeded' });
    expect(run.active).toBe(false);
  });

  it('begins once however often it is touched', async () => {
    const { run, calls } = terminal('mine', { now: 'waiting' });
    for (let n = 0; n < 3; n++) run.begin(1, '100');
    await vi.advanceTimersByTimeAsync(0);
    run.begin(1, '200');
    await vi.advanceTimersByTimeAsync(0);
    expect(calls.filter(call => call.method === 'payments.begin')).toHaveLength(1);
    run.reset();
  });
});
