// The work of the desk: application forms, opening an account by a checked document, the list of a house, defects of the fund's data.
import { fail, ok, said, type AccountHeader, type Input, type Output, type PrintJob, type Result } from '#contract';
import { formatHouse } from '../../domain/address.ts';
import { naturalCompare } from '../../domain/natural-order.ts';
import type { CacheReader } from '../../ports/cache.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Audit } from '../audit/index.ts';
import { shownNumber } from '../cabinet/application.ts';
import type { Printing } from '../printing/index.ts';
import { printWords } from '../printing/notes.ts';
import type { Visit } from '../visit/index.ts';
import { byStaff, type StaffSession } from './session.ts';
import type { Shift } from './shift.ts';

type Done = Record<string, never>;

export interface Desk {
  applications(): Promise<Result<Output<'staff.applications'>>>;
  applicationHandled(number: number): Promise<Result<Done>>;
  openByDocument(input: Input<'staff.openByDocument'>): Promise<Result<{ account: AccountHeader }>>;
  house(house: number): Promise<Result<Output<'staff.house'>>>;
  printHouse(house: number, job: string): Promise<Result<PrintJob>>;
  job(job: string): Promise<Result<PrintJob>>;
  defects(offset: number): Promise<Result<Output<'staff.defects'>>>;
}

export interface DeskDeps {
  cache: Pick<CacheReader, 'account' | 'house' | 'houseAccounts' | 'defects' | 'operator'>;
  printing: Pick<Printing, 'printout' | 'job'>;
  session: Pick<StaffSession, 'act'>;
  shift: Shift;
  visit: Pick<Visit, 'id' | 'open'>;
  audit: Audit;
  clock: Pick<Clock, 'today'>;
  /** Brings the account's latest figures and gives its header. */
  openAccount(account: number): Promise<AccountHeader | null>;
}

const mostApplications = 200;
export const defectsAtOnce = 100;

const words = printWords('Список дома', said('Список дома', 'The house list'));

export function createDesk(deps: DeskDeps): Desk {
  const { cache, printing, session, shift, visit, audit, clock } = deps;

  async function houseAccounts(house: number) {
    const [view, rows] = await Promise.all([cache.house(house), cache.houseAccounts(house)]);
    if (!view) return null;
    return {
      address: formatHouse(view),
      rows: rows.sort((a, b) => naturalCompare(a.premises, b.premises) || a.id - b.id),
    };
  }

  const numberOf = async (account: number | null) =>
    account === null ? '' : ((await cache.account(account))?.account.number ?? '');

  return {
    async applications() {
      const found = await session.act(async tx => ok(await tx.openApplications(mostApplications)));
      if (!found.ok) return found;
      const applications = await Promise.all(
        found.value.map(async form => ({
          ...form,
          shown: shownNumber(form.number),
          accountNumber: await numberOf(form.account),
        })),
      );
      return ok({ applications });
    },

    applicationHandled: number =>
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
      }),

    async openByDocument({ account, reason, document, lastFour }) {
      const staff = shift.staff();
      const [visitId, shiftId] = [visit.id(), shift.id()];
      if (!staff) return fail('staff.signInNeeded');
      const tail = lastFour.trim().toUpperCase();
      if (!/^[\p{L}\d]{4}$/u.test(tail)) return fail('staff.lastFourMalformed', { field: 'lastFour' });
      if (!(await cache.account(account))) return fail('lookup.notFound');
      // written down before anything is shown
      const details = { document, lastFour: tail };
      await audit.record('staff.accountOpened', account, details, { ...byStaff(staff), reason });
      const header = await deps.openAccount(account);
      if (shift.id() !== shiftId) return fail('staff.signInNeeded');
      if (!header || !visit.open(visitId, account)) return fail('visit.accountNotOpen');
      return ok({ account: header });
    },

    async house(house) {
      const staff = shift.staff();
      const found = await houseAccounts(house);
      if (!found || !staff) return fail('lookup.addressNotFound');
      await audit.record('staff.houseShown', null, { house }, byStaff(staff));
      const rows = found.rows.map(({ id, premises, number, balance, period }) => ({
        account: id,
        premises,
        number,
        balance,
        period,
      }));
      return ok({ house, address: found.address, rows });
    },

    async printHouse(house, job) {
      const staff = shift.staff();
      if (!staff) return fail('staff.signInNeeded');
      return printing.printout(shift.id(), job, {
        account: null,
        request: { kind: 'houseList', house },
        async model() {
          const [found, operator] = await Promise.all([houseAccounts(house), cache.operator()]);
          if (!found) return fail('lookup.addressNotFound');
          await audit.record('staff.houseListPrinted', null, { house }, byStaff(staff));
          return ok({
            kind: 'houseList',
            list: {
              fund: {
                name: operator?.name ?? '',
                address: operator?.address ?? '',
                phone: operator?.phone ?? '',
                site: operator?.site ?? '',
              },
              address: found.address,
              rows: found.rows.map(({ premises, number, balance, period }) => ({
                premises,
                accountNumber: number,
                balance,
                period,
              })),
              madeOn: clock.today(),
            },
          });
        },
        audit: { action: 'staff.houseListPrinted', details: { house, staff: staff.login } },
        words,
      });
    },
    job: job => printing.job(shift.id(), job),

    async defects(offset) {
      const { rows, total } = await cache.defects(offset, defectsAtOnce);
      return ok({
        total,
        rows: await Promise.all(
          rows.map(async ({ kind, entity, key, account, reason, closing, expected, seen_at }) => ({
            kind,
            entity,
            key,
            reason,
            closing,
            expected,
            seenAt: seen_at,
            accountNumber: await numberOf(account),
          })),
        ),
      });
    },
  };
}
