// The work of the desk: application forms, opening an account by a checked document, the list of a house.
import { fail, ok, said, type AccountHeader, type Handlers, type ParsedInput, type Who } from '#contract';
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
import type { StaffSession } from './session.ts';
import type { Shift } from './shift.ts';

export interface DeskDeps {
  cache: Pick<
    CacheReader,
    'account' | 'organization' | 'house' | 'houseAccounts' | 'houseLedgers' | 'incomplete' | 'operator'
  >;
  printing: Pick<Printing, 'printout' | 'job'>;
  session: Pick<StaffSession, 'act'>;
  shift: Shift;
  visit: Pick<Visit, 'id' | 'held' | 'admits' | 'open'>;
  audit: Audit;
  clock: Pick<Clock, 'today'>;
  /** Brings the account's latest figures and gives its header. */
  openAccount(account: number): Promise<AccountHeader | null>;
}

type Answer<M extends keyof Handlers> = ReturnType<Handlers[M]>;

/** What is read of the fund at once, and what is shown of it. */
const mostApplications = 2000;
const page = 50;

const words = printWords('Список дома', said('Список дома', 'The house list'));

/** The oldest first; `find`: those of whose number these are the digits. */
async function applications(
  deps: DeskDeps,
  { offset, find }: ParsedInput<'staff.applications'>,
): Answer<'staff.applications'> {
  const found = await deps.session.act(async (tx, { token }) => ok(await tx.openApplications(token, mostApplications)));
  if (!found.ok) return found;
  const digits = find.replace(/\D/gu, '').replace(/^0+/, '');
  const all = digits === '' ? found.value : found.value.filter(({ number }) => String(number) === digits);
  const shown = all.slice(offset, offset + page).map(async ({ account, ...form }) => {
    const view = account === null ? null : await deps.cache.account(account);
    return {
      ...form,
      shown: shownNumber(form.number),
      hit: view && (await maskedHit(async id => (await deps.cache.organization(id))?.name ?? '', view)),
      accountNumber: view?.number ?? '',
    };
  });
  return ok({ applications: await Promise.all(shown), total: all.length });
}

const applicationHandled = ({ session }: DeskDeps, number: number, who: Who): Answer<'staff.applicationHandled'> =>
  session.act(async (tx, staff) => {
    const form = await tx.handleApplication(staff.token, number);
    if (!form) return fail('staff.applicationGone');
    const details = { number };
    await tx.audit({ action: 'staff.applicationHandled', user: null, who, account: form.account, details });
    return ok({});
  });

/** Four characters of a document's number, or null: a passport's are digits. */
function documentTail(document: ParsedInput<'staff.openByDocument'>['document'], typed: string): string | null {
  const tail = typed.trim().toUpperCase();
  const pattern = document === 'passport' ? /^\d{4}$/ : /^[\p{L}\d]{4}$/u;
  return pattern.test(tail) ? tail : null;
}

const malformedTail = fail('staff.lastFourMalformed', { field: 'lastFour' });

const notAccepted = {
  noAccount: fail('lookup.notFound'),
  userUnknown: fail('staff.userUnknown', { field: 'login' }),
} as const;

/** A name tried in vain is written down too. */
async function acceptApplication(
  { session }: DeskDeps,
  { number, login, document, lastFour }: ParsedInput<'staff.acceptApplication'>,
  who: Who,
): Answer<'staff.acceptApplication'> {
  const tail = documentTail(document, lastFour);
  if (tail === null) return malformedTail;
  return session.act(async (tx, staff) => {
    const { outcome, account, user } = await tx.acceptApplication(staff.token, number, loginNorm(login));
    if (outcome === 'gone') return fail('staff.applicationGone');
    const details = { number, document, lastFour: tail };
    const line = { user, who, account, reason: 'byApplication' };
    if (outcome === 'done') {
      await tx.audit({ ...line, action: 'staff.applicationAccepted', details });
      return ok({});
    }
    const refusal = notAccepted[outcome];
    await tx.audit({ ...line, action: 'staff.applicationRefused', details: { ...details, why: refusal.error.code } });
    return refusal;
  });
}

async function openByDocument(
  { cache, shift, visit, audit, openAccount }: DeskDeps,
  { account, reason, document, lastFour }: ParsedInput<'staff.openByDocument'>,
  who: Who,
): Answer<'staff.openByDocument'> {
  const [held, shiftId] = [visit.held(), shift.id()];
  const tail = documentTail(document, lastFour);
  if (tail === null) return malformedTail;
  if (!(await cache.account(account))) return fail('lookup.notFound');
  const header = await openAccount(account);
  const isOver = () => (shift.id() === shiftId ? null : fail('staff.signInNeeded'));
  const over = isOver();
  if (over) return over;
  if (!header || visit.id() !== held.visit) return fail('visit.accountNotOpen');
  if (!visit.admits(held, account)) return fail('visit.anotherOwner');
  // written down before anything is shown
  await audit.record({ action: 'staff.accountOpened', account, details: { document, lastFour: tail }, who, reason });
  if (!visit.open(held, account)) return isOver() ?? fail('visit.accountNotOpen');
  return ok({ account: header });
}

async function showHouse(
  deps: DeskDeps,
  { house, reason }: ParsedInput<'staff.house'>,
  who: Who,
): Answer<'staff.house'> {
  const found = await houseBalances(deps.cache, house, deps.clock.today());
  if (!found) return fail('lookup.addressNotFound');
  await deps.audit.record({ action: 'staff.houseShown', account: null, details: { house }, who, reason });
  const { rows, ...about } = found;
  return ok({ house, ...about, rows: rows.map(({ id, ...row }) => ({ account: id, ...row })) });
}

async function printHouse(
  deps: DeskDeps,
  { house, reason, job }: ParsedInput<'staff.printHouse'>,
  who: Who,
): Answer<'staff.printHouse'> {
  const { cache, printing, shift, clock } = deps;
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
    audit: { action: 'staff.houseListPrinted', details: { house }, reason },
    who,
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
  'staff.applications': input => applications(deps, input),
  'staff.applicationHandled': ({ number }, { who }) => applicationHandled(deps, number, who),
  'staff.acceptApplication': (input, { who }) => acceptApplication(deps, input, who),
  'staff.openByDocument': (input, { who }) => openByDocument(deps, input, who),
  'staff.house': (input, { who }) => showHouse(deps, input, who),
  'staff.printHouse': (input, { who }) => printHouse(deps, input, who),
  'staff.job': ({ job }) => deps.printing.job(deps.shift.id(), job),
});
