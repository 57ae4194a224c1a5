// The check names who keeps a transaction open: while it lasts no terminal sees what others change after it, and an alter table waits.
import type { MigrationInterface, QueryRunner } from 'typeorm';

const transactions = `
  create function exchange.check_transactions() returns setof exchange.finding
  language plpgsql set search_path = pg_catalog, pg_temp as $$
  declare
    one record;
  begin
    for one in
      select a.pid, a.usename, extract(epoch from clock_timestamp() - a.xact_start)::integer / 60 as minutes from pg_stat_activity a
      where a.datname = current_database() and a.pid <> pg_backend_pid() and a.state like 'idle in transaction%'
        and a.state_change < clock_timestamp() - interval '1 minute'
      order by a.xact_start loop
      return query select 'fault', coalesce(one.usename::text, ''), 'openTransaction',
        format('процесс %s держит транзакцию открытой %s мин. и ничего не делает: терминалы могут не видеть изменений, alter table ждёт; завершить — select pg_terminate_backend(%s)', one.pid, one.minutes, one.pid),
        format('process %s has kept a transaction open for %s min. and does nothing: terminals may not see changes, an alter table waits; to end it: select pg_terminate_backend(%s)', one.pid, one.minutes, one.pid);
    end loop;
  end $$`;

const check = `
  create or replace function exchange.check(rows boolean default true) returns setof exchange.finding
  language plpgsql set search_path = pg_catalog, pg_temp as $$
  declare
    entity text;
  begin
    return query select * from exchange.check_server();
    return query select * from exchange.check_transactions();
    return query select * from exchange.check_grants();
    return query select * from exchange.check_logins();
    return query select * from exchange.check_terminals();
    for entity in select relname from pg_class where relnamespace = 'fund'::regnamespace and relkind in ('r', 'p') order by oid loop
      return query select * from exchange.check_columns(entity);
      return query select * from exchange.check_tracking(entity);
      return query select * from exchange.check_index(entity);
      if rows then
        return query select * from exchange.check_rows(entity);
      end if;
    end loop;
  end $$`;

export class CheckTransactions1795300000572 implements MigrationInterface {
  name = 'CheckTransactions1795300000572';

  async up(db: QueryRunner): Promise<void> {
    await db.query(transactions);
    await db.query(check);
    await db.query('revoke all on function exchange.check_transactions from public');
  }

  async down(): Promise<void> {
    throw new Error('The check goes on naming open transactions: restore the database from a backup instead.');
  }
}
