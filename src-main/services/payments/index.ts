// Card payment: one attempt an account at a time, written down before the acquirer is asked, followed to its end, shown until the ledger has it.
import { errorText, fail, ok, said, type Output, type PaymentAttempt, type PrintJob, type Result } from '#contract';
import { amountDue, duePeriod } from '../../domain/balance.ts';
import { formatKopecks, parseKopecks } from '../../domain/money.ts';
import type { Acquirer } from '../../ports/acquirer.ts';
import type { AttemptStore, StoredAttempt } from '../../ports/attempts.ts';
import type { CacheReader } from '../../ports/cache.ts';
import type { Clock } from '../../ports/clock.ts';
import type { AccountIntent } from '../../ports/fund.ts';
import type { Log } from '../../ports/log.ts';
import type { Paper } from '../../ports/paper.ts';
import type { Audit } from '../audit/index.ts';
import { printWords } from '../printing/notes.ts';
import type { Printing } from '../printing/index.ts';
import { Follower, usualPace, type Pace } from './follower.ts';
import { createAttempts } from './attempts.ts';
import { beginAttempt } from './begin.ts';
import { createLedger } from './ledger.ts';
import { paymentSlip } from './slip.ts';
import { isWaited } from './transitions.ts';

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

const keepDays = 30;
/** The screen sends what was typed: shorter than any sum that can be meant. */
const formatted = (kopecks: number) => formatKopecks(kopecks).replace(/,00$/, '');

export function createPayments(deps: PaymentsDeps): Payments {
  const { acquirer, store, cache, audit, clock, log, timeZone } = deps;
  const attempts = createAttempts({ store, audit, clock, log });
  const ledger = createLedger({ cache, store, timeZone, change: attempts.change, intents: deps.intents });
  const lastOf = new Map<number, Promise<unknown>>();
  const unavailable = fail('payment.unavailable');
  const unknownAttempt = fail('payment.unknownAttempt');

  /** One piece of work on an account at a time. */
  function inTurn<T>(account: number, work: () => Promise<T>): Promise<T> {
    const mine = (lastOf.get(account) ?? Promise.resolve()).then(work);
    const tail = mine.catch(() => undefined).then(() => void (lastOf.get(account) === tail && lastOf.delete(account)));
    lastOf.set(account, tail);
    return mine;
  }

  const follower =
    acquirer &&
    new Follower({
      acquirer,
      load: id => store.attempt(id),
      store: attempts.change,
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

  /** Waits for the first word of the acquirer, not for ever. */
  async function answered(by: Follower, attempt: StoredAttempt): Promise<Result<PaymentAttempt>> {
    if (!attempt.settled) {
      const first = by.follow(attempt.id, { watched: true });
      by.watch(attempt.id);
      let cancel = () => {};
      await Promise.race([first, new Promise<void>(resolve => (cancel = clock.after(deps.beginMs ?? 8_000, resolve)))]);
      cancel();
    }
    const now = (await store.attempt(attempt.id)) ?? attempt;
    // refused before it was made: not this payment failed, but this terminal
    return now.state === 'declined' && now.acquirerId === null ? unavailable : ok(shown(now));
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
      if (!acquirer || !follower) return unavailable;
      const { least, most } = deps.limits;
      const amount = parseKopecks(typed);
      if (amount === null || amount < least || amount > most)
        return fail('payment.amountMalformed', {
          params: { least: formatted(least), most: formatted(most) },
          field: 'amount',
        });
      const found = await inTurn(account, () =>
        beginAttempt({ acquirer, follower, attempts, store, cache, audit, clock }, account, id, amount),
      );
      return found.ok ? answered(follower, found.value) : found;
    },

    async status(account, id) {
      const attempt = await attempts.own(account, id);
      if (!attempt) return unknownAttempt;
      if (!attempt.settled) follower?.watch(id);
      return ok(shown(attempt));
    },

    async cancel(account, id) {
      const attempt = await attempts.setAside(account, id);
      if (attempt && !attempt.settled) follower?.wake(id);
      return attempt ? ok(shown(attempt)) : unknownAttempt;
    },

    async pending(account) {
      // in this order: what is paid between the two questions is in both, never in neither
      const waited = (await store.accountAttempts(account)).filter(each => isWaited(each.state));
      const { own, others } = await inTurn(account, () => ledger.uncredited(account));
      const elsewhere = others.map((each): PaymentAttempt => ({
        attempt: each.attempt,
        account,
        amount: each.amount,
        state: 'succeeded',
        qr: null,
        expiresAt: null,
        createdAt: each.createdAt,
      }));
      const here = [...own, ...waited.filter(each => !own.some(paid => paid.id === each.id))].map(shown);
      return ok({ attempts: [...here, ...elsewhere].sort((a, b) => b.createdAt.localeCompare(a.createdAt)) });
    },

    async printSlip(visit, account, id, job) {
      return deps.printing.printout(visit, job, {
        account,
        request: { kind: 'paymentSlip', attempt: id },
        audit: { action: 'payment.slipPrinted', details: { attempt: id } },
        words: printWords('Подтверждение оплаты', said('Подтверждение', 'The payment slip')),
        async model() {
          const attempt = await attempts.own(account, id);
          const view = await cache.account(account);
          if (attempt?.state !== 'succeeded' || !view) return unknownAttempt;
          const payee = await cache.organization(view.house.operator_id);
          return ok({
            kind: 'paymentSlip',
            slip: paymentSlip({ attempt, view, payee, timeZone, terminalName: deps.terminalName }),
          });
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
      for (const account of accounts ?? waiting)
        if (waiting.has(account)) await inTurn(account, () => ledger.uncredited(account));
    },

    onChange: listener => attempts.onChange(attempt => listener(attempt.account)),

    stop: async () => follower?.stop(),
  };
}
