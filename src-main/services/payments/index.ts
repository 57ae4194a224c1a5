// Card payment: one attempt an account at a time, written down before the acquirer is asked, followed to its end, shown until the ledger has it.
import {
  errorText,
  fail,
  ok,
  type Output,
  type PaymentAttempt,
  type PrintJob,
  type Result,
} from '../../contract/index.ts';
import { amountDue, duePeriod } from '../../domain/balance.ts';
import { formatKopecks, parseKopecks } from '../../domain/money.ts';
import type { Acquirer } from '../../ports/acquirer.ts';
import type { AttemptChange, AttemptStore, StoredAttempt } from '../../ports/attempts.ts';
import type { CacheReader } from '../../ports/cache.ts';
import type { Clock } from '../../ports/clock.ts';
import type { AccountIntent } from '../../ports/fund.ts';
import type { Log } from '../../ports/log.ts';
import type { Paper } from '../../ports/paper.ts';
import type { Audit } from '../audit/index.ts';
import { notes } from '../printing/notes.ts';
import type { Printing } from '../printing/index.ts';
import { Follower, usualPace, type Pace } from './follower.ts';
import { createLedger } from './ledger.ts';
import { paymentSlip } from './slip.ts';
import { afterCancel, isWaited } from './transitions.ts';

export interface Payments {
  offer(account: number): Promise<Result<Output<'payments.offer'>>>;
  /**
   * Idempotent by `attempt`. An account that is already being waited for here with the same sum goes on with that attempt, which comes back
   * under its own id; with another sum the earlier one is set aside first. Never needs the fund's database.
   */
  begin(account: number, attempt: string, amount: string): Promise<Result<PaymentAttempt>>;
  status(account: number, attempt: string): Promise<Result<PaymentAttempt>>;
  cancel(account: number, attempt: string): Promise<Result<PaymentAttempt>>;
  pending(account: number): Promise<Result<Output<'payments.pending'>>>;
  printSlip(visit: string, account: number, attempt: string, job: string): Promise<Result<PrintJob>>;
  /** At start: whatever the acquirer's last word is not known of is followed again. */
  recover(): Promise<void>;
  /** The ledger of these accounts is other than before; null: of any. */
  ledgerChanged(accounts: readonly number[] | null): Promise<void>;
  /** Told the account whose payments are other than before. */
  onChange(listener: (account: number) => void): () => void;
  /** Stops following; the rest is taken up at the next start. */
  stop(): Promise<void>;
}

export interface PaymentsDeps {
  /** null: this terminal takes no card payments */
  acquirer: Acquirer | null;
  store: AttemptStore;
  cache: Pick<CacheReader, 'account' | 'balances' | 'payments' | 'organization'>;
  /** what the fund knows of an account's paid attempts; null when it does not answer in time */
  intents(account: number): Promise<readonly AccountIntent[] | null>;
  paper: Pick<Paper, 'plainQrPath'>;
  printing: Pick<Printing, 'printout'>;
  audit: Audit;
  clock: Clock;
  log: Log;
  /** kopecks */
  limits: { least: number; most: number };
  timeZone: string;
  terminalName: string;
  pace?: Pace;
  /** how long `begin` waits for the QR before it answers that it is still being made */
  beginMs?: number;
}

/** A QR that can be paid for less than this is not taken up again: walking back to the kiosk and paying takes as long. */
const reuseMs = 3 * 60_000;
const keepDays = 30;
/** The screen sends what was typed: shorter than any sum that can be meant. */
const formatted = (kopecks: number) => formatKopecks(kopecks).replace(/,00$/, '');

