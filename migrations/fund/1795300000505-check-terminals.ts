// The check also tells which terminals share a login, work in two places or have lines refused, and which logins have no limits of time.
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** As before, but for limits of time: a snapshot lifts them for itself, and without them a login may hold a transaction for ever. */
const LOGINS = `
  create or replace function exchange.check_logins() returns setof exchange.finding
  language plpgsql set search_path = pg_catalog, pg_temp as $$
  declare
    login record;
    setting text;
    logins integer := 0;
  begin
    for login in
      with recursive member(group_name, oid) as (
        select g.rolname, m.member from pg_auth_members m join pg_roles g on g.oid = m.roleid where g.rolname in ('kiosk_reader', 'kiosk_writer')
        union select b.group_name, m.member from member b join pg_auth_members m on m.roleid = b.oid)
      select r.*, array_agg(group_name) as groups from member join pg_roles r using (oid) where rolcanlogin group by r.oid, r.rolname, r.rolsuper,
        r.rolinherit, r.rolcreaterole, r.rolcreatedb, r.rolcanlogin, r.rolreplication, r.rolconnlimit, r.rolpassword, r.rolvaliduntil, r.rolbypassrls, r.rolconfig
    loop
      logins := logins + 1;
      if login.rolsuper or login.rolcreaterole or login.rolbypassrls then
        return query select 'fault', login.rolname::text, 'powerfulLogin', 'у терминала права администратора', 'a terminal has an administrator’s rights';
      elsif cardinality(login.groups) < 2 then
        return query select 'fault', login.rolname::text, 'halfLogin', 'нужны обе группы: grant kiosk_reader, kiosk_writer', 'both groups are needed: grant kiosk_reader, kiosk_writer';
      end if;
      if login.rolconnlimit between 0 and 10 then
        return query select 'fault', login.rolname::text, 'connectionLimit', format('connection limit %s, терминалу нужно 11', login.rolconnlimit),
          format('connection limit %s, a terminal needs 11', login.rolconnlimit);
      end if;
      if login.rolvaliduntil < now() + interval '30 days' then
        return query select case when login.rolvaliduntil < now() then 'fault' else 'warning' end, login.rolname::text, 'expires',
          'пароль действует до ' || login.rolvaliduntil::date, 'the password is valid until ' || login.rolvaliduntil::date;
      end if;
      for setting in
        select unnest(setconfig) from pg_db_role_setting where setrole in (0, login.oid)
          and setdatabase in (0, (select oid from pg_database where datname = current_database()))
      loop
        if setting in ('default_transaction_read_only=on', 'default_transaction_read_only=true') then
          return query select 'fault', login.rolname::text, 'readOnly', setting || ': терминал не сможет записать ни журнал, ни платёж', setting || ': the terminal can write neither audit nor payments';
        end if;
      end loop;
      for setting in
        select limits.name from (values ('statement_timeout'), ('lock_timeout'), ('idle_in_transaction_session_timeout')) limits(name)
        where not exists (select from pg_db_role_setting s, unnest(s.setconfig) c where s.setrole in (0, login.oid)
          and s.setdatabase in (0, (select oid from pg_database where datname = current_database()))
          and c like limits.name || '=%' and c !~ '=0+(ms|s|min)?$')
      loop
        return query select 'warning', login.rolname::text, 'noTimeLimit', format('нет предела %s: alter role %I set %s', setting, login.rolname, setting),
          format('no %s: alter role %I set %s', setting, login.rolname, setting);
      end loop;
    end loop;
    if logins = 0 then
      return query select 'warning', 'kiosk_reader', 'noLogin', 'ни у одного входа нет прав терминала', 'no login has a terminal’s rights';
    elsif logins * 11 > current_setting('max_connections')::integer then
      return query select 'warning', 'server', 'connections', format('входов терминалов %s, до 11 соединений у каждого, а max_connections = %s', logins, current_setting('max_connections')),
        format('%s logins of terminals, up to 11 connections each, and max_connections = %s', logins, current_setting('max_connections'));
    end if;
  end $$`;

const CHECK = `
  create or replace function exchange.check(rows boolean default true) returns setof exchange.finding
  language plpgsql set search_path = pg_catalog, pg_temp as $$
  declare
    entity text;
  begin
    return query select * from exchange.check_server();
    return query select * from exchange.check_grants();
    return query select * from exchange.check_logins();
    return query select * from exchange.check_terminals();
    for entity in select relname from pg_class where relnamespace = 'fund'::regnamespace and relkind in ('r', 'p') order by oid loop
      return query select * from exchange.check_columns(entity);
      return query select * from exchange.check_tracking(entity);
      return query select * from exchange.check_index(entity);
      if rows then
        return query select * from exchange.check_rows(entity);
      end if;
    end loop;
  end $$`;

export class CheckTerminals1795300000505 implements MigrationInterface {
  name = 'CheckTerminals1795300000505';

  async up(db: QueryRunner): Promise<void> {
    await db.query(LOGINS);
    await db.query(CHECK);
  }

  async down(): Promise<void> {
    throw new Error('The check goes with the migrations before this one, which are not taken back.');
  }
}
