// The last sound bank details of each payee. Details in doubt are listed for staff, and the last sound ones stay in use.
import { bankDoubts, noBankDetails, type BankDetails } from '../../domain/bank-details.ts';
import type { EntityName, RowOf } from '../../ports/exchange.ts';
import type { Db } from '../sqlite/database.ts';
import type { AnyRow } from './derived.ts';

type Row = RowOf<'organization'> | RowOf<'house_account'>;
type Payee = 'organization' | 'house_account';
const payees: readonly Payee[] = ['organization', 'house_account'];

/**
 * One row a payee: the last sound details, empty before the first, and what is in doubt of those the fund gives now. `holder`: whose they
 * are; details of one house or holder are never taken for another's.
 */
export const bankDetailsTable = `create table bank_details (
  entity text not null, id integer not null, holder text not null, doubts text not null, raw text not null, seen_at text not null,
  bank_name text not null, bic text not null, settlement_account text not null, correspondent_account text not null,
  primary key (entity, id)
) strict, without rowid`;

const columns = ['bank_name', 'bic', 'settlement_account', 'correspondent_account'] as const;

/** A payee's row with its last sound details, for a select with the alias `t`. */
export const withSoundDetails = (entity: Payee, select: string): string =>
  `${columns.reduce((text, name) => text.replace(`t.${name}`, `d.${name}`), select)}
   from ${entity} t join bank_details d on d.entity = '${entity}' and d.id = t.id`;

/** An organization that gives none has none: many are never paid. The operator and an account of a house are paid. */
function doubtsOf(entity: Payee, row: BankDetails & { kind?: string | null }): string[] {
  if (entity === 'organization' && row.kind !== 'operator' && noBankDetails(row)) return [];
  return bankDoubts(row);
}

const holderOf = (row: Row): string => ('house_id' in row ? `${row.house_id}/${row.organization_id}` : '');

const put = `insert into bank_details (entity, id, holder, doubts, raw, seen_at, ${columns.join(', ')}) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;
const keepsSound = columns
  .map(name => `${name} = case when holder = excluded.holder then ${name} else '' end`)
  .join(', ');

/** Called with every row stored, inside the caller's transaction. */
export function keepBankDetails(db: Db, entity: EntityName, rows: readonly AnyRow[]): void {
  const payee = payees.find(one => one === entity);
  if (!payee) return;
  const sound = db.prepare(put.replace('insert', 'insert or replace'));
  const doubtful = db.prepare(
    `${put} on conflict do update set
     holder = excluded.holder, doubts = excluded.doubts, raw = excluded.raw, seen_at = excluded.seen_at, ${keepsSound}`,
  );
  for (const row of rows as readonly object[] as readonly Row[]) {
    const doubts = doubtsOf(payee, row);
    const details = columns.map(name => row[name]);
    const seenAt = new Date().toISOString();
    if (doubts.length === 0) sound.run(payee, row.id, holderOf(row), '', '', seenAt, ...details);
    else
      doubtful.run(
        payee,
        row.id,
        holderOf(row),
        doubts.join(','),
        details.join(' · ').slice(0, 2000),
        seenAt,
        '',
        '',
        '',
        '',
      );
  }
}

/** Forgets the details of payees the fund has deleted. */
export function pruneBankDetails(db: Db, entity: EntityName): void {
  if (payees.some(one => one === entity))
    db.exec(
      `delete from bank_details where entity = '${entity}' and not exists (select 1 from ${entity} t where t.id = bank_details.id)`,
    );
}

interface Kept extends BankDetails {
  entity: string;
  id: number;
  holder: string;
}

/** Gives a new file the sound details of the one it replaces, where its own are in doubt. */
export function inheritBankDetails(db: Db, from: Db): void {
  const found = from.prepare<[], Kept>(`select entity, id, holder, ${columns.join(', ')} from bank_details`).all();
  const put = db.prepare(
    `update bank_details set ${columns.map(name => `${name} = ?`).join(', ')}
     where entity = ? and id = ? and holder = ? and doubts <> '' and settlement_account = ''`,
  );
  db.transaction(() => {
    for (const one of found) put.run(...columns.map(name => one[name]), one.entity, one.id, one.holder);
  })();
}
