// Card payment: one attempt an account at a time, written down before the acquirer is asked, followed to its end, shown until the ledger has it.
import {
  fail,
  failureSaid,
  nothingSaid,
  ok,
  said,
  type Answers,
  type Handlers,
  type HandlersOf,
  type PaymentAttempt,
  type ParsedInput,
  type Result,
  type Who,
} from '#contract';
import { KeyedMutex } from '../../base/mutex.ts';
import { duePeriod } from '../../domain/balance.ts';
import { readLedger } from '../statement/ledger.ts';
import { formatKopecks, parseKopecks } from '../../domain/money.ts';
import { dayIn } from '../../domain/zone.ts';
import type { Acquirer } from '../../ports/acquirer.ts';
import type { AttemptStore, StoredAttempt } from '../../ports/attempts.ts';
import type { CacheReader } from '../../ports/cache.ts';
import type { Clock } from '../../ports/clock.ts';
import type { RowOf } from '../../ports/exchange.ts';
import type { AccountIntent, OwnIntent } from '../../ports/fund.ts';
import type { Log } from '../../ports/log.ts';
import type { Paper } from '../../ports/paper.ts';
import type { Audit } from '../audit/index.ts';
import { bySchedule } from '../audit/who.ts';
import { isPaidByCard, isUnread, readPayee, type HousePayee } from '../payee/index.ts';
import { printWords } from '../printing/notes.ts';
import type { Printing } from '../printing/index.ts';
import type { Visit } from '../visit/index.ts';
import { Follower, usualPace, type Pace } from './follower.ts';
import { createAttempts, type Attempts } from './attempts.ts';
import { beginAttempt } from './begin.ts';
import { createLedger, type Ledger } from './ledger.ts';
import { Restore } from './restore.ts';
import { RefundWatch, usualRefundPace, type RefundPace } from './refunds.ts';
import { paymentSlip } from './slip.ts';
import { isWaited, payableUntil } from './transitions.ts';

export interface Payments {
  methods: HandlersOf<'payments'> & Answers<'payments.offer' | 'payments.status' | 'payments.pending'>;
  /** At start: follows again the attempts whose outcome the acquirer has not told yet. */
  recover(): Promise<void>;
  /** The ledger of these accounts has changed; null: any account's may have. */
  ledgerChanged(accounts: readonly number[] | null): Promise<void>;
  /** Called with the account id when its payments change. */
  onChange(listener: (account: number) => void): () => void;
  /** Stops following; the rest is taken up at the next start. */
  stop(): Promise<void>;
}

export interface PaymentsDeps {
  /** null: this terminal takes no card payments */
  acquirer: Acquirer | null;
  store: AttemptStore;
  cache: Pick<CacheReader, 'account' | 'balances' | 'payments' | 'setAside' | 'organization' | 'bankAccounts'>;
  /** what this terminal told the fund of its attempts; rejects when the fund does not answer */
  ownIntents(): Promise<readonly OwnIntent[]>;
  /** what the fund knows of an account's paid attempts; null when it does not answer in time */
  intents(account: number): Promise<readonly AccountIntent[] | null>;
  paper: Pick<Paper, 'plainQrPath'>;
  printing: Pick<Printing, 'printout'>;
  visit: Pick<Visit, 'id'>;
  audit: Audit;
  clock: Clock;
  log: Log;
  /** kopecks */
  limits: { least: number; most: number };
  /** settlement accounts of houses whose money the acquirer brings there; the operator's own is always meant */
  cardAccounts: readonly string[];
  timeZone: string;
  terminalName: string;
  pace?: Pace;
  refundPace?: RefundPace;
  /** how long `begin` waits for the QR before it answers that it is still being made */
  beginMs?: number;
}

type Answer<M extends keyof Handlers> = ReturnType<Handlers[M]>;

const keepDays = 30;
/** «100» and not «100,00»: limits as people say them. */
const formatted = (kopecks: number) => formatKopecks(kopecks).replace(/,00$/, '');
const unavailable = fail('payment.unavailable');
const unknownAttempt = fail('payment.unknownAttempt');
const slipWords = printWords('Подтверждение оплаты', said('Подтверждение', 'The payment slip'));

/** What the parts of this service share. */
interface Shared extends PaymentsDeps {
  attempts: Attempts;
  ledger: Ledger;
  /** null: this terminal takes no card payments */
  follower: Follower | null;
  /** null: this terminal takes no card payments */
  refunds: RefundWatch | null;
  /** one piece of work on an account at a time */
  accounts: KeyedMutex<number>;
}

const createFollower = ({ acquirer, store, cache, clock, log, pace }: PaymentsDeps, attempts: Attempts) =>
  acquirer &&
  new Follower({
    acquirer,
    load: id => store.attempt(id),
    store: (attempt, change) => attempts.change(attempt, change, bySchedule),
    async accountNumber(account) {
      const view = await cache.account(account);
      if (!view) throw new Error('The account of a payment is not in the cache.');
      return view.number;
    },
    clock,
    log,
    pace: pace ?? usualPace,
  });

