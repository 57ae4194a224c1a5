// Locks of every terminal, told by it and lifted from any desk; how often an account was got wrong anywhere; and what an attack looks like.
import type { MigrationInterface, QueryRunner } from 'typeorm';

const definer = 'language sql security definer set search_path = pg_catalog, pg_temp';

const lockTable = `
  create table terminal.lock (
    terminal_id uuid not null,
    scope text not null check (scope in ('account', 'proof', 'signIn', 'letters')),
    key text not null check (length(key) <= 64),
    locked_until timestamptz not null,
    since timestamptz not null default clock_timestamp(),
    lifted_at timestamptz,
    lifted_by text,
    primary key (terminal_id, scope, key)
  )`;

const functions: Record<string, string> = {
  // A lock that was lifted stays lifted until the terminal has heard of it, unless it has closed anew.
  'report_locks(terminal uuid, locks jsonb)': `
    create function cabinet.report_locks(terminal uuid, locks jsonb) returns table (scope text, key text) ${definer} as $$
      select terminal.own(terminal);
      delete from terminal.lock l where l.terminal_id = terminal and not exists (
        select from jsonb_to_recordset(locks) as t(scope text, key text) where t.scope = l.scope and t.key = l.key);
      insert into terminal.lock as l (terminal_id, scope, key, locked_until)
      select terminal, t.scope, t.key, least(t.until, now() + interval '1 day') from jsonb_to_recordset(locks) as t(scope text, key text, until timestamptz)
      on conflict (terminal_id, scope, key) do update set locked_until = excluded.locked_until,
        since = case when excluded.locked_until > l.locked_until then clock_timestamp() else l.since end,
        lifted_at = case when excluded.locked_until > l.locked_until then null else l.lifted_at end,
        lifted_by = case when excluded.locked_until > l.locked_until then null else l.lifted_by end;
      select l.scope, l.key from terminal.lock l where l.terminal_id = terminal and l.lifted_at is not null $$`,
  'locks()': `
    create function cabinet.locks() returns table (terminal uuid, terminal_name text, scope text, key text, login text, locked_until timestamptz)
    ${definer} stable as $$
      select l.terminal_id, coalesce(t.name, ''), l.scope, l.key, '', l.locked_until
      from terminal.lock l left join terminal.terminal t on t.id = l.terminal_id
      where l.locked_until > now() and l.lifted_at is null
      order by l.locked_until desc limit 500 $$`,
  'lift_lock(terminal uuid, scope text, key text, staff text)': `
    create function cabinet.lift_lock(terminal uuid, scope text, key text, staff text) returns boolean ${definer} as $$
      update terminal.lock l set lifted_at = clock_timestamp(), lifted_by = staff
      where l.terminal_id = $1 and l.scope = $2 and l.key = $3 and l.lifted_at is null
      returning true $$`,
  // The terminals' own audit logs tell it, some seconds late.
  'failed_proofs(account bigint)': `
    create function cabinet.failed_proofs(account bigint) returns integer ${definer} stable as $$
      select count(*)::integer from terminal.audit a
      where a.account_id = account and a.action = 'proof.failed' and a.at > now() - interval '1 day'
        and a.at > coalesce((
          select max(s.at) from terminal.audit s
          where s.account_id = account and s.action = 'proof.succeeded' and s.at > now() - interval '1 day'), '-infinity') $$`,
};

/** An hour of a terminal: what honest visitors do not come to. For the DBA, and read by the desk through \`cabinet.attacks\`. */
const attackView = `
  create view terminal.attack as
  select a.terminal_id, coalesce(t.name, '') as terminal_name, date_trunc('hour', a.at) as hour,
    count(*) filter (where a.action = 'proof.failed') as failed_proofs,
    count(distinct a.account_id) filter (where a.action = 'proof.failed') as accounts,
    count(*) filter (where a.action in ('cabinet.signInFailed', 'staff.signInFailed')) as failed_sign_ins,
    count(*) filter (where a.action = 'proof.locked') as locks,
    count(*) filter (where a.action = 'lookup.many') as many_lookups
  from terminal.audit a left join terminal.terminal t on t.id = a.terminal_id
  where a.action in ('proof.failed', 'proof.locked', 'cabinet.signInFailed', 'staff.signInFailed', 'lookup.many')
  group by a.terminal_id, t.name, date_trunc('hour', a.at)
  having count(*) filter (where a.action = 'proof.failed') >= 20
    or count(distinct a.account_id) filter (where a.action = 'proof.failed') >= 10
    or count(*) filter (where a.action in ('cabinet.signInFailed', 'staff.signInFailed')) >= 20
    or bool_or(a.action in ('proof.locked', 'lookup.many'))`;

const attacks = `
  create function cabinet.attacks() returns table (terminal text, hour timestamptz, failed_proofs bigint, accounts bigint,
    failed_sign_ins bigint, locks bigint, many_lookups bigint) ${definer} stable as $$
    select v.terminal_name, v.hour, v.failed_proofs, v.accounts, v.failed_sign_ins, v.locks, v.many_lookups
    from terminal.attack v where v.hour > now() - interval '7 days' order by v.hour desc, v.terminal_name limit 200 $$`;

export class Locks1795300000536 implements MigrationInterface {
  name = 'Locks1795300000536';

  async up(db: QueryRunner): Promise<void> {
    await db.query(lockTable);
    await db.query(attackView);
    await db.query(`create index audit_of_attacks on terminal.audit (at)
      where action in ('proof.failed', 'proof.locked', 'cabinet.signInFailed', 'staff.signInFailed', 'lookup.many')`);
    for (const statement of [...Object.values(functions), attacks]) await db.query(statement);
    for (const signature of [...Object.keys(functions), 'attacks()']) {
      const name = signature.replace(/(\(|, )\w+ /g, '$1');
      await db.query(`revoke all on function cabinet.${name} from public`);
      await db.query(`grant execute on function cabinet.${name} to kiosk_writer`);
    }
  }

  async down(db: QueryRunner): Promise<void> {
    for (const signature of [...Object.keys(functions), 'attacks()'])
      await db.query(`drop function cabinet.${signature.replace(/(\(|, )\w+ /g, '$1')}`);
    await db.query('drop index terminal.audit_of_attacks');
    await db.query('drop view terminal.attack');
    await db.query('drop table terminal.lock');
  }
}
