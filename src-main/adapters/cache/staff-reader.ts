// Queries of the cache for the desk: the accounts of a house, all accounts, and what is wrong with the fund's data.
import type { DefectRow, HouseAccount, HouseLedgers } from '../../ports/cache.ts';
import { periodOf } from '../../domain/period.ts';
import { exchange, type EntityName, type RowOf } from '../../ports/exchange.ts';
import type { Db } from '../sqlite/database.ts';
import { selectList as columns } from './rows.ts';
import { textOf } from './rules.ts';
import { flawedBalance } from './schema.ts';
import { houseSetAsideSql, isRead } from './set-aside.ts';

const houseAccountsSql = `
  select a.id, a.number, p.number as premises from premises p join account a on a.premises_id = p.id where p.house_id = ?`;

/**
 * Of each account of a house the month its balance starts from, as in domain/day-balance.ts: the last with a document, else the last that is
 * over, else this one; null when there is none.
 */
const lastMonth = (account: string, which: string) =>
  `(select period from period_balance t where t.account_id = ${account} and ${which} and ${isRead.balance} order by period desc limit 1)`;
const issued = `case when t.issued_on is null then t.payments_until is not null else ${textOf('t.issued_on')} <= :today end`;
const lastMonthsSql = `
  select s.*, ${lastMonth('s.account_id', 't.period < s.period')} as before
  from (select a.id as account_id, coalesce(${lastMonth('a.id', `t.period <= :month and ${issued}`)},
      ${lastMonth('a.id', 't.period < :month')}, ${lastMonth('a.id', 't.period = :month')}) as period
    from premises p join account a on a.premises_id = p.id where p.house_id = :house) s`;

/** The month it starts from, what came after, and the one before, which tells since when payments are its own. Older ones add nothing to the amount. */
const ledgerMonthsSql = `
  select ${columns('period_balance')}
  from (${lastMonthsSql}) s join period_balance t on t.account_id = s.account_id and t.period >= coalesce(s.before, s.period)
    and ${isRead.balance}`;

const untilOf = (period: string) =>
  `(select ${textOf('b.payments_until')} from period_balance b where b.account_id = s.account_id and b.period = ${period})`;

/** Payments that the last month holds, or does not hold yet: filed in it or later, or posted after those of the month before it. */
const ledgerPaymentsSql = `
  with last as materialized (
    select s.*, ${untilOf('s.period')} as until, coalesce(${untilOf('s.before')}, date(s.period || '-01', '-1 day')) as since
    from (${lastMonthsSql}) s)
  select ${columns('payment')} from last join payment t on t.account_id = last.account_id
    and (last.period is null or t.period >= last.period
      or coalesce(t.posted_on, t.paid_on) > min(last.since, coalesce(last.until, last.since)))
    and ${isRead.payment}`;

/** The accounts that cannot be found while a row is set aside. */
const hiddenSql = `case entity
    when 'account' then 1
    when 'premises' then (select count(*) from account where premises_id = cast(q.key as integer))
    when 'house' then
      (select count(*) from premises f join account a on a.premises_id = f.id where f.house_id = cast(q.key as integer))
    else 0 end`;

type Listed = Omit<DefectRow, 'number' | 'name' | 'premises' | 'house'> & { account: number | null; raw: string };

/** The list in its parts, the gravest first. */
const parts: { count: string; rows: string }[] = [
  {
    count: `select count(*) from quarantine where weight = 'refused'`,
    rows: `select 'refused' as kind, code, entity, key, cell as "column", value, ${hiddenSql} as hides, null as account, raw,
        '' as in_use, null as closing, null as expected, seen_at
      from quarantine q where weight = 'refused' order by hides desc, substr(seen_at, 1, 16) desc, entity, key`,
  },
  {
    count: `select count(*) from bank_details where doubts <> ''`,
    rows: `select 'bank' as kind, 'bankDetails' as code, entity, cast(id as text) as key, '' as "column", doubts as value, 0 as hides,
        null as account, '' as raw, settlement_account as in_use, null as closing, null as expected, seen_at
      from bank_details where doubts <> '' order by seen_at desc, entity, id`,
  },
  {
    count: 'select count(*) from finding',
    rows: `select 'rule' as kind, code, entity, key, cell as "column", value, hides, account, '' as raw,
        '' as in_use, null as closing, null as expected, seen_at
      from finding order by hides desc, code, substr(seen_at, 1, 16) desc, value, entity, key`,
  },
  {
    count: `select count(*) from quarantine where weight = 'doubt'`,
    rows: `select 'doubt' as kind, code, entity, key, cell as "column", value, 0 as hides, null as account, raw,
        '' as in_use, null as closing, null as expected, seen_at
      from quarantine where weight = 'doubt' order by substr(seen_at, 1, 16) desc, entity, key, cell`,
  },
  {
    count: `select count(*) from period_balance indexed by balance_flawed where ${flawedBalance}`,
    rows: `select 'figures' as kind, 'figures' as code, 'period_balance' as entity, account_id || '/' || period as key, '' as "column",
        '' as value, 0 as hides, account_id as account, '' as raw, '' as in_use, closing,
        opening + charged + recalculation - privilege + penalty - paid as expected, null as seen_at
      from period_balance indexed by balance_flawed where ${flawedBalance} order by period desc, account_id`,
  },
];

