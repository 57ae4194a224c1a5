// The audit log is read in two steps: what is asked for is written into the log first, and read once that is committed. A line that the reader's
// own transaction holds could be taken back with it, and the log read unseen.
import type { MigrationInterface, QueryRunner } from 'typeorm';

const definer = (language: 'sql' | 'plpgsql') =>
  `language ${language} security definer set search_path = pg_catalog, pg_temp`;

const table = `
  create table cabinet.audit_reading (
    ticket uuid primary key default gen_random_uuid(), login text not null default session_user, what text not null, asked jsonb not null,
    made_in xid8 not null default pg_current_xact_id(), made_at timestamptz not null default clock_timestamp())`;

/** What of the filters is told in the log: of a login only one of staff, since what else was typed stays out of it. */
const ask = `
  create function cabinet.ask_audit(token text, what text, filters jsonb, of_visit uuid, of_shift uuid) returns uuid ${definer('plpgsql')} as $$
  #variable_conflict use_variable
  declare
    asker uuid := cabinet.auditor_of(token);
    asked jsonb := filters;
    told jsonb := '{}';
    account bigint;
    given uuid;
  begin
    if what = 'find' then
      if filters ? 'account' then
        select a.id into account from exchange.account a where a.number = filters ->> 'account';
        asked := asked || jsonb_build_object('account', account);
      end if;
      if filters ? 'actor' then
        told := told || jsonb_build_object('actor',
          coalesce((select s.login from cabinet.staff s where s.login_norm = filters ->> 'norm'), '?'));
      end if;
      if filters ? 'terminal' then
        told := told || jsonb_build_object('of', (select t.name from terminal.terminal t where t.id = (filters ->> 'terminal')::uuid));
      end if;
      told := told || coalesce((select jsonb_object_agg(f.key, f.value) from jsonb_each(filters) f where f.key in ('action', 'from', 'to')), '{}');
    elsif what = 'verify' then
      told := jsonb_build_object('since', case when filters ->> 'since' = '-infinity' then ''
        else to_char((filters ->> 'since')::timestamptz at time zone 'UTC', 'YYYY-MM-DD') end);
    else
      raise exception 'there is no reading «%»', what using errcode = 'invalid_parameter_value';
    end if;
    delete from cabinet.audit_reading d where d.ctid = any (array(
      select r.ctid from cabinet.audit_reading r where r.made_at < clock_timestamp() - interval '1 hour' for update skip locked));
    perform terminal.note(s.role, s.login, account, case what when 'find' then 'audit.read' else 'audit.verified' end, told, of_visit, of_shift)
    from cabinet.staff s where s.id = asker;
    insert into cabinet.audit_reading (what, asked) values (what, asked) returning ticket into given;
    return given;
  end $$`;

/** What was asked for by a ticket of this login, kept a minute or less ago in another transaction than this one. */
const askedBy = `
  create function cabinet.asked_by(given uuid, of_what text) returns jsonb ${definer('plpgsql')} as $$
  declare
    found_one cabinet.audit_reading;
  begin
    perform terminal.mine();
    select r.* into found_one from cabinet.audit_reading r
    where r.ticket = given and r.what = of_what and r.login = session_user and r.made_at > clock_timestamp() - interval '1 minute';
    if found_one.ticket is null or found_one.made_in = pg_current_xact_id_if_assigned() then
      raise exception 'a reading is asked for and written down first' using errcode = 'KC003';
    end if;
    return found_one.asked;
  end $$`;

/** Newest first, so many at most, older than the line \`after\`. The text is made of the filters that are given, so that each has its own plan. */
const find = `
  create function cabinet.find_audit(ticket uuid, after uuid, most integer)
  returns table (id uuid, at timestamptz, terminal text, role text, actor text, name text, account_id bigint, account_number text, action text,
    reason text, details jsonb) ${definer('plpgsql')} as $$
  #variable_conflict use_column
  declare
    asked jsonb := cabinet.asked_by(ticket, 'find');
    wanted text := 'true';
    given text := asked ->> 'norm';
  begin
    if asked ? 'account' then
      wanted := wanted || format(' and l.account_id = %s', coalesce(asked ->> 'account', 'null'));
    end if;
    if asked ? 'actor' then
      wanted := wanted || format(' and l.actor in (%L, (select s.login from cabinet.staff s where s.login_norm = %L),
        (select u.id::text from cabinet.app_user u where u.login_norm = %L))', lower(asked ->> 'actor'), given, given);
    end if;
    if asked ? 'terminal' then
      wanted := wanted || format(' and l.terminal_id = %L', (asked ->> 'terminal')::uuid);
    end if;
    if asked ? 'action' then
      wanted := wanted || format(' and l.action = %L', asked ->> 'action');
    end if;
    if asked ? 'from' then
      wanted := wanted || format(' and l.at >= %L', (asked ->> 'from')::timestamptz);
    end if;
    if asked ? 'to' then
      wanted := wanted || format(' and l.at < %L', (asked ->> 'to')::timestamptz);
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
  end $$`;

/**
 * What \`npm run audit -- --verify\` tells, for lines that came since the day asked for: a row for each terminal with no fault, else one for each
 * kind of fault with the first line where it shows.
 */
const verify = `
  create function cabinet.verify_audit(ticket uuid)
  returns table (terminal uuid, name text, lines bigint, silent_days float8, fault text, times bigint, line uuid, at timestamptz, action text)
  ${definer('plpgsql')} as $$
  #variable_conflict use_column
  declare
    asked jsonb := cabinet.asked_by(ticket, 'verify');
  begin
    return query
    with seen as materialized (
      select a.terminal_id, a.id, a.at, a.received_at, a.action, a.prev_hash, a.hash, terminal.line_hash(a) as true_hash,
        row_number() over (partition by a.terminal_id, a.prev_hash order by a.received_at, a.at) as nth
      from terminal.audit a where a.received_at >= (asked ->> 'since')::timestamptz
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
    order by 2, 1, f.fault;
  end $$`;

const granted = ['ask_audit(text, text, jsonb, uuid, uuid)', 'find_audit(uuid, uuid, integer)', 'verify_audit(uuid)'];

export class AuditAskedFirst1795300000573 implements MigrationInterface {
  name = 'AuditAskedFirst1795300000573';

  async up(db: QueryRunner): Promise<void> {
    await db.query('drop function cabinet.find_audit(text, jsonb, uuid, integer, uuid, uuid)');
    await db.query('drop function cabinet.verify_audit(text, timestamptz, uuid, uuid)');
    for (const statement of [table, ask, askedBy, find, verify]) await db.query(statement);
    for (const name of [...granted, 'asked_by(uuid, text)'])
      await db.query(`revoke all on function cabinet.${name} from public`);
    for (const name of granted) await db.query(`grant execute on function cabinet.${name} to kiosk_writer`);
  }

  async down(): Promise<void> {
    throw new Error(
      'A reading of the log is written down before it is done: restore the database from a backup instead.',
    );
  }
}