export function createPayments(deps: PaymentsDeps): Payments {
  const { acquirer, store, cache, audit, clock, log } = deps;
  const listeners = new Set<(account: number) => void>();
  const lastOf = new Map<number, Promise<unknown>>();
  const ledger = createLedger({ cache, timeZone: deps.timeZone });
  const unavailable = fail('payment.unavailable');
  const unknownAttempt = fail('payment.unknownAttempt');

  /** One piece of work on an account at a time. */
  function inTurn<T>(account: number, work: () => Promise<T>): Promise<T> {
    const mine = (lastOf.get(account) ?? Promise.resolve()).then(work);
    const tail = mine.catch(() => undefined).then(() => void (lastOf.get(account) === tail && lastOf.delete(account)));
    lastOf.set(account, tail);
    return mine;
  }

  async function change(attempt: StoredAttempt, to: AttemptChange): Promise<StoredAttempt | null> {
    const action = to.creditedBy ? 'payment.credited' : to.state && to.state !== attempt.state ? to.state : null;
    const details = { attempt: attempt.id, ...(to.creditedBy ? { payment: to.creditedBy } : {}) };
    const event =
      action === null || action === 'creating'
        ? null
        : audit.event(action === 'payment.credited' ? action : `payment.${action}`, attempt.account, details);
    const changed = await store.changeAttempt(attempt.id, attempt.version, to, clock.now(), event);
    if (!changed) return null;
    log.info('payment', { attempt: changed.id, state: changed.state, settled: changed.settled });
    for (const listener of listeners) listener(changed.account);
    return changed;
  }

  const follower =
    acquirer &&
    new Follower({
      acquirer,
      load: id => store.attempt(id),
      store: change,
      async accountNumber(account) {
        const view = await cache.account(account);
        if (!view) throw new Error('The account of a payment is not in the cache.');
        return view.account.number;
      },
      clock,
      log,
      pace: deps.pace ?? usualPace,
    });

  function shown(attempt: StoredAttempt): PaymentAttempt {
    const { id, account, amount, state, qr, expiresAt, createdAt } = attempt;
    const waiting = state === 'waiting';
    return {
      attempt: id,
      account,
      amount,
      state,
      qr: waiting && qr !== null ? deps.paper.plainQrPath(qr) : null,
      expiresAt: waiting ? expiresAt : null,
      createdAt,
    };
  }

  /** The attempt as it stands now; a screen that shows it keeps it watched. */
  async function own(account: number, id: string): Promise<StoredAttempt | null> {
    const attempt = await store.attempt(id);
    return attempt?.account === account ? attempt : null;
  }

  async function setAside(account: number, id: string): Promise<StoredAttempt | null> {
    for (;;) {
      const attempt = await own(account, id);
      const to = attempt && afterCancel(attempt);
      if (!to) return attempt;
      const changed = await change(attempt, to);
      if (changed) {
        follower?.wake(id);
        return changed;
      }
    }
  }

  /** Waits for the first word of the acquirer, not for ever. */
  async function answered(attempt: StoredAttempt): Promise<Result<PaymentAttempt>> {
    if (follower && !attempt.settled) {
      const first = follower.follow(attempt.id, { watched: true });
      follower.watch(attempt.id);
      let cancel = () => {};
      await Promise.race([first, new Promise<void>(resolve => (cancel = clock.after(deps.beginMs ?? 8_000, resolve)))]);
      cancel();
    }
    const now = (await store.attempt(attempt.id)) ?? attempt;
    // refused before it was made: not this payment failed, but this terminal
    return now.state === 'declined' && now.acquirerId === null ? unavailable : ok(shown(now));
  }

  /** The attempt to go on with: the one of this id, the one already waited for, or a new one, written down and on its way. */
  async function taken(account: number, id: string, amount: number): Promise<Result<StoredAttempt>> {
    if (!acquirer || !follower) return unavailable;
    const known = await store.attempt(id);
    if (known) return known.account === account ? ok(known) : unknownAttempt;
    const waited = (await store.accountAttempts(account)).find(each => isWaited(each.state));
    if (waited) {
      const left = waited.expiresAt === null ? Infinity : Date.parse(waited.expiresAt) - Date.parse(clock.now());
      if (waited.amount === amount && left >= reuseMs) return ok(waited);
      await setAside(account, waited.id);
    }
    const [view, payments] = await Promise.all([cache.account(account), cache.payments(account)]);
    if (!view) return fail('visit.accountNotOpen');
    const at = clock.now();
    const { attempt } = await store.addAttempt(
      {
        ...{ id, account, amount, state: 'creating', settled: false, acquirer: acquirer.name, acquirerId: null },
        ...{ qr: null, expiresAt: null, paidAt: null, createdAt: at, updatedAt: at, version: 1, creditedBy: null },
        before: payments.filter(payment => payment.amount === amount).map(payment => payment.id),
      },
      audit.event('payment.begun', account, { attempt: id }),
    );
    void follower.follow(id, { fresh: true, watched: true });
    return ok(attempt);
  }

  /** Writes down which paid attempts the ledger has; gives back those it does not have yet. */
  async function credit(account: number): Promise<{ own: StoredAttempt[]; others: AccountIntent[] }> {
    const [paid, intents] = await Promise.all([
      store.accountAttempts(account).then(all => all.filter(each => each.state === 'succeeded')),
      deps.intents(account).then(given => given ?? []),
    ]);
    const credited = await ledger.credited(account, paid, intents);
    for (const attempt of paid) {
      const payment = credited.get(attempt.id);
      if (payment !== undefined && attempt.creditedBy === null) await change(attempt, { creditedBy: payment });
    }
    const here = new Set(paid.map(attempt => attempt.id));
    return {
      own: paid.filter(attempt => !credited.has(attempt.id)),
      others: intents.filter(each => !here.has(each.attempt) && !credited.has(each.attempt)),
    };
  }

  return {
    async offer(account) {
      const [latest] = await cache.balances(account);
      return ok({
        available: acquirer !== null,
        why: acquirer ? '' : errorText('payment.unavailable', 'ru'),
        debt: latest ? Math.max(0, amountDue(latest)) : 0,
        currentMonth: latest ? Math.max(0, duePeriod(latest) + latest.penalty) : 0,
        ...deps.limits,
      });
    },

    async begin(account, id, typed) {
      if (!acquirer) return unavailable;
      const { least, most } = deps.limits;
      const amount = parseKopecks(typed);
      if (amount === null || amount < least || amount > most)
        return fail('payment.amountMalformed', {
          params: { least: formatted(least), most: formatted(most) },
          field: 'amount',
        });
      const found = await inTurn(account, () => taken(account, id, amount));
      return found.ok ? answered(found.value) : found;
    },

    async status(account, id) {
      const attempt = await own(account, id);
      if (!attempt) return unknownAttempt;
      if (!attempt.settled) follower?.watch(id);
      return ok(shown(attempt));
    },

    async cancel(account, id) {
      const attempt = await setAside(account, id);
      return attempt ? ok(shown(attempt)) : unknownAttempt;
    },

    async pending(account) {
      const [{ own: paid, others }, all] = await Promise.all([
        inTurn(account, () => credit(account)),
        store.accountAttempts(account),
      ]);
      const elsewhere = others.map((each): PaymentAttempt => ({
        attempt: each.attempt,
        account,
        amount: each.amount,
        state: 'succeeded',
        qr: null,
        expiresAt: null,
        createdAt: each.createdAt,
      }));
      const here = [...paid, ...all.filter(each => isWaited(each.state))].map(shown);
      return ok({ attempts: [...here, ...elsewhere].sort((a, b) => b.createdAt.localeCompare(a.createdAt)) });
    },

    async printSlip(visit, account, id, job) {
      return deps.printing.printout(visit, job, {
        account,
        request: { kind: 'paymentSlip', attempt: id },
        audit: { action: 'payment.slipPrinted', details: { attempt: id } },
        words: notes.paymentSlip,
        async model() {
          const attempt = await own(account, id);
          const view = await cache.account(account);
          if (attempt?.state !== 'succeeded' || !view) return unknownAttempt;
          const payee = await cache.organization(view.house.operator_id);
          const { timeZone, terminalName } = deps;
          return ok({ kind: 'paymentSlip', slip: paymentSlip({ attempt, view, payee, timeZone, terminalName }) });
        },
      });
    },

    async recover() {
      await store.forgetAttempts(new Date(Date.parse(clock.now()) - keepDays * 86_400_000).toISOString());
      const open = await store.unsettledAttempts();
      if (open.length > 0) log.info('payments under way', { count: open.length, followed: follower !== null });
      for (const attempt of open) void follower?.follow(attempt.id);
    },

    async ledgerChanged(accounts) {
      const waiting = new Set(await store.accountsToCredit());
      for (const account of accounts ?? waiting) if (waiting.has(account)) await inTurn(account, () => credit(account));
    },

    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },

    stop: async () => follower?.stop(),
  };
}
