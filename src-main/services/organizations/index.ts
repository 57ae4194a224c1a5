// Organizations: the operator for everybody, a house's own for a visitor who opened an account in it; contacts, bank details, open or not.
import { fail, ok, type Handlers, type AnswersOf, type HouseWork, type Organization, type TariffRow } from '#contract';
import type { BankDetails } from '../../domain/bank-details.ts';
import { officeNow, weekMoment } from '../../domain/office-hours.ts';
import { dayIn } from '../../domain/zone.ts';
import type { CacheReader } from '../../ports/cache.ts';
import type { Clock } from '../../ports/clock.ts';
import type { EntityName, RowOf } from '../../ports/exchange.ts';
import { readPayee } from '../payee/index.ts';
import { officeOf } from './office.ts';

export interface Organizations {
  methods: AnswersOf<'organizations'>;
}

const tariffRow = (row: RowOf<'tariff'>): TariffRow => ({
  validFrom: row.valid_from,
  validTo: row.valid_to,
  tariff: row.tariff,
});

const workOf = (row: RowOf<'house_work'>): HouseWork => ({
  name: row.name,
  startsOn: row.starts_on,
  endsOn: row.ends_on,
});

interface OrganizationsDeps {
  cache: Pick<
    CacheReader,
    | 'account'
    | 'operator'
    | 'organization'
    | 'bankAccounts'
    | 'offices'
    | 'tariffs'
    | 'commonTariffs'
    | 'houseWorks'
    | 'incomplete'
  >;
  clock: Pick<Clock, 'now'>;
  /** the fund's, an IANA name: its offices open and close by it */
  timeZone: string;
}

async function shown(
  { cache, clock, timeZone }: OrganizationsDeps,
  row: RowOf<'organization'>,
  works: RowOf<'house_work'>[] = [],
  details: BankDetails | null = row,
): Promise<Organization> {
  const now = weekMoment(clock.now(), timeZone);
  const offices = (await cache.offices(row.id)).map(officeOf);
  return {
    id: row.id,
    kind: row.kind,
    name: row.name,
    inn: row.inn,
    kpp: row.kpp,
    ogrn: row.ogrn,
    bankName: details?.bank_name ?? '',
    bic: details?.bic ?? '',
    settlementAccount: details?.settlement_account ?? '',
    correspondentAccount: details?.correspondent_account ?? '',
    phone: row.phone,
    email: row.email,
    site: row.site,
    address: row.address,
    offices: offices.map(office => ({ ...office, now: officeNow(office.hours, now) })),
    works: works.filter(work => work.organization_id === row.id).map(workOf),
  };
}

/** Rows of these that were set aside name no house that could be read: they may be about any. */
const isIncomplete = async ({ cache }: OrganizationsDeps, entities: readonly EntityName[]) =>
  (await cache.incomplete()).some(entity => entities.includes(entity));

async function operator(deps: OrganizationsDeps): ReturnType<Handlers['organizations.operator']> {
  const [row, tariffs, incomplete] = await Promise.all([
    deps.cache.operator(),
    deps.cache.commonTariffs(),
    isIncomplete(deps, ['organization', 'office', 'tariff']),
  ]);
  return ok({ organization: row && (await shown(deps, row)), tariffs: tariffs.map(tariffRow), incomplete });
}

/** The payee first, then the managing company, then those who repair the house, the latest work's first. */
async function ofHouse(deps: OrganizationsDeps, account: number): ReturnType<Handlers['organizations.ofHouse']> {
  const { cache, clock, timeZone } = deps;
  const view = await cache.account(account);
  if (!view) return fail('visit.accountNotOpen');
  if (!view.house) return ok({ organizations: [], tariffs: [], incomplete: true });
  const { id, operator_id, managing_id } = view.house;
  const works = await cache.houseWorks(id);
  const payee = await readPayee(cache, view.house, dayIn(clock.now(), timeZone));
  const builders = works.map(work => work.organization_id);
  const holder = payee.known ? [payee.organization.id] : [];
  const ids = new Set([...holder, operator_id, managing_id, ...builders].filter(each => each !== null));
  const [rows, tariffs, incomplete] = await Promise.all([
    Promise.all([...ids].map(each => cache.organization(each))),
    cache.tariffs(id),
    isIncomplete(deps, ['organization', 'office', 'tariff', 'house_work']),
  ]);
  const found = rows.filter(row => row !== null);
  /** An owner who reads bank details here pays by them: they are the payee's alone, and those of this house. */
  const detailsFor = ({ id: of }: RowOf<'organization'>) =>
    payee.known && payee.organization.id === of ? payee.details : null;
  return ok({
    organizations: await Promise.all(found.map(row => shown(deps, row, works, detailsFor(row)))),
    tariffs: tariffs.map(tariffRow),
    incomplete: incomplete || found.length < rows.length,
  });
}

export const createOrganizations = (deps: OrganizationsDeps): Organizations => ({
  methods: {
    'organizations.operator': () => operator(deps),
    'organizations.ofHouse': ({ account }) => ofHouse(deps, account),
  },
});
