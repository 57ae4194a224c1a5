// What a terminal puts at the fund is put by that terminal: its functions compare the id they are given with the login that calls.
import type { MigrationInterface, QueryRunner } from 'typeorm';

const definer = 'language sql security definer set search_path = pg_catalog, pg_temp';

const functions = [
  `create or replace function terminal.put_payment_intent(
    intent_id uuid, intent_terminal uuid, intent_account bigint, intent_amount bigint, intent_state text,
    intent_acquirer text, intent_acquirer_id text, intent_created timestamptz, intent_updated timestamptz, intent_version integer
  ) returns void ${definer} as $$
    select terminal.own(intent_terminal);
    insert into terminal.payment_intent as t
      (id, terminal_id, account_id, amount, state, acquirer, acquirer_id, created_at, updated_at, version)
    values (intent_id, intent_terminal, intent_account, intent_amount, intent_state, intent_acquirer, intent_acquirer_id,
      intent_created, intent_updated, intent_version)
    on conflict (id) do update set state = excluded.state, acquirer_id = excluded.acquirer_id,
      updated_at = excluded.updated_at, version = excluded.version
    where t.terminal_id = excluded.terminal_id and t.account_id = excluded.account_id and t.amount = excluded.amount
      and t.version < excluded.version $$`,
  `create or replace function terminal.put_certificate(
    certificate_id uuid, at_terminal uuid, certificate_number text, check_code text, of_account bigint, of_account_number text,
    owed bigint, owed_late bigint, on_day date, at timestamptz
  ) returns void ${definer} as $$
    select terminal.own(at_terminal);
    insert into terminal.certificate
      (id, terminal_id, number, code, account_id, account_number, amount, overdue, day, issued_at)
    values (certificate_id, at_terminal, certificate_number, check_code, of_account, of_account_number, owed, owed_late, on_day, at)
    on conflict (id) do nothing $$`,
  `create or replace function cabinet.make_application(asked_job uuid, account bigint, place text, terminal uuid) returns bigint ${definer} as $$
    select terminal.own(terminal);
    insert into cabinet.application (number, job, account_id, address, terminal_id)
    select nextval('cabinet.application_number'), asked_job, account, place, terminal
    where not exists (select from cabinet.application a where a.job = asked_job)
    on conflict (job) do nothing;
    select a.number from cabinet.application a where a.job = asked_job and a.account_id is not distinct from account and a.terminal_id = terminal $$`,
];

export class TerminalBoundCalls1795300000504 implements MigrationInterface {
  name = 'TerminalBoundCalls1795300000504';

  async up(db: QueryRunner): Promise<void> {
    for (const statement of functions) await db.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('A terminal does not act for another again: restore the database from a backup instead.');
  }
}
