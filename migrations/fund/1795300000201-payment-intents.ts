// Card payments begun at terminals: what became of each, and how a fund that keeps our attempt's id tells which payment it was credited by.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class PaymentIntents1795300000201 implements MigrationInterface {
  name = 'PaymentIntents1795300000201';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table terminal.payment_intent (
        id uuid primary key,
        terminal_id uuid not null,
        account_id bigint not null check (account_id > 0),
        amount bigint not null check (amount > 0),
        state text not null
          check (state in ('creating', 'waiting', 'succeeded', 'declined', 'expired', 'cancelled', 'unknown')),
        acquirer text not null check (length(acquirer) <= 50),
        acquirer_id text not null default '' check (length(acquirer_id) <= 100),
        created_at timestamptz not null,
        updated_at timestamptz not null,
        version integer not null check (version > 0),
        received_at timestamptz not null default now()
      )`);
    await db.query(`create index payment_intent_by_account on terminal.payment_intent (account_id, created_at)`);
    await db.query(`create index payment_intent_by_acquirer on terminal.payment_intent (acquirer, acquirer_id)`);
    // Only the terminal that began it may change it, and only forwards: what arrives late or twice changes nothing.
    await db.query(`
      create function terminal.put_payment_intent(
        intent_id uuid, intent_terminal uuid, intent_account bigint, intent_amount bigint, intent_state text,
        intent_acquirer text, intent_acquirer_id text, intent_created timestamptz, intent_updated timestamptz, intent_version integer
      ) returns void
      language sql security definer set search_path = pg_catalog, pg_temp as $$
        insert into terminal.payment_intent as t
          (id, terminal_id, account_id, amount, state, acquirer, acquirer_id, created_at, updated_at, version)
        values (intent_id, intent_terminal, intent_account, intent_amount, intent_state, intent_acquirer, intent_acquirer_id,
          intent_created, intent_updated, intent_version)
        on conflict (id) do update set state = excluded.state, acquirer_id = excluded.acquirer_id,
          updated_at = excluded.updated_at, version = excluded.version
        where t.terminal_id = excluded.terminal_id and t.account_id = excluded.account_id and t.amount = excluded.amount
          and t.version < excluded.version
      $$`);
    // A DBA whose billing keeps our attempt's id replaces it; empty, terminals tell by account, sum and day.
    await db.query(`
      create view exchange.credited_intent as
      select null::uuid as attempt, null::bigint as account_id, null::bigint as payment_id where false`);
    await db.query(`
      create function terminal.account_intents(of_account bigint)
      returns table (attempt uuid, amount bigint, created_at timestamptz, payment_id bigint)
      language sql stable security definer set search_path = pg_catalog, pg_temp as $$
        select i.id, i.amount, i.created_at, (select min(c.payment_id) from exchange.credited_intent c where c.attempt = i.id)
          from terminal.payment_intent i
         where i.account_id = of_account and i.state = 'succeeded' and i.created_at > now() - interval '60 days'
         order by i.created_at, i.id
      $$`);
    await db.query(`revoke all on function terminal.put_payment_intent, terminal.account_intents from public`);
    await db.query(`grant execute on function terminal.put_payment_intent, terminal.account_intents to kiosk_writer`);
    await db.query(`grant select on exchange.credited_intent to kiosk_reader`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`drop function terminal.account_intents, terminal.put_payment_intent`);
    await db.query(`drop view exchange.credited_intent`);
    await db.query(`drop table terminal.payment_intent`);
  }
}
