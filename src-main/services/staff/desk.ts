// The work of the desk: application forms, opening an account by a checked document, the list of a house.
import { fail, ok, said, type AccountHeader, type Handlers, type ParsedInput } from '#contract';
import { formatHouse } from '../../domain/address.ts';
import { naturalCompare } from '../../domain/natural-order.ts';
import type { CacheReader } from '../../ports/cache.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Audit } from '../audit/index.ts';
import { shownNumber } from '../cabinet/application.ts';
import { fundHead } from '../organizations/fund-head.ts';
import type { Printing } from '../printing/index.ts';
import { printWords } from '../printing/notes.ts';
import type { Visit } from '../visit/index.ts';
import { byStaff, type StaffSession } from './session.ts';
import type { Shift } from './shift.ts';

export interface DeskDeps {
  cache: Pick<CacheReader, 'account' | 'house' | 'houseAccounts' | 'operator'>;
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

async function houseAccounts({ cache }: DeskDeps, house: number) {
  const [view, rows] = await Promise.all([cache.house(house), cache.houseAccounts(house)]);
  if (!view) return null;
  return {
    address: formatHouse(view),
    rows: rows.sort((a, b) => naturalCompare(a.premises, b.premises) || a.id - b.id),
  };
}

const accountNumber = async ({ cache }: DeskDeps, account: number | null) =>
  account === null ? '' : ((await cache.account(account))?.account.number ?? '');

async function applications(deps: DeskDeps): Answer<'staff.applications'> {
  const found = await deps.session.act(async tx => ok(await tx.openApplications(mostApplications)));
  if (!found.ok) return found;
  const shown = found.value.map(async form => ({
    ...form,
    shown: shownNumber(form.number),
    accountNumber: await accountNumber(deps, form.account),
  }));
  return ok({ applications: await Promise.all(shown) });
}

const applicationHandled = ({ session }: DeskDeps, number: number): Answer<'staff.applicationHandled'> =>
  session.act(async (tx, staff) => {
    const account = await tx.handleApplication(number, staff.id);
    await tx.audit({
      action: 'staff.applicationHandled',
      user: null,
      ...byStaff(staff),
      account,
      details: { number, done: account === null ? 0 : 1 },
    });
    return account === null ? fail('staff.applicationGone') : ok({});
  });

async function openByDocument(
  { cache, shift, visit, audit, openAccount }: DeskDeps,
  { account, reason, document, lastFour }: ParsedInput<'staff.openByDocument'>,
): Answer<'staff.openByDocument'> {
  const staff = shift.staff();
  const [visitId, shiftId] = [visit.id(), shift.id()];
  if (!staff) return fail('staff.signInNeeded');
  const tail = lastFour.trim().toUpperCase();
  if (!/^[\p{L}\d]{4}$/u.test(tail)) return fail('staff.lastFourMalformed', { field: 'lastFour' });
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
  const found = await houseAccounts(deps, house);
  if (!found || !staff) return fail('lookup.addressNotFound');
  await deps.audit.record({ action: 'staff.houseShown', account: null, details: { house }, by: byStaff(staff) });
  const rows = found.rows.map(({ id, premises, number, balance, period }) => ({
    account: id,
    premises,
    number,
    balance,
    period,
  }));
  return ok({ house, address: found.address, rows });
}

async function printHouse(deps: DeskDeps, { house, job }: ParsedInput<'staff.printHouse'>): Answer<'staff.printHouse'> {
  const { cache, printing, shift, clock } = deps;
  const staff = shift.staff();
  if (!staff) return fail('staff.signInNeeded');
  return printing.printout(shift.id(), job, {
    account: null,
    request: { kind: 'houseList', house },
    async model() {
      const [found, operator] = await Promise.all([houseAccounts(deps, house), cache.operator()]);
      if (!found) return fail('lookup.addressNotFound');
      const rows = found.rows.map(({ premises, number, balance, period }) => ({
        premises,
        accountNumber: number,
        balance,
        period,
      }));
      return ok({
        kind: 'houseList',
        list: { fund: fundHead(operator), address: found.address, rows, madeOn: clock.today() },
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
  | 'staff.openByDocument'
  | 'staff.house'
  | 'staff.printHouse'
  | 'staff.job'
> => ({
  'staff.applications': () => applications(deps),
  'staff.applicationHandled': ({ number }) => applicationHandled(deps, number),
  'staff.openByDocument': input => openByDocument(deps, input),
  'staff.house': ({ house }) => showHouse(deps, house),
  'staff.printHouse': input => printHouse(deps, input),
  'staff.job': ({ job }) => deps.printing.job(deps.shift.id(), job),
});
