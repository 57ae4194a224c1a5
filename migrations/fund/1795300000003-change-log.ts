// Change tracking: the log terminals follow, the triggers that write it, and the functions a DBA attaches it with, prunes and resets.
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** table and entity, then the SQL expressions over a row `r` that name a change: id, account, period, key. */
const TRACKED: readonly (readonly [string, string | null, string | null, string | null, string | null])[] = [
  ...['organization', 'office', 'house', 'premises', 'tariff', 'news'].map(
    name => [name, 'r.id', null, null, null] as const,
  ),
  ['account', 'r.id', 'r.id', null, null],
  ...['key_rate', 'penalty_rule', 'rate_cap', 'moratorium'].map(
    name => [name, null, null, null, 'r.valid_from'] as const,
  ),
  ['period_balance', null, 'r.account_id', 'r.period', null],
  ['charge_line', null, 'r.account_id', 'r.period', null],
  ['payment', 'r.id', 'r.account_id', 'r.period', null],
];

export class ChangeLog1795300000003 implements MigrationInterface {
  name = 'ChangeLog1795300000003';

  async up(db: QueryRunner): Promise<void> {
    // xid first: a terminal reads in the order of transactions and only below the oldest one still running.
    await db.query(`
      create table exchange.change_log (
        seq bigint generated always as identity,
        xid xid8 not null default pg_current_xact_id(),
        entity text not null,
        id bigint,
        account_id bigint,
        period text,
        key text,
        at timestamptz not null default clock_timestamp(),
        primary key (xid, seq)
      )`);
    // One row. A generation is a moment, so that a restored backup cannot reuse one. A terminal holding another generation, or a cursor below what was pruned, takes a new snapshot.
    await db.query(`
      create table exchange.change_state (
        only_row boolean primary key default true check (only_row),
        generation bigint not null default (extract(epoch from clock_timestamp()) * 1000000)::bigint,
        pruned_xid xid8 not null default '0',
        pruned_seq bigint not null default 0
      )`);
    await db.query(`insert into exchange.change_state default values`);
    await db.query(`
      create function exchange.resnapshot() returns void
      language sql security definer set search_path = pg_catalog, pg_temp as $$
        update exchange.change_state set generation = default, pruned_xid = '0', pruned_seq = 0;
        delete from exchange.change_log;
        select pg_notify('kapremont_changes', '');
      $$`);
    await db.query(`
      create function exchange.log_changes() returns trigger
      language plpgsql security definer set search_path = pg_catalog, pg_temp set datestyle = 'ISO' as $$
      declare
        changed text := case tg_op
          when 'INSERT' then 'new_rows'
          when 'DELETE' then 'old_rows'
          else '(select * from old_rows union all select * from new_rows)' end;
        logged bigint;
      begin
        if tg_op = 'TRUNCATE' then
          perform exchange.resnapshot();
          return null;
        end if;
        execute format(
          'insert into exchange.change_log (entity, id, account_id, period, key)
           select distinct %L::text, (%s)::bigint, (%s)::bigint, (%s)::text, (%s)::text from %s r',
          tg_argv[0], tg_argv[1], tg_argv[2], tg_argv[3], tg_argv[4], changed);
        get diagnostics logged = row_count;
        if logged > 0 then
          perform pg_notify('kapremont_changes', '');
        end if;
        return null;
      end $$`);
    await db.query(`
      create function exchange.track(
        source regclass, entity text,
        id text default null, account text default null, period text default null, key text default null
      ) returns void
      language plpgsql set search_path = pg_catalog, pg_temp as $$
      declare
        call text := format('for each statement execute function exchange.log_changes(%L, %L, %L, %L, %L)',
          entity, coalesce(id, 'null'), coalesce(account, 'null'), coalesce(period, 'null'), coalesce(key, 'null'));
      begin
        if to_regclass('exchange.' || quote_ident(entity)) is null or entity in ('change_log', 'change_state') then
          raise exception 'There is no exchange entity "%"', entity;
        end if;
        if id is null and key is null and (account is null or period is null) then
          raise exception 'Say how a change is named: id, or account and period, or key';
        end if;
        perform exchange.untrack(source, entity);
        execute format('create trigger %I after insert on %s referencing new table as new_rows %s',
          'kapremont_' || entity || '_insert', source, call);
        execute format('create trigger %I after update on %s referencing old table as old_rows new table as new_rows %s',
          'kapremont_' || entity || '_update', source, call);
        execute format('create trigger %I after delete on %s referencing old table as old_rows %s',
          'kapremont_' || entity || '_delete', source, call);
        execute format('create trigger %I after truncate on %s %s',
          'kapremont_' || entity || '_truncate', source, call);
      end $$`);
    await db.query(`
      create function exchange.untrack(source regclass, entity text) returns void
      language plpgsql set search_path = pg_catalog, pg_temp as $$
      declare
        event text;
      begin
        foreach event in array array['insert', 'update', 'delete', 'truncate'] loop
          execute format('drop trigger if exists %I on %s', 'kapremont_' || entity || '_' || event, source);
        end loop;
      end $$`);
    // Deletes whole transactions only, all older than every row kept, so "pruned up to here" is one comparison.
    await db.query(`
      create function exchange.prune_change_log(keep_days integer default 30) returns bigint
      language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
      declare
        keep_from xid8;
        last record;
        gone bigint;
      begin
        if keep_days < 0 then
          raise exception 'keep_days must not be negative';
        end if;
        perform 1 from exchange.change_state for update;
        select least(min(xid), pg_snapshot_xmin(pg_current_snapshot())) into keep_from
          from exchange.change_log where at >= clock_timestamp() - make_interval(days => keep_days);
        keep_from := coalesce(keep_from, pg_snapshot_xmin(pg_current_snapshot()));
        select xid, seq into last from exchange.change_log where xid < keep_from order by xid desc, seq desc limit 1;
        if not found then
          return 0;
        end if;
        update exchange.change_state set pruned_xid = last.xid, pruned_seq = last.seq;
        delete from exchange.change_log where xid < keep_from;
        get diagnostics gone = row_count;
        return gone;
      end $$`);
    for (const [table, ...expressions] of TRACKED) {
      const named = expressions.map(text => (text === null ? 'null' : `'${text}'`)).join(', ');
      await db.query(`select exchange.track('fund.${table}', '${table}', ${named})`);
    }
  }

  async down(db: QueryRunner): Promise<void> {
    for (const [table] of TRACKED) await db.query(`select exchange.untrack('fund.${table}', '${table}')`);
    await db.query(`drop function exchange.prune_change_log, exchange.track, exchange.untrack, exchange.log_changes`);
    await db.query(`drop function exchange.resnapshot`);
    await db.query(`drop table exchange.change_log, exchange.change_state`);
  }
}
