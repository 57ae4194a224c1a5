// `select * from exchange.check()`: what is wrong with the fund's side, in Russian and English. What views must look like is read from the reference tables.
import type { MigrationInterface, QueryRunner } from 'typeorm';

const FINDING = `
  create type exchange.finding as (severity text, place text, code text, ru text, en text)`;

/** Recursive, since a view may stand on views. Functions in a view hide what they read. */
const BEHIND = `
  create function exchange.behind(entity text) returns table (relation regclass, kind "char")
  language sql stable set search_path = pg_catalog, pg_temp as $$
    with recursive behind(oid) as (
      select to_regclass('exchange.' || quote_ident(entity))::oid
      union
      select d.refobjid from behind b
        join pg_rewrite r on r.ev_class = b.oid
        join pg_depend d on d.classid = 'pg_rewrite'::regclass and d.objid = r.oid and d.refclassid = 'pg_class'::regclass and d.refobjid <> b.oid
    )
    select c.oid::regclass, c.relkind from behind b join pg_class c on c.oid = b.oid where c.relkind in ('r', 'p', 'f')
  $$`;

const SERVER = `
  create function exchange.check_server() returns setof exchange.finding
  language plpgsql set search_path = pg_catalog, pg_temp as $$
  declare
    local boolean := inet_server_addr() is null or inet_server_addr() << '127.0.0.0/8' or inet_server_addr() = '::1';
    n bigint;
  begin
    return query select 'note', 'server', 'version', 'PostgreSQL ' || current_setting('server_version'), 'PostgreSQL ' || current_setting('server_version');
    return query select 'note', 'server', 'timeZone', 'часовой пояс сервера: ' || current_setting('TimeZone') || ', сейчас ' || now(),
      'time zone of the server: ' || current_setting('TimeZone') || ', now ' || now();
    if current_setting('server_version_num')::integer < 130000 then
      return query select 'fault', 'server', 'oldServer', 'нужен PostgreSQL 13 или новее', 'PostgreSQL 13 or newer is needed';
    end if;
    if current_setting('server_encoding') <> 'UTF8' then
      return query select 'fault', 'server', 'encoding', 'кодировка базы ' || current_setting('server_encoding') || ', нужна UTF8',
        'the database is in ' || current_setting('server_encoding') || ', UTF8 is needed';
    end if;
    if pg_is_in_recovery() then
      return query select 'fault', 'server', 'replica', 'это реплика: терминалы в неё не могут писать', 'this is a replica: terminals cannot write to it';
    end if;
    if current_setting('ssl') <> 'on' then
      return query select case when local then 'note' else 'fault' end, 'server', 'tls',
        'TLS выключен (ssl = off): данные и пароли идут по сети открыто', 'TLS is off (ssl = off): data and passwords cross the network in the clear';
    end if;
    if current_setting('password_encryption') <> 'scram-sha-256' then
      return query select 'warning', 'server', 'passwords', 'password_encryption = ' || current_setting('password_encryption') || ', нужно scram-sha-256',
        'password_encryption = ' || current_setting('password_encryption') || ', use scram-sha-256';
    end if;
    select count(*) into n from exchange.change_state;
    if n <> 1 then
      return query select 'fault', 'exchange.change_state', 'changeState', format('строк: %s, должна быть ровно одна', n), format('%s rows, there must be exactly one', n);
    end if;
    select count(*) into n from pg_stat_activity where state like 'idle in transaction%' and backend_xid is not null and xact_start < now() - interval '10 minutes';
    if n > 0 then
      return query select 'warning', 'server', 'idleInTransaction', format('открыты и простаивают больше 10 минут пишущие транзакции: %s; терминалы всё это время не видят новых данных', n),
        format('%s writing transactions are open and idle for over 10 minutes; terminals see no news meanwhile', n);
    end if;
    select count(*) into n from pg_prepared_xacts where prepared < now() - interval '10 minutes';
    if n > 0 then
      return query select 'warning', 'server', 'prepared', format('забытые подготовленные транзакции: %s; новые данные не доходят до терминалов', n),
        format('%s forgotten prepared transactions; news does not reach terminals', n);
    end if;
    if exists (select from exchange.change_log where at < now() - interval '60 days') then
      return query select 'warning', 'exchange.change_log', 'notPruned', 'есть записи старше 60 дней: запускайте exchange.prune_change_log каждую ночь',
        'there are lines older than 60 days: run exchange.prune_change_log nightly';
    end if;
  end $$`;

