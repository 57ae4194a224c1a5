// A terminal whose disk was copied or put back from an older one goes on in a branch of its own, and says so: none of its lines waits for anybody.
import type { MigrationInterface, QueryRunner } from 'typeorm';

const definer = `language plpgsql security definer set search_path = pg_catalog, pg_temp`;

/**
 * Lets the chain of the login's own terminal go on once more after a line that another line follows already. The branch is seen in terminal.chain and
 * by whoever verifies the log. A thief of the login gains nothing by it: where the chain ends they may write anyway, and are told of by their run.
 */
const part = `
  create function terminal.part(of_line text) returns void ${definer} as $$
  declare
    own uuid := terminal.mine();
  begin
    if of_line <> repeat('0', 64) and not exists (select from terminal.audit a where a.terminal_id = own and a.hash = of_line) then
      raise exception 'the terminal % has no line to part after', own using errcode = 'KT003';
    end if;
    if (select count(*) from terminal.chain c where c.terminal_id = own and c.parted and c.begun_at > now() - interval '30 days') >= 100 then
      raise exception 'the chain of the terminal % parts too often', own using errcode = 'KT003';
    end if;
    insert into terminal.chain (terminal_id, kind, head, branch_of, parted) values (own, 'outbox', of_line, of_line, true)
    on conflict (terminal_id, head) do nothing;
  end $$`;

const found = `
  create function exchange.check_parted() returns setof exchange.finding
  language sql stable set search_path = pg_catalog, pg_temp as $$
    select 'fault', 'terminal ' || t.name, 'parted',
      format('журнал терминала «%s» (%s) с %s идёт двумя ветвями: его диск скопирован или возвращён из старой копии; все строки приняты, что делать — «Скопированный диск» в docs/fund-database.md', t.name, t.id, c.begun_at),
      format('the log of the terminal “%s” (%s) has gone on in two branches since %s: its disk was copied, or put back from an older copy; all lines are taken; what to do: “A copied disk” in docs/fund-database.md', t.name, t.id, c.begun_at)
    from terminal.chain c join terminal.terminal t on t.id = c.terminal_id
    where c.parted and c.begun_at > now() - interval '7 days' $$`;

const check = `
  do $patch$
  declare
    body text := pg_get_functiondef('exchange.check_terminals()'::regprocedure);
    changed text := regexp_replace(body, 'begin\\s', E'begin\\n    return query select * from exchange.check_parted();\\n');
  begin
    if changed = body then
      raise exception 'exchange.check_terminals is not as it was';
    end if;
    execute changed;
  end $patch$`;

export class PartedChains1795300000586 implements MigrationInterface {
  name = 'PartedChains1795300000586';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`alter table terminal.chain add column parted boolean not null default false`);
    for (const statement of [part, found, check]) await db.query(statement);
    await db.query(`revoke all on function terminal.part, exchange.check_parted from public`);
    await db.query(`grant execute on function terminal.part to kiosk_writer`);
  }

  async down(): Promise<void> {
    throw new Error('Lines in a branch are not taken back: restore the database from a backup instead.');
  }
}
