// The two roles a terminal's login belongs to, with only the grants they need. Roles are cluster-wide, so they may be there already.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Roles1795300000005 implements MigrationInterface {
  name = 'Roles1795300000005';

  async up(db: QueryRunner): Promise<void> {
    for (const role of ['kiosk_reader', 'kiosk_writer'])
      await db.query(`
        do $$ begin
          if not exists (select from pg_roles where rolname = '${role}') then
            create role ${role} nologin;
          end if;
        exception when duplicate_object or unique_violation then null; -- another database's migration was faster
        end $$`);
    await db.query(`revoke all on all functions in schema exchange from public`);
    await db.query(`revoke all on all functions in schema terminal from public`);
    await db.query(`grant usage on schema exchange to kiosk_reader`);
    await db.query(`grant select on all tables in schema exchange to kiosk_reader`);
    // A view the DBA makes later is readable without another grant, when the same role makes it.
    await db.query(`alter default privileges in schema exchange grant select on tables to kiosk_reader`);
    await db.query(`grant usage on schema terminal to kiosk_writer`);
    await db.query(`
      grant insert (id, terminal_id, at, role, actor, account_id, action, reason, details, prev_hash, hash)
      on terminal.audit to kiosk_writer`);
    await db.query(`grant execute on function terminal.heartbeat to kiosk_writer`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`alter default privileges in schema exchange revoke select on tables from kiosk_reader`);
    for (const role of ['kiosk_reader', 'kiosk_writer']) {
      await db.query(`revoke all on all tables in schema exchange, terminal from ${role}`);
      await db.query(`revoke all on all functions in schema exchange, terminal from ${role}`);
      await db.query(`revoke all on schema exchange, terminal from ${role}`);
    }
  }
}
