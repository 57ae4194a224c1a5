// Reads the change log in the order of transactions, and only those older than the oldest one still running, so that none is skipped.
import { type EntityName, entityNames } from '../../ports/exchange.ts';
import {
  type Change,
  type ChangeBatch,
  type ChangeCursor,
  CursorTooOld,
  FundUnreachable,
  FundUnreadable,
} from '../../ports/fund.ts';
import type { AsOf } from './as-of.ts';
import { type Askable, type Cell, raw } from './connection.ts';

/** Identifies the cluster, the database and the generation of the log: a cursor of another epoch is invalid here. */
export const EPOCH = `(select system_identifier::text from pg_control_system()) || '/' ||
  (select oid::text from pg_database where datname = current_database()) || '/' || generation::text`;

/**
 * The moment that what is read here is true for. A standby has what its primary had when the last transaction it replayed was committed; it may
 * have everything, but does not know it.
 */
export const TRUE_FOR = `to_json((case when pg_is_in_recovery()
  then coalesce(pg_last_xact_replay_timestamp(), (select checkpoint_time from pg_control_checkpoint())) else now() end) at time zone 'UTC') #>> '{}'`;

/** A text that no valid key can be, and that perhaps cannot be sent in UTF-8 either, is left out. */
const ascii = (column: string) => `case when ${column} ~ '^[\\x20-\\x7e]*$' then ${column} end`;

/** What a line of the log, `c`, names. */
export const NAMED = `c.entity, c.id, c.account_id, ${ascii('c.period')}, ${ascii('c.key')}`;

/** A line of the log by what no other line has: of a log that was restored from a backup, numbers come again. */
export const LINE = (row: string) =>
  `${row}.xid || '/' || ${row}.seq || '/' || (extract(epoch from ${row}.at) * 1000000)::bigint`;

const SEEN = `split_part($4::text, '/', 1)::xid8, split_part($4::text, '/', 2)::bigint`;

// One statement, hence one snapshot: what was pruned, what is visible and how far the log is complete must agree.
// A committed row that is newer than a running transaction is held back: the data counts as old as that row, and the log is read again soon.
// Every terminal asks this again and again meanwhile, so of the held rows only the first by the table's own key is read.
export const CHANGES_SQL = `
  with bounds as (select pg_current_snapshot() as snapshot, pg_snapshot_xmin(pg_current_snapshot()) as xmin)
  select b.xmin, ${EPOCH},
         ($1::xid8, $2::bigint) < (s.pruned_xid, s.pruned_seq) and s.pruned_xid < pg_snapshot_xmax(b.snapshot)
           or not pg_is_in_recovery() and $1::xid8 > pg_snapshot_xmax(b.snapshot),
         not pg_is_in_recovery() and $4::text is not null and (${SEEN}) > (s.pruned_xid, s.pruned_seq)
           and seen.line is distinct from $4::text,
         ${TRUE_FOR}, held.xid, to_json(held.at at time zone 'UTC') #>> '{}',
         c.xid, c.seq, ${NAMED}, ${LINE('c')}, pg_is_in_recovery()
  from exchange.change_state s cross join bounds b
  left join lateral (
    select w.xid, w.at from exchange.change_log w where w.xid >= b.xmin order by w.xid, w.seq limit 1
  ) held on true
  left join lateral (
    select ${LINE('l')} as line from exchange.change_log l where (l.xid, l.seq) >= (${SEEN}) order by l.xid, l.seq limit 1
  ) seen on true
  left join lateral (
    select * from exchange.change_log l
    where (l.xid, l.seq) > ($1::xid8, $2::bigint) and l.xid < b.xmin
    order by l.xid, l.seq limit $3
  ) c on true
  order by c.xid, c.seq`;

const isEntity = (name: string): name is EntityName => (entityNames as readonly string[]).includes(name);

const later = (a: ChangeCursor, b: ChangeCursor): boolean =>
  BigInt(a.xid) === BigInt(b.xid) ? BigInt(a.seq) > BigInt(b.seq) : BigInt(a.xid) > BigInt(b.xid);

/** A number from the log; null when it is absent or out of range for a key. */
const key = (cell: Cell | undefined): number | null => {
  const value = cell ? Number(cell) : NaN;
  return Number.isSafeInteger(value) ? value : null;
};

/** Null for an entity that this version of the program does not know. */
export function changeOf([entity, id, account, period, text]: readonly Cell[]): Change | null {
  if (!entity || !isEntity(entity)) return null;
  return { entity, id: key(id), accountId: key(account), period: period ?? null, key: text ?? null };
}

const iso = (text: string): string => new Date(`${text}Z`).toISOString();

/** A standby that has not replayed all that was read before, from another server: what it answers is older. */
export class StandbyBehind extends FundUnreachable {
  override name = 'StandbyBehind';
  constructor() {
    super('Резервный сервер базы фонда отстаёт: здесь уже есть более новые данные.');
  }
}

/** `standby`: what was read is a standby's. Rejects with StandbyBehind. */
export async function readChanges(
  client: Askable,
  after: ChangeCursor,
  limit: number,
  asOf: AsOf,
): Promise<ChangeBatch & { standby: boolean }> {
  const { rows } = await client.query<Cell[]>(raw(CHANGES_SQL, [after.xid, after.seq, limit + 1, after.seen ?? null]));
  const [xmin, epoch, tooOld, lost, now, heldXid, heldAt] = rows[0] ?? [];
  if (!xmin || !epoch || !now) throw new FundUnreadable('exchange.change_state must hold exactly one row.');
  const standby = rows[0]?.[15] === 't';
  // all before a cursor was complete where it was read
  if (standby && BigInt(xmin) < BigInt(after.xid)) throw new StandbyBehind();
  const here: ChangeCursor = { xid: xmin, seq: '0', epoch };
  if (after.epoch !== undefined && after.epoch !== epoch)
    throw new CursorTooOld('The fund was reloaded or restored since the cursor was taken.', here);
  if (tooOld === 't') throw new CursorTooOld('The change log was pruned past the cursor.', here);
  if (lost === 't')
    throw new CursorTooOld('The fund lacks the last change that was read: it was restored from a backup.', here);
  const held = heldXid && heldAt ? { xid: heldXid, at: iso(heldAt) } : null;
  const found = rows.filter(row => row[7] !== null);
  const more = found.length > limit;
  const given = found.slice(0, limit);
  const last = given.at(-1);
  const seen = last?.[14] ?? after.seen;
  const reached: ChangeCursor = more && last ? { xid: last[7] ?? '0', seq: last[8] ?? '0' } : { xid: xmin, seq: '0' };
  return {
    changes: given.map(row => changeOf(row.slice(9))).filter(one => one !== null),
    cursor: { ...(later(reached, after) ? reached : { xid: after.xid, seq: after.seq }), epoch, ...(seen && { seen }) },
    asOf: asOf.after({ now: iso(now), xmin, held }),
    more,
    heldBack: held !== null,
    standby,
  };
}
