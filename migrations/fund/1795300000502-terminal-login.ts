// A terminal is one login: the first that names its id has it, and whoever else names it is refused and told of.
import type { MigrationInterface, QueryRunner } from 'typeorm';

const definer = (language: 'sql' | 'plpgsql') =>
  `language ${language} security definer set search_path = pg_catalog, pg_temp`;

/**
 * The one comparison of a terminal's id with the login that names it. KT001: the login is another terminal's; KT002: the terminal is another
 * login's. A login and an id of which neither is anybody's become one another's.
 */
const own = `
  create function terminal.own(asked uuid) returns void ${definer('plpgsql')} as $$
  declare
    bound name;
    other text;
  begin
    select t.login into bound from terminal.terminal t where t.id = asked;
    if bound = session_user then
      return;
    end if;
    if bound is null then
      select format('%s («%s»)', t.id, t.name) into other from terminal.terminal t where t.login = session_user;
      if other is null then
        begin
          insert into terminal.terminal as t (id, name, version, login, bound_at) values (asked, '', '', session_user, now())
          on conflict (id) do update set login = session_user, bound_at = now() where t.login is null;
          if found then
            perform terminal.begin_chains(asked);
            return;
          end if;
        exception when unique_violation then
          null; -- the login has become another terminal's meanwhile
        end;
        select t.login into bound from terminal.terminal t where t.id = asked;
        select format('%s («%s»)', t.id, t.name) into other from terminal.terminal t where t.login = session_user;
      end if;
    end if;
    if other is not null then
      raise exception 'the login % is the terminal %, not %', session_user, other, asked using errcode = 'KT001',
        hint = 'one login, one terminal: select terminal.release(''' || session_user || ''') if that terminal is no more';
    end if;
    raise exception 'the terminal % is the login %, not %', asked, bound, session_user using errcode = 'KT002',
      hint = 'select terminal.bind(''' || asked || ''', ''' || session_user || ''') if its login was changed';
  end $$`;

/** The terminal whose login this is. KT001 when it is nobody's yet. */
const mine = `
  create function terminal.mine() returns uuid ${definer('plpgsql')} stable as $$
  declare
    found_id uuid;
  begin
    select t.id into found_id from terminal.terminal t where t.login = session_user;
    if found_id is null then
      raise exception 'the login % is no terminal’s', session_user using errcode = 'KT001';
    end if;
    return found_id;
  end $$`;

/** For the DBA: which login a terminal has from now on, and a login that is nobody’s again. No terminal may call them. */
const byDba = [
  `create function terminal.bind(terminal uuid, to_login name) returns void ${definer('sql')} as $$
    update terminal.terminal t set login = null, bound_at = null where t.login = to_login and t.id <> terminal;
    insert into terminal.terminal as t (id, name, version, login, bound_at) values (terminal, '', '', to_login, now())
    on conflict (id) do update set login = excluded.login, bound_at = now();
    delete from terminal.stranger s where s.login = to_login or s.terminal_id = terminal;
    select terminal.begin_chains(terminal) $$`,
  `create function terminal.release(of_login name) returns uuid ${definer('sql')} as $$
    delete from terminal.stranger s where s.login = of_login;
    update terminal.terminal t set login = null, bound_at = null where t.login = of_login returning t.id $$`,
];

const parameters = `terminal_id uuid, terminal_name text, terminal_audience text, terminal_version text, cache_true_as_of timestamptz,
  present_trouble text, present_trouble_since timestamptz, present_trouble_details jsonb, present_run uuid, lines_refused text`;

/**
 * Answers what is wrong with who says it, for the terminal to tell: `loginTaken` (KT001), `terminalTaken` (KT002), `twice`; else nothing. A run
 * is one start of the program. One that beats again after another had taken its place means that both are alive: a copied disk.
 */
const heartbeat = `
  create function terminal.heartbeat(${parameters}) returns text ${definer('plpgsql')} as $$
  #variable_conflict use_column
  declare
    asked uuid := $1;
    before timestamptz;
    known timestamptz;
    fault text;
  begin
    begin
      perform terminal.own(asked);
    exception
      when sqlstate 'KT001' then fault := 'loginTaken';
      when sqlstate 'KT002' then fault := 'terminalTaken';
    end;
    if fault is not null then
      insert into terminal.stranger as s (login, terminal_id, name, fault) values (session_user, asked, $2, fault)
      on conflict (login, terminal_id) do update set last_at = now(), times = s.times + 1, name = excluded.name, fault = excluded.fault;
      return fault;
    end if;
    select t.twice_at into known from terminal.terminal t where t.id = asked for no key update;
    select r.last_at into before from terminal.run r where r.terminal_id = asked and r.run = $9;
    if before is not null and exists (
      select from terminal.run r where r.terminal_id = asked and r.run <> $9 and r.last_at > before) then
      known := clock_timestamp();
    end if;
    insert into terminal.run as r (terminal_id, run) values (asked, $9)
    on conflict (terminal_id, run) do update set last_at = clock_timestamp();
    delete from terminal.run r where r.terminal_id = asked and r.last_at < now() - interval '30 days';
    update terminal.terminal t set name = $2, audience = $3, version = $4, last_seen = now(), cache_as_of = coalesce($5, t.cache_as_of),
      trouble = $6, trouble_since = $7, trouble_details = $8, twice_at = known,
      refusal_since = case when $10 = '' then null when t.refusal = $10 then t.refusal_since else now() end, refusal = $10
    where t.id = asked;
    return case when known > now() - interval '1 hour' then 'twice' else '' end;
  end $$`;