function shown({ paper, acquirer }: PaymentsDeps, attempt: StoredAttempt): PaymentAttempt {
  const { id, account, amount, state, settled, refunded, qr, createdAt } = attempt;
  const waiting = state === 'waiting';
  return {
    attempt: id,
    account,
    amount,
    state,
    qr: waiting && qr !== null ? paper.plainQrPath(qr) : null,
    expiresAt: acquirer && payableUntil(attempt, acquirer.termSeconds),
    settled,
    refunded,
    createdAt,
  };
}

/** What is owed and to whom, or why nothing is paid here: a sum or a payee that could not be read is not guessed. */
async function payable({ cache, clock }: Shared, account: number) {
  const today = clock.today();
  const [{ months, balance }, view] = await Promise.all([readLedger(cache, account, today), cache.account(account)]);
  if (!balance.known) return fail('document.sumUnread');
  if (!view?.house) return fail('document.payeeUnread');
  const payee = await readPayee(cache, view.house, today);
  if (isUnread(payee)) return fail('document.payeeUnread');
  return ok({ months, owed: balance.amount, house: view.house, payee });
}

/** Why a house whose payee could be read is not paid by card here; null when it is. */
async function hindrance({ cache, acquirer, cardAccounts, clock }: Shared, house: RowOf<'house'>, payee: HousePayee) {
  if (!acquirer) return unavailable;
  if (await isPaidByCard(cache, house, clock.today(), cardAccounts)) return null;
  return fail(payee.known ? 'payment.otherAccount' : 'payment.noPayee');
}

async function offer(shared: Shared, account: number): Answer<'payments.offer'> {
  const { limits } = shared;
  const read = await payable(shared, account);
  if (!read.ok)
    return ok({
      available: false,
      why: failureSaid(read.error),
      payeeKnown: false,
      debt: null,
      currentMonth: null,
      ...limits,
    });
  const { months, owed, house, payee } = read.value;
  const why = await hindrance(shared, house, payee);
  const latest = months.find(({ issued_on }) => issued_on !== null) ?? months[0];
  return ok({
    available: why === null,
    why: why ? failureSaid(why.error) : nothingSaid,
    payeeKnown: payee.known,
    debt: Math.max(0, owed),
    currentMonth: latest ? Math.max(0, duePeriod(latest) + latest.penalty) : 0,
    ...limits,
  });
}

/** The attempt as it is once the acquirer has answered for the first time, or when `beginMs` are over. */
async function answered(shared: Shared, by: Follower, attempt: StoredAttempt): Promise<Result<PaymentAttempt>> {
  const { store, clock, beginMs = 8_000 } = shared;
  if (!attempt.settled) {
    const first = by.follow(attempt.id, { watched: true });
    by.watch(attempt.id);
    let cancel = () => {};
    await Promise.race([first, new Promise<void>(resolve => (cancel = clock.after(beginMs, resolve)))]);
    cancel();
  }
  const now = (await store.attempt(attempt.id)) ?? attempt;
  // refused before it was made: not this payment failed, but this terminal
  return now.state === 'declined' && now.acquirerId === null ? unavailable : ok(shown(shared, now));
}

/**
 * Idempotent by `attempt`. An account that is already being waited for here with the same sum goes on with that attempt, which comes back
 * under its own id; with another sum the earlier one is set aside, once the person said that it was not paid. Never needs the fund's
 * database.
 */
async function begin(
  shared: Shared,
  { account, attempt: id, amount: typed, notPaidBefore = false, shown = [] }: ParsedInput<'payments.begin'>,
  who: Who,
): Answer<'payments.begin'> {
  const { acquirer, follower } = shared;
  if (!acquirer || !follower || (await shared.store.attemptsUnknown())) return unavailable;
  const { least, most } = shared.limits;
  const amount = parseKopecks(typed);
  if (amount === null || amount < least || amount > most)
    return fail('payment.amountMalformed', {
      params: { least: formatted(least), most: formatted(most) },
      field: 'amount',
    });
  if (!(await shared.store.attempt(id))) {
    const read = await payable(shared, account);
    if (!read.ok) return read;
    const why = await hindrance(shared, read.value.house, read.value.payee);
    if (why) return why;
  }
  const found = await shared.accounts.run(account, () =>
    beginAttempt({ ...shared, acquirer, follower }, { account, id, amount, notPaidBefore, shown, who }),
  );
  return found.ok ? answered(shared, follower, found.value) : found;
}

async function status(
  shared: Shared,
  { account, attempt: id }: ParsedInput<'payments.status'>,
): Answer<'payments.status'> {
  const attempt = await shared.attempts.own(account, id);
  if (!attempt) return unknownAttempt;
  if (!attempt.settled) shared.follower?.watch(id);
  return ok(shown(shared, attempt));
}