/** Of each kind as many as a list has room for are stored (findings.ts, quarantine.ts): of the rest the number. */
const unlistedSql = `
  select coalesce(sum(max(0, l.found - (select count(*) from finding f where f.code = l.what))), 0)
    + (select coalesce(sum(found), 0) from listed where what like 'doubt %')
  from listed l where l.what not like 'doubt %'`;

interface OfHouse {
  house: number;
  /** this month */
  month: string;
  today: string;
}

export function staffReads(db: Db) {
  const houseAccounts = db.prepare<[number], HouseAccount>(houseAccountsSql);
  const ledgerMonths = db.prepare<[OfHouse], HouseLedgers['months'][number]>(ledgerMonthsSql);
  const ledgerPayments = db.prepare<[OfHouse], HouseLedgers['payments'][number]>(ledgerPaymentsSql);
  const setAsideOf = db.prepare<[{ house: number }], HouseLedgers['setAside'][number]>(houseSetAsideSql);
  const regionAccounts = db
    .prepare<[], number>(
      `select a.id from account a left join premises p on p.id = a.premises_id order by p.house_id, p.number, a.id`,
    )
    .pluck();
  const lists = parts.map(({ count, rows }) => ({
    count: db.prepare<[], number>(count).pluck(),
    rows: db.prepare<[number, number], Listed>(`${rows} limit ? offset ?`),
  }));
  const unlisted = db.prepare<[], number>(unlistedSql).pluck();
  const about = subjects(db);

  return {
    houseAccounts: (house: number) => houseAccounts.all(house),
    houseLedgers(house: number, today: string): HouseLedgers {
      const asked = { house, month: periodOf(today), today };
      return {
        months: ledgerMonths.all(asked),
        payments: ledgerPayments.all(asked),
        setAside: setAsideOf.all({ house }),
      };
    },
    regionAccounts: () => regionAccounts.all(),
    defects(offset: number, limit: number) {
      const found: Listed[] = [];
      let before = 0;
      for (const { count, rows } of lists) {
        const size = count.get() ?? 0;
        const room = limit - found.length;
        if (room > 0 && before + size > offset) found.push(...rows.all(room, Math.max(0, offset - before)));
        before += size;
      }
      return { rows: found.map(about), total: before, unlisted: unlisted.get() ?? 0 };
    },
  };
}

/** A cell of a row that was set aside, from its text. */
function rawCell(entity: string, raw: string, column: string): string {
  const names = exchange[entity as EntityName].columns.map(({ name }) => name as string);
  const cell = raw.split('\t')[names.indexOf(column)] ?? '';
  return cell === '\\N' ? '' : cell;
}

/** Completes a defect with what a person knows the row by: the account's number, the address, a name. */
function subjects(db: Db): (listed: Listed) => DefectRow {
  const account = db.prepare<[number], { number: string; premises_id: number }>(
    'select number, premises_id from account where id = ?',
  );
  const premises = db.prepare<[number], RowOf<'premises'>>(
    `select ${columns('premises')} from premises t where id = ?`,
  );
  const house = db.prepare<[number], RowOf<'house'>>(`select ${columns('house')} from house t where id = ?`);
  const houseOf = db.prepare<[number], { house_id: number }>('select house_id from house_account where id = ?');
  const named: { [E in EntityName]?: string } = {
    organization: 'select name from organization where id = ?',
    office: 'select name from office where id = ?',
    house_work: 'select name from house_work where id = ?',
    news: 'select title from news where id = ?',
  };
  const nameOf = (entity: string, id: number) => {
    const sql = (named as Readonly<Record<string, string>>)[entity];
    return sql === undefined ? '' : (db.prepare<[number], string>(sql).pluck().get(id) ?? '').slice(0, 200);
  };

  return ({ raw, account: given, ...listed }) => {
    const { entity, key } = listed;
    const first = Number(key.split('/')[0]);
    const ofAccount = entity === 'account' || key.includes('/');
    const owner = given ?? (ofAccount ? first : null);
    const found = owner === null ? undefined : account.get(owner);
    const refused = listed.kind === 'refused' && entity === 'account';
    const place = entity === 'premises' ? first : (found?.premises_id ?? NaN);
    const flat = premises.get(place) ?? null;
    const ofHouse =
      entity === 'house' ? first : entity === 'house_account' ? houseOf.get(first)?.house_id : flat?.house_id;
    const building = house.get(ofHouse ?? NaN) ?? null;
    return {
      ...listed,
      number: found?.number ?? (refused ? rawCell(entity, raw, 'number') : ''),
      name: nameOf(entity, first),
      premises: flat,
      house: building,
    };
  };
}