/** As `check_logins` tells what is wrong with a login, what is wrong with whose it is. */
const check = `
  create function exchange.check_terminals() returns setof exchange.finding
  language plpgsql set search_path = pg_catalog, pg_temp as $$
  declare
    one record;
  begin
    for one in select s.*, t.name as holder, t.id as holder_id from terminal.stranger s left join terminal.terminal t on t.login = s.login
      where s.last_at > now() - interval '1 day' and s.fault = 'loginTaken' loop
      return query select 'fault', one.login::text, 'loginTaken',
        format('под этим входом работает терминал «%s» (%s), и с ним же пытается работать «%s» (%s): дайте второму свой вход, а если первого больше нет — select terminal.release(%L)',
          one.holder, one.holder_id, one.name, one.terminal_id, one.login),
        format('this login is the terminal “%s” (%s), and “%s” (%s) tries to work by it too: give the second a login of its own, or, if the first is no more, select terminal.release(%L)',
          one.holder, one.holder_id, one.name, one.terminal_id, one.login);
    end loop;
    for one in select s.*, t.login as holder from terminal.stranger s join terminal.terminal t on t.id = s.terminal_id
      where s.last_at > now() - interval '1 day' and s.fault = 'terminalTaken' loop
      return query select 'fault', one.login::text, 'terminalTaken',
        format('терминал «%s» (%s) закреплён за входом %s, а пришёл под этим: если вход сменили — select terminal.bind(%L, %L), если диск скопировали — см. «Скопированный диск»',
          one.name, one.terminal_id, one.holder, one.terminal_id, one.login),
        format('the terminal “%s” (%s) is the login %s and came by this one: if its login was changed, select terminal.bind(%L, %L); if its disk was copied, see “A copied disk”',
          one.name, one.terminal_id, one.holder, one.terminal_id, one.login);
    end loop;
    for one in select * from terminal.terminal t where t.twice_at > now() - interval '7 days' loop
      return query select 'fault', 'terminal ' || one.name, 'twice',
        format('терминал «%s» (%s, вход %s) работает сразу в двух местах: скопирован его диск; что делать — «Скопированный диск» в docs/fund-database.md', one.name, one.id, one.login),
        format('the terminal “%s” (%s, login %s) works in two places at once: its disk was copied; what to do: “A copied disk” in docs/fund-database.md', one.name, one.id, one.login);
    end loop;
    for one in select * from terminal.terminal t where t.refusal <> '' loop
      return query select 'fault', 'terminal ' || one.name, 'linesRefused',
        format('строки журнала терминала «%s» (%s) не приняты с %s (%s); они ждут на терминале', one.name, one.id, one.refusal_since, one.refusal),
        format('lines of the audit log of the terminal “%s” (%s) have been refused since %s (%s); they wait at the terminal', one.name, one.id, one.refusal_since, one.refusal);
    end loop;
  end $$`;

export class TerminalLogin1795300000502 implements MigrationInterface {
  name = 'TerminalLogin1795300000502';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      alter table terminal.terminal
        add column login name constraint login_is_one_terminal unique,
        add column bound_at timestamptz,
        add column twice_at timestamptz,
        add column refusal text not null default '' check (length(refusal) <= 40),
        add column refusal_since timestamptz,
        alter column audience drop not null`);
    await db.query(`
      create table terminal.stranger (
        login name not null,
        terminal_id uuid not null,
        name text not null,
        fault text not null check (fault in ('loginTaken', 'terminalTaken')),
        first_at timestamptz not null default now(),
        last_at timestamptz not null default now(),
        times bigint not null default 1,
        primary key (login, terminal_id)
      )`);
    await db.query(`
      create table terminal.run (
        terminal_id uuid not null,
        run uuid not null,
        first_at timestamptz not null default clock_timestamp(),
        last_at timestamptz not null default clock_timestamp(),
        primary key (terminal_id, run)
      )`);
    // the next migration gives it its work
    await db.query(`create function terminal.begin_chains(terminal uuid) returns void language sql as $$ $$`);
    for (const statement of [own, mine, ...byDba, heartbeat, check]) await db.query(statement);
    // What terminals of earlier versions call would rename any terminal.
    await db.query(`drop function terminal.heartbeat(uuid, text, text, text, timestamptz)`);
    await db.query(`drop function terminal.heartbeat(uuid, text, text, text, timestamptz, text, timestamptz, jsonb)`);
    await db.query(`revoke all on all functions in schema terminal from public`);
    await db.query(`revoke all on function exchange.check_terminals from public`);
    await db.query(`grant execute on function terminal.own, terminal.heartbeat to kiosk_writer`);
  }

  async down(): Promise<void> {
    throw new Error('A terminal is not parted from its login again: restore the database from a backup instead.');
  }
}