const GRANTS = `
  create function exchange.check_grants() returns setof exchange.finding
  language plpgsql set search_path = pg_catalog, pg_temp as $$
  declare
    named record;
  begin
    for named in
      select r.role, s.schema from (values ('kiosk_reader', 'exchange'), ('kiosk_writer', 'terminal'), ('kiosk_writer', 'cabinet')) as s(role, schema)
      join (values ('kiosk_reader'), ('kiosk_writer')) as r(role) using (role)
    loop
      if not exists (select from pg_roles where rolname = named.role) then
        return query select 'fault', named.role, 'noRole', 'роли нет', 'there is no such role';
      elsif not has_schema_privilege(named.role, named.schema, 'usage') then
        return query select 'fault', named.schema, 'noUsage', format('у %s нет usage на схему %s', named.role, named.schema),
          format('%s has no usage on schema %s', named.role, named.schema);
      end if;
    end loop;
    if (select count(*) from pg_roles where rolname in ('kiosk_reader', 'kiosk_writer')) < 2 then
      return;
    end if;
    for named in select oid::regclass as relation from pg_class where relnamespace = 'exchange'::regnamespace and relkind in ('v', 'm', 'r', 'p', 'f') loop
      if not has_table_privilege('kiosk_reader', named.relation, 'select') then
        return query select 'fault', named.relation::text, 'noSelect', format('kiosk_reader не может читать: grant select on %s to kiosk_reader', named.relation),
          format('kiosk_reader may not read it: grant select on %s to kiosk_reader', named.relation);
      end if;
    end loop;
    for named in select oid::regprocedure as procedure from pg_proc
      where pronamespace = 'terminal'::regnamespace and proname in ('heartbeat', 'put_payment_intent', 'account_intents') loop
      if not has_function_privilege('kiosk_writer', named.procedure, 'execute') then
        return query select 'fault', named.procedure::text, 'noExecute', 'kiosk_writer не может вызвать функцию', 'kiosk_writer may not call the function';
      end if;
    end loop;
    if not has_column_privilege('kiosk_writer', 'terminal.audit', 'id', 'insert') then
      return query select 'fault', 'terminal.audit', 'noInsert', 'kiosk_writer не может добавлять строки журнала', 'kiosk_writer may not add lines to the audit log';
    end if;
    for named in
      select c.oid::regclass as relation, role from pg_class c, unnest(array['kiosk_reader', 'kiosk_writer']) role
      where relkind in ('r', 'p', 'v', 'm', 'f') and relnamespace::regnamespace::text in ('fund', 'exchange', 'terminal', 'cabinet')
        and (has_table_privilege(role, c.oid, 'insert, update, delete, truncate')
          or relnamespace::regnamespace::text <> 'exchange' and has_table_privilege(role, c.oid, 'select'))
    loop
      return query select 'fault', named.relation::text, 'tooMuch', format('лишнее право у %s: revoke all on %s from %1$s, public', named.role, named.relation),
        format('%s has a right too many: revoke all on %s from %1$s, public', named.role, named.relation);
    end loop;
  end $$`;

const LOGINS = `
  create function exchange.check_logins() returns setof exchange.finding
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
        if setting ~ '^(statement|transaction|lock|idle_in_transaction_session|idle_session)_timeout=' and setting !~ '=0+(ms|s)?$' then
          return query select 'warning', login.rolname::text, 'timeLimit', setting || ': снимок большой базы длится минуты, предел может его оборвать',
            setting || ': a snapshot of a large fund takes minutes, the limit may end it';
        elsif setting in ('default_transaction_read_only=on', 'default_transaction_read_only=true') then
          return query select 'fault', login.rolname::text, 'readOnly', setting || ': терминал не сможет записать ни журнал, ни платёж', setting || ': the terminal can write neither audit nor payments';
        end if;
      end loop;
    end loop;
    if logins = 0 then
      return query select 'warning', 'kiosk_reader', 'noLogin', 'ни у одного входа нет прав терминала', 'no login has a terminal’s rights';
    elsif logins * 11 > current_setting('max_connections')::integer then
      return query select 'warning', 'server', 'connections', format('входов терминалов %s, до 11 соединений у каждого, а max_connections = %s', logins, current_setting('max_connections')),
        format('%s logins of terminals, up to 11 connections each, and max_connections = %s', logins, current_setting('max_connections'));
    end if;
  end $$`;

