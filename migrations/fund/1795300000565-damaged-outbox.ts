// For a terminal whose outbox was damaged: its chain goes on behind lines that are lost, and it is told again of its own payments.
import type { MigrationInterface, QueryRunner } from 'typeorm';

const definer = (language: 'sql' | 'plpgsql') =>
  `language ${language} security definer set search_path = pg_catalog, pg_temp`;

/**
 * Lets the chain of the login's own terminal go on after a line that nobody has any more. What follows stays a gap to whoever verifies the
 * log. A line that is here is none: a second one behind it would be a fork (KT003).
 */
const admitGap = `
  create function terminal.admit_gap(missing text) returns void ${definer('plpgsql')} as $$
  declare
    own uuid := terminal.mine();
  begin
    if missing !~ '^[0-9a-f]{64}$' or exists (select from terminal.audit a where a.terminal_id = own and a.hash = missing) then
      raise exception 'the terminal % has no gap after %', own, left(missing, 64) using errcode = 'KT003';
    end if;
    if (select count(*) from terminal.chain c where c.terminal_id = own and c.head = c.branch_of) >= 100 then
      raise exception 'the terminal % has too many gaps that no line follows', own using errcode = 'KT003';
    end if;
    insert into terminal.chain (terminal_id, kind, head, branch_of) values (own, 'outbox', missing, missing)
    on conflict (terminal_id, head) do nothing;
  end $$`;

const ownIntents = `
  create function terminal.own_intents()
  returns table (attempt uuid, account_id bigint, amount bigint, state text, acquirer text, acquirer_id text,
    created_at timestamptz, updated_at timestamptz, version integer)
  ${definer('sql')} stable as $$
    select i.id, i.account_id, i.amount, i.state, i.acquirer, i.acquirer_id, i.created_at, i.updated_at, i.version
      from terminal.payment_intent i
     where i.terminal_id = terminal.mine() and i.created_at > now() - interval '60 days'
     order by i.created_at, i.id $$`;

const functions = 'terminal.admit_gap, terminal.own_intents';

export class DamagedOutbox1795300000565 implements MigrationInterface {
  name = 'DamagedOutbox1795300000565';

  async up(db: QueryRunner): Promise<void> {
    for (const statement of [admitGap, ownIntents]) await db.query(statement);
    await db.query(`revoke all on function ${functions} from public`);
    await db.query(`grant execute on function ${functions} to kiosk_writer`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`drop function ${functions}`);
  }
}
