// What terminals write: who they are and how fresh they are, and the append-only audit log.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class TerminalTables1795300000004 implements MigrationInterface {
  name = 'TerminalTables1795300000004';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`create schema terminal`);
    await db.query(`
      create table terminal.terminal (
        id uuid primary key,
        name text not null check (length(name) <= 200),
        audience text not null check (audience in ('kiosk', 'desk')),
        version text not null check (length(version) <= 50),
        first_seen timestamptz not null default now(),
        last_seen timestamptz not null default now(),
        cache_as_of timestamptz
      )`);
    await db.query(`
      create table terminal.audit (
        id uuid primary key,
        terminal_id uuid not null,
        at timestamptz not null,
        role text not null,
        actor text not null default '',
        account_id bigint,
        action text not null,
        reason text not null default '',
        details jsonb not null default '{}',
        prev_hash text not null,
        hash text not null,
        received_at timestamptz not null default now()
      )`);
    await db.query(`create index audit_by_account on terminal.audit (account_id, at) where account_id is not null`);
    await db.query(`create index audit_by_terminal on terminal.audit (terminal_id, at)`);
    await db.query(`
      create function terminal.audit_is_append_only() returns trigger
      language plpgsql set search_path = pg_catalog, pg_temp as $$
      begin
        raise exception 'terminal.audit is append-only: % is refused', lower(tg_op) using errcode = 'insufficient_privilege';
      end $$`);
    await db.query(`
      create trigger audit_is_append_only before update or delete or truncate on terminal.audit
      for each statement execute function terminal.audit_is_append_only()`);
    // A function and not an update grant, so a terminal can neither set first_seen nor read the others.
    await db.query(`
      create function terminal.heartbeat(
        terminal_id uuid, terminal_name text, terminal_audience text, terminal_version text, cache_true_as_of timestamptz
      ) returns void
      language sql security definer set search_path = pg_catalog, pg_temp as $$
        insert into terminal.terminal as t (id, name, audience, version, cache_as_of)
        values (terminal_id, terminal_name, terminal_audience, terminal_version, cache_true_as_of)
        on conflict (id) do update set name = excluded.name, audience = excluded.audience, version = excluded.version,
          last_seen = now(), cache_as_of = coalesce(excluded.cache_as_of, t.cache_as_of)
      $$`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`drop schema terminal cascade`);
  }
}