/** Groups of types: what a terminal can read out of a text that PostgreSQL writes. */
const TYPES = `
  create function exchange.check_type(wanted text, given text) returns text
  language sql immutable set search_path = pg_catalog, pg_temp as $$
    select case
      when wanted in ('bigint', 'integer') then case when given in ('bigint', 'integer', 'smallint') then null when given like 'numeric%' then 'warning' else 'fault' end
      when wanted = 'date' then case when given = 'date' then null when given = 'timestamp without time zone' then 'warning' else 'fault' end
      when wanted = 'timestamp with time zone' then case when given = wanted then null else 'fault' end
      when wanted = 'jsonb' then case when given in ('json', 'jsonb') then null when given = 'text' then 'warning' else 'fault' end
      else case when given ~ '^(text|character|name|fund.period)' then null else 'warning' end
    end
  $$`;

const COLUMNS = `
  create function exchange.check_columns(entity text) returns setof exchange.finding
  language plpgsql set search_path = pg_catalog, pg_temp as $$
  declare
    place text := 'exchange.' || entity;
    view oid := to_regclass('exchange.' || quote_ident(entity));
    col record;
    severity text;
  begin
    if view is null then
      return query select 'fault', place, 'noView', 'представления нет', 'there is no such view';
      return;
    end if;
    for col in
      select coalesce(w.attname, g.attname)::text as name, format_type(w.atttypid, w.atttypmod) as wanted, format_type(g.atttypid, g.atttypmod) as given,
        w.attname is null as extra, w.attnotnull as needed, g.attname is null as missing
      from (select * from pg_attribute where attrelid = to_regclass('fund.' || quote_ident(entity)) and attnum > 0 and not attisdropped) w
      full join (select * from pg_attribute where attrelid = view and attnum > 0 and not attisdropped) g on g.attname = w.attname
    loop
      if col.missing then
        -- one that may be empty may be of those a view may leave out: the program’s own reading tells
        return query select case when col.needed then 'fault' else 'warning' end, place, 'noColumn', format('нет столбца %s (%s)', col.name, col.wanted), format('column %s (%s) is missing', col.name, col.wanted);
      elsif col.extra then
        return query select 'note', place, 'extraColumn', format('столбец %s терминалам не нужен', col.name), format('column %s is not read by terminals', col.name);
      else
        severity := exchange.check_type(col.wanted, col.given);
        if severity is not null then
          return query select severity, place, 'type', format('%s: тип %s, нужен %s', col.name, col.given, col.wanted), format('%s: type %s, %s is needed', col.name, col.given, col.wanted);
        end if;
      end if;
    end loop;
  end $$`;

