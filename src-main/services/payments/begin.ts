// Beginning a payment: which attempt to go on with, so that nobody pays one account twice without knowing it.
import { fail, ok, type Result, type Who } from '#contract';
import { formatRubles } from '../../domain/money.ts';
import { timeIn } from '../../domain/zone.ts';
import type { Acquirer } from '../../ports/acquirer.ts';
import type { AttemptStore, StoredAttempt } from '../../ports/attempts.ts';
import type { CacheReader } from '../../ports/cache.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Audit } from '../audit/index.ts';
import type { Attempts } from './attempts.ts';
import type { Follower } from './follower.ts';
import { isWaited, payableUntil } from './transitions.ts';

/** A QR that can be paid for less than this is not taken up again: walking back to the kiosk and paying takes as long. */
const reuseMs = 3 * 60_000;

/** What was paid longer ago and is not credited is asked about at the fund, not here. */
const creditMs = 3 * 24 * 60 * 60_000;

export interface BeginDeps {
  acquirer: Acquirer;
  follower: Follower;
  attempts: Attempts;
  store: AttemptStore;
  cache: Pick<CacheReader, 'account' | 'payments'>;
  audit: Audit;
  clock: Clock;
  timeZone: string;
}

export interface AttemptAsked {
  account: number;
  id: string;
  /** kopecks */
  amount: number;
  /** The person says that they did not pay by the codes of this account that can still be paid. */
  notPaidBefore: boolean;
  /** Attempts of the account that the person was shown. */
  shown: readonly string[];
  who: Who;
}

/** The code of the account that can be paid longest; null when none can. */
function liveCode({ acquirer, clock }: BeginDeps, attempts: readonly StoredAttempt[]) {
  const now = clock.now();
  const live = attempts.flatMap(each => {
    const until = payableUntil(each, acquirer.termSeconds);
    return until !== null && until > now ? [{ amount: each.amount, until }] : [];
  });
  return live.toSorted((a, b) => b.until.localeCompare(a.until))[0] ?? null;
}

/** The same sum of the account, paid in the last days and not credited: a code given up and paid all the same is one. */
function paidMeanwhile(
  { clock }: BeginDeps,
  attempts: readonly StoredAttempt[],
  { amount, shown }: Pick<AttemptAsked, 'amount' | 'shown'>,
): StoredAttempt | null {
  const since = Date.parse(clock.now()) - creditMs;
  const isOnItsWay = ({ id, state, creditedBy, paidAt, amount: paid }: StoredAttempt) =>
    !shown.includes(id) &&
    state === 'succeeded' &&
    creditedBy === null &&
    paid === amount &&
    paidAt !== null &&
    Date.parse(paidAt) > since;
  return attempts.find(isOnItsWay) ?? null;
}

/**
 * The attempt of this id; the one already waited for with the same sum; or a new one, written down and on its way to the acquirer. Fails
 * with payment.earlierCode while another code can be paid and the person has not said that it was not, and with payment.paidMeanwhile when
 * the same sum was paid and they were not shown it. The caller runs it inside the account's mutex.
 */
export async function beginAttempt(
  deps: BeginDeps,
  { account, id, amount, notPaidBefore, shown, who }: AttemptAsked,
): Promise<Result<StoredAttempt>> {
  const { store, clock, cache } = deps;
  const known = await store.attempt(id);
  if (known) return known.account === account ? ok(known) : fail('payment.unknownAttempt');
  const attempts = await store.accountAttempts(account);
  const waited = attempts.find(each => isWaited(each.state));
  if (waited) {
    const left = waited.expiresAt === null ? Infinity : Date.parse(waited.expiresAt) - Date.parse(clock.now());
    if (waited.amount === amount && left >= reuseMs) return ok(waited);
  }
  const paid = paidMeanwhile(deps, attempts, { amount, shown });
  if (paid?.paidAt) {
    const at = timeIn(paid.paidAt, deps.timeZone);
    return fail('payment.paidMeanwhile', { params: { sum: formatRubles(paid.amount), at } });
  }
  const live = liveCode(deps, attempts);
  if (live && !notPaidBefore) {
    const until = timeIn(live.until, deps.timeZone);
    return fail('payment.earlierCode', { params: { sum: formatRubles(live.amount), until } });
  }
  if (waited) {
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
      refunded: 0,
      before: payments.filter(payment => payment.amount === amount).map(payment => payment.id),
    },
    deps.audit.row({ action: 'payment.begun', account, details: { attempt: id }, who }),
  );
  void deps.follower.follow(id, { fresh: true, watched: true });
  return ok(attempt);
}
