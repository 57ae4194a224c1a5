// The auditor: a role of staff that reads the audit log and may do nothing else. The fund itself writes a line of every reading.
import type { MigrationInterface, QueryRunner } from 'typeorm';

const definer = (language: 'sql' | 'plpgsql') =>
  `language ${language} security definer set search_path = pg_catalog, pg_temp`;

const role = [
  `alter table cabinet.staff drop constraint staff_role_check`,
  `alter table cabinet.staff add constraint staff_role_check check (role in ('operator', 'admin', 'auditor'))`,
];

/** Whose session a token is, for what these roles may do. KC003: it is over. */
const sessionOf = (name: string, roles: string) => `
  create or replace function cabinet.${name}(token text) returns uuid ${definer('plpgsql')} as $$
  declare
    found_id uuid := cabinet.session_person(token, true);
    has text;
  begin
    if found_id is null then
      raise exception 'the session is over' using errcode = 'KC003';
    end if;
    select s.role into has from cabinet.staff s where s.id = found_id;
    if has not in (${roles}) then
      raise exception 'it is not for the role %', has using errcode = 'insufficient_privilege';
    end if;
    return found_id;
  end $$`;

/** Every operation of staff asks for one of these two. */
const sessions = [sessionOf('staff_of', `'operator', 'admin'`), sessionOf('auditor_of', `'auditor', 'admin'`)];

/** A line that the fund writes of itself, into the chain of the terminal that asked: whoever has its login cannot leave it out. */
const note = `
  create function terminal.note(as_role text, as_actor text, of_account bigint, deed text, told jsonb, of_visit uuid, of_shift uuid)
  returns void ${definer('plpgsql')} as $$
  declare
    line terminal.audit;
  begin
    line.id := gen_random_uuid();
    line.terminal_id := terminal.mine();
    line.at := date_trunc('milliseconds', clock_timestamp());
    line.role := as_role;
    line.actor := as_actor;
    line.account_id := of_account;
    line.action := deed;
    line.reason := '';
    line.details := jsonb_build_object('terminal', (select t.name from terminal.terminal t where t.id = line.terminal_id)) || told;
    line.visit := of_visit;
    line.shift := of_shift;
    select c.head into line.prev_hash from terminal.chain c
    where c.terminal_id = line.terminal_id and c.kind = 'cabinet' and c.branch_of is null for update;
    line.hash := terminal.line_hash(line);
    insert into terminal.audit select line.*;
  end $$`;

/** Who a line is of, as the fund knows them now: staff by name, a user of the cabinet by login. */
const named = `
  create function cabinet.actor_name(of_role text, of_actor text) returns text ${definer('sql')} stable as $$
    select coalesce(
      case when of_role in ('operator', 'admin', 'auditor') then (select s.name from cabinet.staff s where s.login = of_actor)
        when of_role = 'owner' and of_actor <> '' then (select u.login from cabinet.app_user u where u.id::text = of_actor) end, '') $$`;

/**
 * Newest first, so many at most, older than the line \`after\`. The text is made of the filters that are given, so that
 * each has its own plan. An account is told by its number; one that the fund does not have finds nothing.
 */
const find = `
  create function cabinet.find_audit(token text, filters jsonb, after uuid, most integer, of_visit uuid, of_shift uuid)
  returns table (id uuid, at timestamptz, terminal text, role text, actor text, name text, account_id bigint, account_number text, action text,
    reason text, details jsonb) ${definer('plpgsql')} as $$
  #variable_conflict use_column
  declare
    asker uuid := cabinet.auditor_of(token);
    account bigint;
    wanted text := 'true';
    told jsonb := '{}';
    given text;
    found_lines bigint;
  begin
    if filters ? 'account' then
      select a.id into account from exchange.account a where a.number = filters ->> 'account';
      wanted := wanted || format(' and l.account_id = %s', coalesce(account::text, 'null'));
    end if;
    if filters ? 'actor' then
      given := filters ->> 'norm';
      wanted := wanted || format(' and l.actor in (%L, (select s.login from cabinet.staff s where s.login_norm = %L),
        (select u.id::text from cabinet.app_user u where u.login_norm = %L))', lower(filters ->> 'actor'), given, given);
      -- only a name of staff: what else was typed stays out of the log
      told := told || jsonb_build_object('actor', coalesce((select s.login from cabinet.staff s where s.login_norm = given), '?'));
    end if;
    if filters ? 'terminal' then
      wanted := wanted || format(' and l.terminal_id = %L', (filters ->> 'terminal')::uuid);
      told := told || jsonb_build_object('of', (select t.name from terminal.terminal t where t.id = (filters ->> 'terminal')::uuid));
    end if;
    if filters ? 'action' then
      wanted := wanted || format(' and l.action = %L', filters ->> 'action');
      told := told || jsonb_build_object('action', filters ->> 'action');
    end if;
    if filters ? 'from' then
      wanted := wanted || format(' and l.at >= %L', (filters ->> 'from')::timestamptz);
      told := told || jsonb_build_object('from', filters ->> 'from');
    end if;
    if filters ? 'to' then
      wanted := wanted || format(' and l.at < %L', (filters ->> 'to')::timestamptz);
      told := told || jsonb_build_object('to', filters ->> 'to');
    end if;
    if after is not null then
      wanted := wanted || format(' and (l.at, l.id) < (select b.at, b.id from terminal.audit b where b.id = %L)', after);
    end if;
    return query execute format(
      'select l.id, l.at, coalesce(t.name, ''''), l.role, l.actor, cabinet.actor_name(l.role, l.actor), l.account_id, coalesce(a.number, ''''),
         l.action, l.reason, l.details
       from (select * from terminal.audit l where %s order by l.at desc, l.id desc limit %s) l
       left join terminal.terminal t on t.id = l.terminal_id left join exchange.account a on a.id = l.account_id
       order by l.at desc, l.id desc', wanted, greatest(1, least(most, 5001)));
    get diagnostics found_lines = row_count;
    perform terminal.note(s.role, s.login, account, 'audit.read', told || jsonb_build_object('lines', found_lines), of_visit, of_shift)
    from cabinet.staff s where s.id = asker;
  end $$`;

