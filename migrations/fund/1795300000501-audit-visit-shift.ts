// An audit line names the visit and the shift it was written in, so that what one person did is found together.
import type { MigrationInterface, QueryRunner } from 'typeorm';

const parameters = `line uuid, sender uuid, moment timestamptz, role text, actor text, account bigint, action text, reason text,
  details jsonb, previous text, digest text, of_visit uuid, of_shift uuid`;

/** Beside the former one, which terminals not updated yet go on calling. */
const appendAudit = `
  create function cabinet.append_audit(${parameters}) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
  begin
    update cabinet.audit_head h set hash = digest where h.terminal_id = sender and h.hash = previous;
    if not found then
      raise exception 'the audit line does not follow the last one of its terminal';
    end if;
    insert into terminal.audit (id, terminal_id, at, role, actor, account_id, action, reason, details, prev_hash, hash, visit, shift)
    values (line, sender, moment, role, actor, account, action, reason, details, previous, digest, of_visit, of_shift);
  end $$`;

const types = 'uuid, uuid, timestamptz, text, text, bigint, text, text, jsonb, text, text, uuid, uuid';

export class AuditVisitShift1795300000501 implements MigrationInterface {
  name = 'AuditVisitShift1795300000501';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`alter table terminal.audit add column visit uuid, add column shift uuid`);
    await db.query(`create index audit_by_actor on terminal.audit (actor, at) where actor <> ''`);
    await db.query(`grant insert (visit, shift) on terminal.audit to kiosk_writer`);
    await db.query(appendAudit);
    await db.query(`revoke all on function cabinet.append_audit(${types}) from public`);
    await db.query(`grant execute on function cabinet.append_audit(${types}) to kiosk_writer`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`drop function cabinet.append_audit(${types})`);
    await db.query(`drop index terminal.audit_by_actor`);
    await db.query(`alter table terminal.audit drop column visit, drop column shift`);
  }
}
