// What a heartbeat tells beside its fixed fields, and what the fund has of a terminal's audit log: a fund that lacks a line it acknowledged was restored.
import type { MigrationInterface, QueryRunner } from 'typeorm';

const definer = (language: 'sql' | 'plpgsql') =>
  `language ${language} security definer set search_path = pg_catalog, pg_temp`;

/** Beside the former one, which terminals of earlier versions go on calling. */
const heartbeat = `
  create function terminal.heartbeat(terminal_id uuid, terminal_name text, terminal_audience text, terminal_version text,
    cache_true_as_of timestamptz, present_trouble text, present_trouble_since timestamptz, present_trouble_details jsonb,
    present_run uuid, lines_refused text, present_facts jsonb) returns text ${definer('plpgsql')} as $$
  declare
    fault text := terminal.heartbeat($1, $2, $3, $4, $5, $6, $7, $8, $9, $10);
  begin
    if fault in ('', 'twice') then
      update terminal.terminal t set facts = case when length($11::text) <= 4000 then $11 else '{}' end where t.id = $1;
    end if;
    return fault;
  end $$`;

/** Of the login's own terminal. `has`: the line with this hash is here, or is that before the first one. */
const standing = `
  create function terminal.standing(of_line text) returns table (has boolean, is_head boolean, moment timestamptz) ${definer('sql')} stable as $$
    select exists (select from terminal.audit a where a.terminal_id = m.id and a.hash = of_line),
      exists (select from terminal.chain c where c.terminal_id = m.id and c.head = of_line), clock_timestamp()
    from (select terminal.mine() as id) m $$`;

const functions = [
  'terminal.heartbeat(uuid, text, text, text, timestamptz, text, timestamptz, jsonb, uuid, text, jsonb)',
  'terminal.standing(text)',
].join(', ');

export class Standing1795300000585 implements MigrationInterface {
  name = 'Standing1795300000585';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`alter table terminal.terminal add column facts jsonb not null default '{}'`);
    for (const statement of [heartbeat, standing]) await db.query(statement);
    await db.query(`revoke all on function ${functions} from public`);
    await db.query(`grant execute on function ${functions} to kiosk_writer`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`drop function ${functions}`);
    await db.query(`alter table terminal.terminal drop column facts`);
  }
}