const terminals = `
  create function cabinet.audit_terminals(token text) returns table (id uuid, name text) ${definer('sql')} as $$
    select cabinet.auditor_of(token);
    select t.id, t.name from terminal.terminal t where t.name <> '' order by t.name, t.id limit 1000 $$`;

/**
 * What \`npm run audit -- --verify\` tells, for lines that came at \`since\` or later: a row for each terminal with no fault, else one for each
 * kind of fault with the first line where it shows.
 */
const verify = `
  create function cabinet.verify_audit(token text, since timestamptz, of_visit uuid, of_shift uuid)
  returns table (terminal uuid, name text, lines bigint, silent_days float8, fault text, times bigint, line uuid, at timestamptz, action text)
  ${definer('plpgsql')} as $$
  #variable_conflict use_column
  declare
    asker uuid := cabinet.auditor_of(token);
    found_faults bigint := 0;
  begin
    for terminal, name, lines, silent_days, fault, times, line, at, action in
    with seen as materialized (
      select a.terminal_id, a.id, a.at, a.received_at, a.action, a.prev_hash, a.hash, terminal.line_hash(a) as true_hash,
        row_number() over (partition by a.terminal_id, a.prev_hash order by a.received_at, a.at) as nth
      from terminal.audit a where a.received_at >= since
    ), faults as (
      select s.terminal_id, 'hash' as fault, s.id, s.at, s.received_at, s.action from seen s where s.hash <> s.true_hash
      union all
      select s.terminal_id, 'gap', s.id, s.at, s.received_at, s.action from seen s
      where s.prev_hash not in ('${'0'.repeat(64)}', terminal.cabinet_chain_start(s.terminal_id))
        and not exists (select from terminal.audit p where p.terminal_id = s.terminal_id and p.hash = s.prev_hash)
      union all
      select s.terminal_id, 'fork', s.id, s.at, s.received_at, s.action from seen s
      where s.nth > 1 and s.nth > 1 + (select count(*) from terminal.chain c where c.terminal_id = s.terminal_id and c.branch_of = s.prev_hash)
      union all
      select c.terminal_id, 'endMissing', null, c.last_at, c.last_at, null from terminal.chain c
      where c.head not in ('${'0'.repeat(64)}', terminal.cabinet_chain_start(c.terminal_id))
        and not exists (select from terminal.audit p where p.terminal_id = c.terminal_id and p.hash = c.head)
    ), first_of as (
      select distinct on (f.terminal_id, f.fault) f.*, count(*) over (partition by f.terminal_id, f.fault) as times
      from faults f order by f.terminal_id, f.fault, f.received_at, f.at
    ), each_terminal as (
      select c.terminal_id from terminal.chain c union select a.terminal_id from seen a
    )
    select e.terminal_id, coalesce(t.name, ''), coalesce(n.lines, 0), extract(epoch from now() - t.last_seen)::float8 / 86400,
      f.fault, f.times, f.id, f.at, f.action
    from each_terminal e left join terminal.terminal t on t.id = e.terminal_id left join first_of f on f.terminal_id = e.terminal_id
    left join (select s.terminal_id, count(*) as lines from seen s group by 1) n on n.terminal_id = e.terminal_id
    order by 2, 1, f.fault loop
      found_faults := found_faults + (fault is not null)::integer;
      return next;
    end loop;
    perform terminal.note(s.role, s.login, null, 'audit.verified',
      jsonb_build_object('since', case when since = '-infinity' then '' else to_char(since at time zone 'UTC', 'YYYY-MM-DD') end, 'faults', found_faults),
      of_visit, of_shift)
    from cabinet.staff s where s.id = asker;
  end $$`;

const indexes = [
  `create index audit_by_moment on terminal.audit (at desc, id desc)`,
  `create index audit_by_action on terminal.audit (action, at desc, id desc)`,
  `create index audit_by_hash on terminal.audit (terminal_id, hash)`,
];

const granted = [
  'find_audit(text, jsonb, uuid, integer, uuid, uuid)',
  'audit_terminals(text)',
  'verify_audit(text, timestamptz, uuid, uuid)',
];
const inner = ['auditor_of(text)', 'actor_name(text, text)'];

export class Auditor1795300000550 implements MigrationInterface {
  name = 'Auditor1795300000550';

  async up(db: QueryRunner): Promise<void> {
    for (const statement of [...role, ...sessions, ...indexes, note, named, find, terminals, verify])
      await db.query(statement);
    await db.query(`revoke all on function terminal.note from public`);
    for (const name of [...inner, ...granted]) await db.query(`revoke all on function cabinet.${name} from public`);
    for (const name of granted) await db.query(`grant execute on function cabinet.${name} to kiosk_writer`);
  }

  async down(): Promise<void> {
    throw new Error('An auditor is not made a clerk again: restore the database from a backup instead.');
  }
}
