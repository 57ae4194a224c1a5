// The fund makes every audit line's hash anew, and takes a line only from its own terminal and only after the last one of its chain.
import type { MigrationInterface, QueryRunner } from 'typeorm';

const definer = (language: 'sql' | 'plpgsql') =>
  `language ${language} security definer set search_path = pg_catalog, pg_temp`;
const pure = (language: 'sql' | 'plpgsql') => `language ${language} immutable set search_path = pg_catalog, pg_temp`;

const zeros = '0'.repeat(64);

/** A number as JavaScript writes it, whose shortest digits the fund was given. */
const jsonNumber = `
  create function terminal.json_number(given numeric) returns text ${pure('plpgsql')} as $$
  declare
    plain text := abs(given)::text;
    whole text := split_part(plain, '.', 1);
    fraction text := rtrim(split_part(plain, '.', 2), '0');
    sign text := case when given < 0 then '-' else '' end;
    digits text;
    point integer;
  begin
    if given = 0 then
      return '0';
    elsif whole = '0' then
      digits := ltrim(fraction, '0');
      point := length(digits) - length(fraction);
    else
      digits := whole || fraction;
      point := length(whole);
    end if;
    digits := rtrim(digits, '0');
    if point > 21 or point < -5 then
      return sign || left(digits, 1) || case when length(digits) > 1 then '.' || substr(digits, 2) else '' end
        || 'e' || case when point > 0 then '+' else '-' end || abs(point - 1);
    elsif point <= 0 then
      return sign || '0.' || repeat('0', -point) || digits;
    elsif point >= length(digits) then
      return sign || digits || repeat('0', point - length(digits));
    end if;
    return sign || left(digits, point) || '.' || substr(digits, point + 1);
  end $$`;

/** JavaScript orders keys by UTF-16: signs outside the first 65 536 come between U+D7FF and U+E000, which UTF-8 puts last. */
const keyOrder = `
  create function terminal.json_key_order(key text) returns bytea ${pure('sql')} as $$
    select coalesce(string_agg(case when get_byte(b, i) >= 240 then '\\xed'::bytea else ''::bytea end || substring(b from i + 1 for 1),
      ''::bytea order by i), ''::bytea)
    from (select convert_to(key, 'UTF8') as b) k, generate_series(0, length(b) - 1) i $$`;

/** The bytes that \`canonicalJson\` of the terminals makes: sorted keys, no spaces. */
const canonical = `
  create function terminal.canonical_json(given jsonb) returns text ${pure('plpgsql')} as $$
  begin
    case jsonb_typeof(given)
      when 'object' then
        return '{' || coalesce((select string_agg(to_json(e.key)::text || ':' || terminal.canonical_json(e.value), ','
          order by terminal.json_key_order(e.key)) from jsonb_each(given) e), '') || '}';
      when 'array' then
        return '[' || coalesce((select string_agg(terminal.canonical_json(e.value), ',' order by e.nth)
          from jsonb_array_elements(given) with ordinality e(value, nth)), '') || ']';
      when 'string' then
        return to_json(given #>> '{}')::text;
      when 'number' then
        return terminal.json_number((given #>> '{}')::numeric);
      else
        return given::text;
    end case;
  end $$`;

const lineHash = `
  create function terminal.line_hash(line terminal.audit) returns text ${pure('sql')} as $$
    select encode(sha256(convert_to(line.prev_hash || '{"accountId":' || coalesce(line.account_id::text, 'null')
      || ',"action":' || to_json(line.action) || ',"actor":' || to_json(line.actor)
      || ',"at":"' || to_char(line.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
      || '","details":' || terminal.canonical_json(line.details) || ',"id":"' || line.id || '","reason":' || to_json(line.reason)
      || ',"role":' || to_json(line.role) || case when line.shift is null then '' else ',"shift":"' || line.shift || '"' end
      || ',"terminalId":"' || line.terminal_id || '"' || case when line.visit is null then '' else ',"visit":"' || line.visit || '"' end
      || '}', 'UTF8')), 'hex') $$`;

const cabinetStart = `
  create function terminal.cabinet_chain_start(terminal uuid) returns text ${pure('sql')} as $$
    select encode(sha256(convert_to('${zeros}{"chain":"cabinet","terminalId":"' || terminal || '"}', 'UTF8')), 'hex') $$`;

const beginChains = `
  create or replace function terminal.begin_chains(terminal uuid) returns void ${definer('sql')} as $$
    insert into terminal.chain (terminal_id, kind, head)
    select terminal, s.kind, s.head from (values ('outbox', '${zeros}'), ('cabinet', terminal.cabinet_chain_start(terminal))) s(kind, head)
    where not exists (select from terminal.chain c where c.terminal_id = terminal)
    on conflict do nothing $$`;

/**
 * KT003: the line follows none of its terminal's chains. KT004: its hash is another. KT005: its moment is out of the bounds of
 * terminal.audit_rule. A line that is there already is passed over.
 */
const takeLine = `
  create function terminal.take_audit_line() returns trigger ${definer('plpgsql')} as $$
  declare
    rule terminal.audit_rule;
  begin
    perform terminal.own(new.terminal_id);
    new.by_login := session_user;
    new.received_at := now();
    if new.hash is distinct from terminal.line_hash(new) then
      raise exception 'the hash of the audit line % is not that of what it says', new.id using errcode = 'KT004';
    end if;
    update terminal.chain c set head = new.hash, lines = c.lines + 1, last_at = new.at
    where c.terminal_id = new.terminal_id and c.head = new.prev_hash;
    if not found then
      if exists (select from terminal.audit a where a.id = new.id and a.hash = new.hash) then
        return null;
      end if;
      raise exception 'the audit line % follows no chain of its terminal', new.id using errcode = 'KT003',
        hint = 'see “A copied disk” in docs/fund-database.md';
    end if;
    select * into rule from terminal.audit_rule;
    if new.at < now() - rule.oldest or new.at > now() + rule.ahead then
      raise exception 'the audit line % is of %, which terminal.audit_rule does not let in', new.id, new.at using errcode = 'KT005';
    end if;
    return new;
  end $$`;