async function cancel(
  shared: Shared,
  { account, attempt: id }: ParsedInput<'payments.cancel'>,
  who: Who,
): Answer<'payments.cancel'> {
  const attempt = await shared.attempts.setAside(account, id, who);
  if (attempt && !attempt.settled) shared.follower?.wake(id);
  return attempt ? ok(shown(shared, attempt)) : unknownAttempt;
}

/** Whether an attempt that is not to be credited is told of: it is waited for, can still be paid, or was paid back lately. */
const isTold = ({ acquirer, clock }: Shared, attempt: StoredAttempt): boolean =>
  isWaited(attempt.state) ||
  attempt.state === 'refunded' ||
  (payableUntil(attempt, acquirer?.termSeconds ?? 0) ?? '') > clock.now();

async function pending(shared: Shared, account: number): Answer<'payments.pending'> {
  const { store, accounts, ledger } = shared;
  // in this order: what is paid between the two questions is in both, never in neither
  const kept = (await store.accountAttempts(account)).filter(each => isTold(shared, each));
  const { own, others } = await accounts.run(account, () => ledger.uncredited(account));
  const elsewhere = others.map((each): PaymentAttempt => ({
    attempt: each.attempt,
    account,
    amount: each.amount,
    state: 'succeeded',
    qr: null,
    expiresAt: null,
    settled: true,
    refunded: 0,
    createdAt: each.createdAt,
  }));
  void shared.refunds?.look(own);
  const here = [...own, ...kept.filter(each => !own.some(paid => paid.id === each.id))];
  const all = [...here.map(each => shown(shared, each)), ...elsewhere];
  return ok({ attempts: all.sort((a, b) => b.createdAt.localeCompare(a.createdAt)) });
}

const printSlip = (
  { printing, visit, attempts, cache, timeZone, terminalName }: Shared,
  { account, attempt: id, job }: ParsedInput<'payments.printSlip'>,
  who: Who,
): Answer<'payments.printSlip'> =>
  printing.printout(visit.id(), job, {
    account,
    request: { kind: 'paymentSlip', attempt: id },
    audit: { action: 'payment.slipPrinted', details: { attempt: id } },
    who,
    words: slipWords,
    async model() {
      const attempt = await attempts.own(account, id);
      const view = await cache.account(account);
      if (attempt?.state !== 'succeeded' || !view) return unknownAttempt;
      const known = view.house && (await readPayee(cache, view.house, dayIn(attempt.createdAt, timeZone)));
      const payee = known?.known
        ? known.organization
        : view.house && (await cache.organization(view.house.operator_id));
      return ok({ kind: 'paymentSlip', slip: paymentSlip({ attempt, view, payee, timeZone, terminalName }) });
    },
  });

/** Follows again what is open; called once more when attempts have come back from the fund. */
async function recover({ store, clock, log, follower }: Shared): Promise<void> {
  await store.forgetAttempts(new Date(Date.parse(clock.now()) - keepDays * 86_400_000).toISOString());
  const open = await store.unsettledAttempts();
  if (open.length > 0) log.info('payments under way', { count: open.length, followed: follower !== null });
  for (const attempt of open) void follower?.follow(attempt.id);
}

async function ledgerChanged({ store, accounts: queue, ledger }: Shared, accounts: readonly number[] | null) {
  const waiting = new Set(await store.accountsToCredit());
  for (const account of accounts ?? waiting)
    if (waiting.has(account)) await queue.run(account, () => ledger.uncredited(account));
}

export function createPayments(deps: PaymentsDeps): Payments {
  const attempts = createAttempts(deps);
  const ledger = createLedger({ ...deps, change: (attempt, to) => attempts.change(attempt, to, bySchedule) });
  const follower = createFollower(deps, attempts);
  const { acquirer, refundPace: pace = usualRefundPace } = deps;
  const refunds = acquirer && new RefundWatch({ ...deps, acquirer, attempts, pace });
  const restore = new Restore(deps);
  const shared: Shared = { ...deps, attempts, ledger, follower, refunds, accounts: new KeyedMutex() };
  return {
    methods: {
      'payments.offer': ({ account }) => offer(shared, account),
      'payments.begin': (input, { who }) => begin(shared, input, who),
      'payments.status': input => status(shared, input),
      'payments.cancel': (input, { who }) => cancel(shared, input, who),
      'payments.pending': ({ account }) => pending(shared, account),
      'payments.printSlip': (input, { who }) => printSlip(shared, input, who),
    },
    async recover() {
      await recover(shared);
      refunds?.start();
      restore.start(() => recover(shared));
    },
    ledgerChanged: accounts => ledgerChanged(shared, accounts),
    onChange: listener => attempts.onChange(attempt => listener(attempt.account)),
    async stop() {
      await Promise.all([restore.stop(), follower?.stop(), refunds?.stop()]);
    },
  };
}
