// «Справка об отсутствии (наличии) задолженности»: today's balance, known and with no payment on its way, under a number and a check code.
import { fail, ok, said, type Answers, type Handlers, type Result, type Who } from '#contract';
import { formatAddress } from '../../domain/address.ts';
import { isFlawed } from '../../domain/balance.ts';
import { isChained } from '../../domain/day-balance.ts';
import { fullName } from '../../domain/owner.ts';
import { dayIn, timeIn } from '../../domain/zone.ts';
import type { AccountView, CacheReader } from '../../ports/cache.ts';
import type { Clock } from '../../ports/clock.ts';
import type { DebtCertificate } from '../../ports/paper.ts';
import type { TerminalStore } from '../../ports/terminal-store.ts';
import type { Audit } from '../audit/index.ts';
import { fundHead } from '../organizations/fund-head.ts';
import type { Printing } from '../printing/index.ts';
import { printWords } from '../printing/notes.ts';
import { readLedger } from '../statement/ledger.ts';
import type { Shift } from '../staff/shift.ts';
import type { Visit } from '../visit/index.ts';

export interface CertificateDeps {
  cache: Pick<CacheReader, 'account' | 'balances' | 'payments' | 'setAside' | 'operator' | 'meta'>;
  store: Pick<TerminalStore, 'addCertificate'>;
  /** payments that are on their way or not credited yet */
  pending: Answers<'payments.pending'>['payments.pending'];
  printing: Pick<Printing, 'printout'>;
  visit: Pick<Visit, 'id'>;
  shift: Pick<Shift, 'staff'>;
  audit: Pick<Audit, 'row'>;
  clock: Pick<Clock, 'now' | 'today'>;
  timeZone: string;
}

type Certified = Pick<DebtCertificate, 'amount' | 'overdue' | 'dueOn' | 'day' | 'asOf'>;

const words = printWords('Справка', said('Справка', 'The certificate'));
const unknown = fail('certificate.unknown');

/** What can be certified today. A copy that does not tell how old it is certifies nothing. */
async function certified(
  { cache, pending, clock, timeZone }: CertificateDeps,
  account: number,
): Promise<Result<Certified>> {
  const day = clock.today();
  const [{ months, balance }, meta, onTheWay] = await Promise.all([
    readLedger(cache, account, day),
    cache.meta(),
    pending({ account }),
  ]);
  if (!balance.known || !balance.from || meta.asOf === null) return unknown;
  const { amount, overdue, dueOn, from } = balance;
  // neither figures that do not add up nor a debt of which nobody knows when it is due
  if (months.some(month => month.period >= from.period && isFlawed(month))) return unknown;
  if (!isChained(months, from.period)) return unknown;
  if (amount > 0 && dueOn === null) return unknown;
  if (!onTheWay.ok) return onTheWay;
  // a cancelled one is no payment unless somebody pays it, and a refunded one no longer is
  if (onTheWay.value.attempts.some(({ state }) => state !== 'cancelled' && state !== 'refunded'))
    return fail('certificate.pending');
  const asOf = { day: dayIn(meta.asOf, timeZone), time: timeIn(meta.asOf, timeZone) };
  return ok({ amount, overdue, dueOn, day, asOf });
}

type Whole = { [K in keyof AccountView]: NonNullable<AccountView[K]> };

/** Null where what names the account was set aside, or names nobody: it certifies nothing. */
const whole = ({ account, premises, house, ...view }: AccountView): Whole | null =>
  account && fullName(account) !== '' && premises && house ? { ...view, account, premises, house } : null;

async function issue(deps: CertificateDeps, view: Whole, figures: Certified, who: Who): Promise<DebtCertificate> {
  const { cache, store, audit, clock } = deps;
  const { account, premises, house } = view;
  const fund = fundHead(await cache.operator());
  const { amount, overdue, day } = figures;
  const given = await store.addCertificate(
    { accountId: account.id, accountNumber: account.number, amount, overdue, day, issuedAt: clock.now() },
    audit.row({ action: 'certificate.issued', account: account.id, details: { number: '' }, who }),
  );
  return {
    ...given,
    ...figures,
    fund,
    owner: fullName(account),
    address: formatAddress(house, premises),
    accountNumber: account.number,
    unifiedNumber: account.unified_number,
    issuedBy: deps.shift.staff()?.name ?? '',
  };
}

export const certificateMethods = (deps: CertificateDeps): Pick<Handlers, 'documents.certificate'> => ({
  'documents.certificate': ({ account, job }, { who }) =>
    deps.printing.printout(deps.visit.id(), job, {
      account,
      request: { kind: 'certificate' },
      async model() {
        const found = await deps.cache.account(account);
        if (!found) return fail('visit.accountNotOpen');
        const view = whole(found);
        if (!view) return unknown;
        const figures = await certified(deps, account);
        if (!figures.ok) return figures;
        return ok({ kind: 'certificate', certificate: await issue(deps, view, figures.value, who) });
      },
      audit: { action: 'certificate.printed' },
      who,
      words,
    }),
});