/** For the DBA: lets a terminal's chain go on once more from an earlier line, after a copied disk or an outbox out of a backup. */
const branch = `
  create function terminal.admit_branch(terminal uuid, after_hash text) returns void ${definer('plpgsql')} as $$
  begin
    if after_hash not in ('${zeros}', terminal.cabinet_chain_start(terminal))
      and not exists (select from terminal.audit a where a.terminal_id = terminal and a.hash = after_hash) then
      raise exception 'the terminal % has no line with this hash', terminal;
    end if;
    insert into terminal.chain (terminal_id, kind, head, branch_of) values (terminal, 'outbox', after_hash, after_hash);
  end $$`;

/** Lines and heads that are there already: what no line follows is a head; of several the one that came last goes on as the chain. */
const fill = [
  `insert into terminal.chain (terminal_id, kind, head, lines)
   select h.terminal_id, 'cabinet', h.hash, 0 from cabinet.audit_head h`,
  `insert into terminal.chain (terminal_id, kind, head, lines, last_at, branch_of)
   select a.terminal_id, 'outbox', a.hash, 0, a.at,
     case when row_number() over (partition by a.terminal_id order by a.received_at desc, a.at desc) > 1 then a.hash end
   from terminal.audit a
   where not exists (select from terminal.audit n where n.terminal_id = a.terminal_id and n.prev_hash = a.hash)
     and not exists (select from terminal.chain c where c.terminal_id = a.terminal_id and c.head = a.hash)
   on conflict do nothing`,
  `insert into terminal.chain (terminal_id, kind, head)
   select t.id, s.kind, case s.kind when 'outbox' then '${zeros}' else terminal.cabinet_chain_start(t.id) end
   from (select id from terminal.terminal union select terminal_id from terminal.audit union select terminal_id from terminal.chain) t(id),
     (values ('outbox'), ('cabinet')) s(kind)
   where not exists (select from terminal.chain c where c.terminal_id = t.id and c.kind = s.kind)
   on conflict do nothing`,
];

const appendParameters = `line uuid, sender uuid, moment timestamptz, role text, actor text, account bigint, action text, reason text,
  details jsonb, previous text, digest text, of_visit uuid, of_shift uuid`;

/** The trigger sees to all that this function saw to before. */
const cabinetSide = [
  `drop function cabinet.append_audit(uuid, uuid, timestamptz, text, text, bigint, text, text, jsonb, text, text)`,
  `create or replace function cabinet.append_audit(${appendParameters}) returns void ${definer('sql')} as $$
    insert into terminal.audit (id, terminal_id, at, role, actor, account_id, action, reason, details, prev_hash, hash, visit, shift)
    values (line, sender, moment, role, actor, account, action, reason, details, previous, digest, of_visit, of_shift) $$`,
  `drop function cabinet.audit_head(uuid, text)`,
  // Held until the transaction ends: of the terminal's own chain and of no other.
  `create function cabinet.audit_head(terminal uuid) returns text ${definer('sql')} as $$
    select terminal.own(terminal);
    select c.head from terminal.chain c where c.terminal_id = terminal and c.kind = 'cabinet' and c.branch_of is null for update $$`,
  `drop table cabinet.audit_head`,
  `revoke all on function cabinet.audit_head from public`,
  `grant execute on function cabinet.audit_head to kiosk_writer`,
];

export class AuditChains1795300000503 implements MigrationInterface {
  name = 'AuditChains1795300000503';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`alter table terminal.audit add column by_login name`);
    await db.query(`create index audit_by_prev on terminal.audit (terminal_id, prev_hash)`);
    await db.query(`
      create table terminal.chain (
        id bigint generated always as identity primary key,
        terminal_id uuid not null,
        kind text not null check (kind in ('outbox', 'cabinet')),
        head text not null,
        lines bigint not null default 0,
        last_at timestamptz,
        branch_of text,
        begun_at timestamptz not null default now(),
        begun_by name not null default session_user,
        constraint one_chain_a_head unique (terminal_id, head)
      )`);
    await db.query(
      `create unique index one_chain_a_kind on terminal.chain (terminal_id, kind) where branch_of is null`,
    );
    await db.query(`
      create table terminal.audit_rule (
        only_row boolean primary key default true check (only_row),
        oldest interval not null default '90 days',
        ahead interval not null default '1 day'
      )`);
    await db.query(`insert into terminal.audit_rule default values`);
    for (const statement of [
      jsonNumber,
      keyOrder,
      canonical,
      lineHash,
      cabinetStart,
      beginChains,
      takeLine,
      branch,
      ...fill,
      ...cabinetSide,
    ])
      await db.query(statement);
    await db.query(`
      create trigger take_audit_line before insert on terminal.audit for each row execute function terminal.take_audit_line()`);
    await db.query(`revoke all on all functions in schema terminal from public`);
  }

  async down(): Promise<void> {
    throw new Error('Lines are not let in unchecked again: restore the database from a backup instead.');
  }
}
