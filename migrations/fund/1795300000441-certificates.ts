// Certificates of debt that terminals gave out, so that any desk can tell a true one by its check code.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Certificates1795300000441 implements MigrationInterface {
  name = 'Certificates1795300000441';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table terminal.certificate (
        id uuid primary key,
        terminal_id uuid not null,
        number text not null check (length(number) <= 40),
        code text not null unique check (code ~ '^[0-9]{12}$'),
        account_id bigint not null check (account_id > 0),
        account_number text not null check (length(account_number) <= 30),
        amount bigint not null,
        overdue bigint not null check (overdue >= 0),
        day date not null,
        issued_at timestamptz not null,
        received_at timestamptz not null default now(),
        unique (terminal_id, number)
      )`);
    await db.query(`create index certificate_by_account on terminal.certificate (account_id, issued_at)`);
    // What arrives twice changes nothing: a certificate is never altered.
    await db.query(`
      create function terminal.put_certificate(
        certificate_id uuid, at_terminal uuid, certificate_number text, check_code text, of_account bigint, of_account_number text,
        owed bigint, owed_late bigint, on_day date, at timestamptz
      ) returns void
      language sql security definer set search_path = pg_catalog, pg_temp as $$
        insert into terminal.certificate
          (id, terminal_id, number, code, account_id, account_number, amount, overdue, day, issued_at)
        values (certificate_id, at_terminal, certificate_number, check_code, of_account, of_account_number, owed, owed_late, on_day, at)
        on conflict (id) do nothing
      $$`);
    await db.query(`
      create function cabinet.certificate(check_code text)
      returns table (number text, account_id bigint, account_number text, amount bigint, overdue bigint, day date, terminal text)
      language sql stable security definer set search_path = pg_catalog, pg_temp as $$
        select c.number, c.account_id, c.account_number, c.amount, c.overdue, c.day, coalesce(t.name, '')
          from terminal.certificate c left join terminal.terminal t on t.id = c.terminal_id
         where c.code = check_code
      $$`);
    await db.query(`revoke all on function terminal.put_certificate, cabinet.certificate from public`);
    await db.query(`grant execute on function terminal.put_certificate, cabinet.certificate to kiosk_writer`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`drop function cabinet.certificate, terminal.put_certificate`);
    await db.query(`drop table terminal.certificate`);
  }
}
