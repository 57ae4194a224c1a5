// The heads of all audit chains as they are now, to be kept on paper or in a letter: what is taken off a chain's end afterwards shows against it.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class AuditAnchor1795300000510 implements MigrationInterface {
  name = 'AuditAnchor1795300000510';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create function terminal.audit_anchor() returns table (terminal_id uuid, kind text, head text, last_at timestamptz)
      language sql stable set search_path = pg_catalog, pg_temp as $$
        select c.terminal_id, c.kind, c.head, c.last_at from terminal.chain c order by c.terminal_id, c.kind, c.id
      $$`);
    await db.query(`revoke all on function terminal.audit_anchor from public`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`drop function terminal.audit_anchor`);
  }
}
