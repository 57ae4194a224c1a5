// The work of the desk: application forms, opening an account by a checked document, the list of a house.
import { fail, ok, said, type AccountHeader, type Handlers, type ParsedInput } from '#contract';
import type { CacheReader } from '../../ports/cache.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Audit } from '../audit/index.ts';
import { shownNumber } from '../cabinet/application.ts';
import { maskedHit } from '../lookup/index.ts';
import { fundHead } from '../organizations/fund-head.ts';
import type { Printing } from '../printing/index.ts';
import { printWords } from '../printing/notes.ts';
import { loginNorm } from '../sign-in/credentials.ts';
import type { Visit } from '../visit/index.ts';
import { houseBalances } from './house.ts';
import { byStaff, type StaffSession } from './session.ts';
import type { Shift } from './shift.ts';

export interface DeskDeps {
  cache: Pick<
    CacheReader,
    'account' | 'organization' | 'house' | 'houseAccounts' | 'houseLedgers' | 'incomplete' | 'operator'
  >;
  printing: Pick<Printing, 'printout' | 'job'>;
  session: Pick<StaffSession, 'act'>;
  shift: Shift;
  visit: Pick<Visit, 'id' | 'open'>;
  audit: Audit;
  clock: Pick<Clock, 'today'>;
  /** Brings the account's latest figures and gives its header. */
  openAccount(account: number): Promise<AccountHeader | null>;
}

type Answer<M extends keyof Handlers> = ReturnType<Handlers[M]>;

const mostApplications = 200;

const words = printWords('Список дома', said('Список дома', 'The house list'));

async function applications(deps: DeskDeps): Answer<'staff.applications'> {
  const found = await deps.session.act(async (tx, { token }) => ok(await tx.openApplications(token, mostApplications)));
  if (!found.ok) return found;
  const shown = found.value.map(async ({ account, ...form }) => {
    const view = account === null ? null : await deps.cache.account(account);
    return {
      ...form,
      shown: shownNumber(form.number),
      hit: view && (await maskedHit(deps.cache, view)),
      accountNumber: view?.number ?? '',
    };
  });
  return ok({ applications: await Promise.all(shown) });
}

const applicationHandled = ({ session }: DeskDeps, number: number): Answer<'staff.applicationHandled'> =>
  session.act(async (tx, staff) => {
    const form = await tx.handleApplication(staff.token, number);
    await tx.audit({
      action: 'staff.applicationHandled',
      user: null,
      ...byStaff(staff),
      account: form?.account ?? null,
      details: { number, done: form ? 1 : 0 },
    });
    return form ? ok({}) : fail('staff.applicationGone');
  });

/** Four characters of a document's number, or null. */
function documentTail(typed: string): string | null {
  const tail = typed.trim().toUpperCase();
  return /^[\p{L}\d]{4}$/u.test(tail) ? tail : null;
}

const malformedTail = fail('staff.lastFourMalformed', { field: 'lastFour' });

const notAccepted = {
  gone: fail('staff.applicationGone'),
  noAccount: fail('lookup.notFound'),
  userUnknown: fail('staff.userUnknown', { field: 'login' }),
};

/** The refusals are written down too: a name tried in vain must not go unseen. */
async function acceptApplication(
  { session }: DeskDeps,
  { number, login, document, lastFour }: ParsedInput<'staff.acceptApplication'>,
): Answer<'staff.acceptApplication'> {
  const tail = documentTail(lastFour);
  if (tail === null) return malformedTail;
  return session.act(async (tx, staff) => {
    const { outcome, account, user } = await tx.acceptApplication(staff.token, number, loginNorm(login));
    const done = outcome === 'done';
    await tx.audit({
      action: 'staff.applicationAccepted',
      user,
      ...byStaff(staff),
      account,
      reason: 'byApplication',
      details: { number, document, lastFour: tail, done: done ? 1 : 0 },
    });
    return outcome === 'done' ? ok({}) : notAccepted[outcome];
  });
}

async function openByDocument(
  { cache, shift, visit, audit, openAccount }: DeskDeps,
  { account, reason, document, lastFour }: ParsedInput<'staff.openByDocument'>,
): Answer<'staff.openByDocument'> {
  const staff = shift.staff();
  const [visitId, shiftId] = [visit.id(), shift.id()];
  if (!staff) return fail('staff.signInNeeded');
  const tail = documentTail(lastFour);
  if (tail === null) return malformedTail;
  if (!(await cache.account(account))) return fail('lookup.notFound');
  // written down before anything is shown
  const details = { document, lastFour: tail };
  await audit.record({ action: 'staff.accountOpened', account, details, by: { ...byStaff(staff), reason } });
  const header = await openAccount(account);
  if (shift.id() !== shiftId) return fail('staff.signInNeeded');
  if (!header || !visit.open(visitId, account)) return fail('visit.accountNotOpen');
  return ok({ account: header });
}

async function showHouse(deps: DeskDeps, house: number): Answer<'staff.house'> {
  const staff = deps.shift.staff();
  const found = await houseBalances(deps.cache, house, deps.clock.today());
  if (!found || !staff) return fail('lookup.addressNotFound');
  await deps.audit.record({ action: 'staff.houseShown', account: null, details: { house }, by: byStaff(staff) });
  const { rows, ...about } = found;
  return ok({ house, ...about, rows: rows.map(({ id, ...row }) => ({ account: id, ...row })) });
}

async function printHouse(deps: DeskDeps, { house, job }: ParsedInput<'staff.printHouse'>): Answer<'staff.printHouse'> {
  const { cache, printing, shift, clock } = deps;
  const staff = shift.staff();
  if (!staff) return fail('staff.signInNeeded');
  return printing.printout(shift.id(), job, {
    account: null,
    request: { kind: 'houseList', house },
    async model() {
      const [found, operator] = await Promise.all([houseBalances(cache, house, clock.today()), cache.operator()]);
      if (!found) return fail('lookup.addressNotFound');
      const rows = found.rows.map(({ premises, number, balance, period, unread }) => ({
        premises,
        accountNumber: number,
        balance,
        period,
        unread,
      }));
      const { address, incomplete } = found;
      return ok({
        kind: 'houseList',
        list: { fund: fundHead(operator), address, rows, incomplete, madeOn: clock.today() },
      });
    },
    audit: { action: 'staff.houseListPrinted', details: { house }, by: byStaff(staff) },
    words,
  });
}

export const deskMethods = (
  deps: DeskDeps,
): Pick<
  Handlers,
  | 'staff.applications'
  | 'staff.applicationHandled'
  | 'staff.acceptApplication'
  | 'staff.openByDocument'
  | 'staff.house'
  | 'staff.printHouse'
  | 'staff.job'
> => ({
  'staff.applications': () => applications(deps),
  'staff.applicationHandled': ({ number }) => applicationHandled(deps, number),
  'staff.acceptApplication': input => acceptApplication(deps, input),
  'staff.openByDocument': input => openByDocument(deps, input),
  'staff.house': ({ house }) => showHouse(deps, house),
  'staff.printHouse': input => printHouse(deps, input),
  'staff.job': ({ job }) => deps.printing.job(deps.shift.id(), job),
});
