// A line of the audit log whose moment cannot be is taken and marked, with the fund's own moment beside it: a terminal whose clock is wrong waits for nobody.
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Every other rule of `take_audit_line` stays. */
const takeLine = `
  do $patch$
  declare
    body text := pg_get_functiondef('terminal.take_audit_line()'::regprocedure);
    changed text := regexp_replace(body,
      'if new\\.at < now\\(\\) - rule\\.oldest or new\\.at > now\\(\\) \\+ rule\\.ahead then.*?end if;',
      'new.odd_moment := new.at < now() - rule.oldest or new.at > now() + rule.ahead;');
  begin
    if changed = body then
      raise exception 'terminal.take_audit_line is not as it was';
    end if;
    body := replace(changed, 'last_at = new.at', 'last_at = least(new.at, now())');
    execute body;
  end $patch$`;

export class OddMoments1795300000587 implements MigrationInterface {
  name = 'OddMoments1795300000587';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`alter table terminal.audit add column odd_moment boolean not null default false`);
    await db.query(takeLine);
  }

  async down(): Promise<void> {
    throw new Error('Marked lines cannot be told from others again: restore the database from a backup instead.');
  }
}