const TRACKING = `
  create function exchange.check_tracking(entity text) returns setof exchange.finding
  language plpgsql set search_path = pg_catalog, pg_temp as $$
  declare
    place text := 'exchange.' || entity;
    tracked record;
    untracked record;
    found integer := 0;
  begin
    if to_regclass('exchange.' || quote_ident(entity)) is null then
      return;
    end if;
    for tracked in
      select tgrelid::regclass as relation, count(*) filter (where tgenabled in ('O', 'A')) as enabled,
        bool_or(tgenabled <> 'A' and exists (select from pg_subscription_rel where srrelid = tgrelid)) as replicated
      from pg_trigger where not tgisinternal and tgname in (select 'kapremont_' || entity || '_' || e from unnest(array['insert', 'update', 'delete', 'truncate']) e)
      group by tgrelid
    loop
      found := found + 1;
      if tracked.enabled < 4 then
        return query select 'fault', place, 'tracking', format('%s: включено %s из 4 триггеров отслеживания; повторите exchange.track', tracked.relation, tracked.enabled),
          format('%s: %s of 4 tracking triggers are on; call exchange.track again', tracked.relation, tracked.enabled);
      elsif tracked.replicated then
        return query select 'fault', place, 'replicated', format('%s получает строки логической репликацией: alter table … enable always trigger …', tracked.relation),
          format('%s gets its rows by logical replication: alter table … enable always trigger …', tracked.relation);
      end if;
    end loop;
    for untracked in select relation, kind from exchange.behind(entity) loop
      if untracked.kind = 'f' then
        return query select 'fault', place, 'foreignTable', format('%s — внешняя таблица, её изменения не видны; загружайте её командой load', untracked.relation),
          format('%s is a foreign table, its changes are not seen; load it by the command load', untracked.relation);
      elsif found > 0 and not exists (select from pg_trigger where tgrelid = untracked.relation and tgname = 'kapremont_' || entity || '_update') then
        return query select 'warning', place, 'untracked', format('%s стоит за представлением, но не отслеживается', untracked.relation),
          format('%s is behind the view and is not tracked', untracked.relation);
      end if;
    end loop;
    if found = 0 then
      return query select 'fault', place, 'noTracking', 'изменения не отслеживаются: вызовите exchange.track для таблиц за представлением',
        'changes are not tracked: call exchange.track for the tables behind the view';
    end if;
  end $$`;

/** With sequential scans forbidden, one that is left, or a scan of an index with no condition, means that no index serves. Tables of a few pages need none. */
const INDEXES = `
  create function exchange.check_index(entity text) returns setof exchange.finding
  language plpgsql set search_path = pg_catalog, pg_temp set enable_seqscan = off as $$
  declare
    place text := 'exchange.' || entity;
    col text;
    plan json;
    node jsonb;
  begin
    foreach col in array array['id', 'account_id'] loop
      continue when not exists (select from pg_attribute where attrelid = to_regclass('exchange.' || quote_ident(entity)) and attname = col);
      execute format('explain (verbose, format json) select * from exchange.%I where %I = 1', entity, col) into plan;
      for node in
        select distinct n from jsonb_path_query(plan::jsonb, '$.**') n
        where jsonb_typeof(n) = 'object' and n ? 'Relation Name' and not n ? 'Index Cond' and n ->> 'Node Type' <> 'Bitmap Heap Scan'
      loop
        if pg_relation_size(to_regclass(format('%I.%I', node ->> 'Schema', node ->> 'Relation Name'))) > 65536 then
          return query select 'fault', place, 'noIndex', format('%s = … читает всю %s.%s: нужен индекс', col, node ->> 'Schema', node ->> 'Relation Name'),
            format('%s = … reads all of %s.%s: an index is needed', col, node ->> 'Schema', node ->> 'Relation Name');
        end if;
      end loop;
    end loop;
  exception when others then
    return query select 'fault', place, 'unreadable', 'план не строится: ' || sqlerrm, 'cannot be planned: ' || sqlerrm;
  end $$`;

