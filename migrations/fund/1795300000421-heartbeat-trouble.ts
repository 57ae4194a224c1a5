// A heartbeat tells what keeps new data from a terminal, so that the fund sees a terminal that serves old figures.
import type { MigrationInterface, QueryRunner } from 'typeorm';

const present = `terminal.heartbeat(uuid, text, text, text, timestamptz, text, timestamptz, jsonb)`;

export class HeartbeatTrouble1795300000421 implements MigrationInterface {
  name = 'HeartbeatTrouble1795300000421';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      alter table terminal.terminal
        add column trouble text not null default '' check (length(trouble) <= 40),
        add column trouble_since timestamptz,
        add column trouble_details jsonb not null default '{}'`);
    // beside the former one, which terminals of earlier versions go on calling
    await db.query(`
      create function terminal.heartbeat(
        terminal_id uuid, terminal_name text, terminal_audience text, terminal_version text, cache_true_as_of timestamptz,
        present_trouble text, present_trouble_since timestamptz, present_trouble_details jsonb
      ) returns void
      language sql security definer set search_path = pg_catalog, pg_temp as $$
        insert into terminal.terminal as t
          (id, name, audience, version, cache_as_of, trouble, trouble_since, trouble_details)
        values (terminal_id, terminal_name, terminal_audience, terminal_version, cache_true_as_of,
          present_trouble, present_trouble_since, present_trouble_details)
        on conflict (id) do update set name = excluded.name, audience = excluded.audience, version = excluded.version,
          last_seen = now(), cache_as_of = coalesce(excluded.cache_as_of, t.cache_as_of), trouble = excluded.trouble,
          trouble_since = excluded.trouble_since, trouble_details = excluded.trouble_details
      $$`);
    await db.query(`revoke execute on function ${present} from public`);
    await db.query(`grant execute on function ${present} to kiosk_writer`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`drop function ${present}`);
    await db.query(`
      alter table terminal.terminal drop column trouble, drop column trouble_since, drop column trouble_details`);
  }
}
