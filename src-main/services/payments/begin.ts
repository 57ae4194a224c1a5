// Beginning a payment: which attempt to go on with, so that one account never has two QRs at one terminal.
import { fail, ok, type Result, type Who } from '#contract';
import type { Acquirer } from '../../ports/acquirer.ts';
import type { AttemptStore, StoredAttempt } from '../../ports/attempts.ts';
import type { CacheReader } from '../../ports/cache.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Audit } from '../audit/index.ts';
import type { Attempts } from './attempts.ts';
import type { Follower } from './follower.ts';
import { isWaited } from './transitions.ts';

/** A QR that can be paid for less than this is not taken up again: walking back to the kiosk and paying takes as long. */
const reuseMs = 3 * 60_000;

export interface BeginDeps {
  acquirer: Acquirer;
  follower: Follower;
  attempts: Attempts;
  store: AttemptStore;
  cache: Pick<CacheReader, 'account' | 'payments'>;
  audit: Audit;
  clock: Clock;
}

interface Asked {
  account: number;
  id: string;
  /** kopecks */
  amount: number;
  who: Who;
}

/**
 * The attempt of this id; the one already waited for with the same sum; or a new one, written down and on its way to the acquirer. The
 * caller runs it inside the account's mutex.
 */
export async function beginAttempt(
  deps: BeginDeps,
  { account, id, amount, who }: Asked,
): Promise<Result<StoredAttempt>> {
  const { store, clock, cache } = deps;
  const known = await store.attempt(id);
  if (known) return known.account === account ? ok(known) : fail('payment.unknownAttempt');
  const waited = (await store.accountAttempts(account)).find(each => isWaited(each.state));
  if (waited) {
    const left = waited.expiresAt === null ? Infinity : Date.parse(waited.expiresAt) - Date.parse(clock.now());
    if (waited.amount === amount && left >= reuseMs) return ok(waited);
    await deps.attempts.setAside(account, waited.id, who);
    deps.follower.wake(waited.id);
  }
  const [view, payments] = await Promise.all([cache.account(account), cache.payments(account)]);
  if (!view) return fail('visit.accountNotOpen');
  const at = clock.now();
  const { attempt } = await store.addAttempt(
    {
      id,
      account,
      amount,
      state: 'creating',
      settled: false,
      acquirer: deps.acquirer.name,
      acquirerId: null,
      qr: null,
      expiresAt: null,
      paidAt: null,
      createdAt: at,
      updatedAt: at,
      version: 1,
      creditedBy: null,
      before: payments.filter(payment => payment.amount === amount).map(payment => payment.id),
    },
    deps.audit.row({ action: 'payment.begun', account, details: { attempt: id }, who }),
  );
  void deps.follower.follow(id, { fresh: true, watched: true });
  return ok(attempt);
}