const ROWS = `
  create function exchange.check_rows(entity text) returns setof exchange.finding
  language plpgsql set search_path = pg_catalog, pg_temp set datestyle = 'ISO' set work_mem = '128MB' as $$
  declare
    place text := 'exchange.' || entity;
    source regclass := to_regclass('exchange.' || quote_ident(entity));
    target regclass := to_regclass('fund.' || quote_ident(entity));
    rule record;
    n bigint;
    example text;
  begin
    if source is null then
      return;
    end if;
    begin
      execute format('select count(*) from %s', source) into n;
      return query select 'note', place, 'rows', 'строк: ' || n, 'rows: ' || n;
      if n = 0 and entity in ('organization', 'house', 'premises', 'account') then
        return query select 'fault', place, 'empty', 'нет ни одной строки', 'there is not one row';
      end if;
      for rule in
        select w.attname from pg_attribute w join pg_attribute g on g.attrelid = source and g.attname = w.attname
        where w.attrelid = target and w.attnum > 0 and w.attnotnull and not w.attisdropped
      loop
        execute format('select count(*) from %s where %I is null', source, rule.attname) into n;
        if n > 0 then
          return query select 'fault', place, 'nulls', format('%s: NULL в строках: %s, а пустым быть не может', rule.attname, n), format('%s is NULL in %s rows and must not be', rule.attname, n);
        end if;
      end loop;
      for rule in
        select string_agg(quote_ident(attname), ', ' order by nth) as columns, pg_get_expr(indpred, indrelid) as predicate
        from pg_index, unnest(indkey::int2[]) with ordinality k(number, nth), pg_attribute
        where indrelid = target and (indisunique or indisexclusion) and indexprs is null and attrelid = target and attnum = number group by indexrelid, indrelid, indpred
      loop
        execute format('select count(*), min(k) from (select concat_ws(''/'', %1$s) as k from %2$s where (%1$s) is not null and %3$s group by %1$s having count(*) > 1) d',
          rule.columns, source, coalesce(rule.predicate, 'true')) into n, example;
        if n > 0 then
          return query select 'fault', place, 'duplicates', format('%s: повторяется значений: %s, например %s', rule.columns, n, example), format('%s: %s values stand twice, %s for one', rule.columns, n, example);
        end if;
      end loop;
      if entity = 'organization' then
        execute format('select count(*) from %s where kind = ''operator''', source) into n;
        if n = 0 then
          return query select 'fault', place, 'noOperator', 'нет организации с kind = operator', 'no organization has kind = operator';
        end if;
      end if;
      for rule in
        select k.attname as col, p.relname as parent, pk.attname as parent_col from pg_constraint c
        join pg_class p on p.oid = c.confrelid join pg_attribute k on k.attrelid = target and k.attnum = c.conkey[1]
        join pg_attribute pk on pk.attrelid = c.confrelid and pk.attnum = c.confkey[1]
        where c.conrelid = target and c.contype = 'f' and to_regclass('exchange.' || quote_ident(p.relname)) is not null
      loop
        execute format('select count(*), min(c.%1$I) from %2$s c where c.%1$I is not null and not exists (select from exchange.%3$I p where p.%4$I = c.%1$I)',
          rule.col, source, rule.parent, rule.parent_col) into n, example;
        if n > 0 then
          return query select 'fault', place, 'orphans', format('%s: в %s нет строк, на которые ссылаются: %s, например %s', rule.col, rule.parent, n, example),
            format('%s: %s rows refer to a row that %s has not, %s for one', rule.col, n, rule.parent, example);
        end if;
      end loop;
    exception when others then
      return query select 'fault', place, 'unreadable', 'не читается: ' || sqlerrm, 'cannot be read: ' || sqlerrm;
    end;
  end $$`;

/** `rows`: whether all rows are read too, which takes minutes for a large fund. */
const CHECK = `
  create function exchange.check(rows boolean default true) returns setof exchange.finding
  language plpgsql set search_path = pg_catalog, pg_temp as $$
  declare
    entity text;
  begin
    return query select * from exchange.check_server();
    return query select * from exchange.check_grants();
    return query select * from exchange.check_logins();
    for entity in select relname from pg_class where relnamespace = 'fund'::regnamespace and relkind in ('r', 'p') order by oid loop
      return query select * from exchange.check_columns(entity);
      return query select * from exchange.check_tracking(entity);
      return query select * from exchange.check_index(entity);
      if rows then
        return query select * from exchange.check_rows(entity);
      end if;
    end loop;
  end $$`;

const FUNCTIONS =
  'behind, check_server, check_grants, check_logins, check_type, check_columns, check_tracking, check_index, check_rows, check';

export class Check1795300000452 implements MigrationInterface {
  name = 'Check1795300000452';

  async up(db: QueryRunner): Promise<void> {
    for (const statement of [FINDING, BEHIND, SERVER, GRANTS, LOGINS, TYPES, COLUMNS, TRACKING, INDEXES, ROWS, CHECK])
      await db.query(statement);
    const all = FUNCTIONS.split(', ').map(name => `exchange.${name}`);
    await db.query(`revoke all on function ${all.join(', ')} from public`);
  }

  async down(db: QueryRunner): Promise<void> {
    for (const name of FUNCTIONS.split(', ').toReversed()) await db.query(`drop function exchange.${name}`);
    await db.query(`drop type exchange.finding`);
  }
}
