// The outbox file's tables: what a terminal must not lose and the fund cannot give back.
import type { MigrationInterface, QueryRunner } from 'typeorm';

const tables = [
  `create table meta (key text primary key, value text not null) strict, without rowid`,
  `create table outgoing (
    seq integer primary key, id text not null unique, kind text not null, payload text not null, put_at text not null,
    refusals integer not null default 0, not_before text, last_refusal text
  ) strict`,
  `create table attempt_limit (
    scope text not null, key text not null, failures integer not null, locked_until text, locks integer not null,
    last_failure_at text, primary key (scope, key)
  ) strict, without rowid`,
  `create table print_job (
    id text primary key, printer text not null, state text not null, request text not null, note text not null,
    created_at text not null, updated_at text not null
  ) strict, without rowid`,
  `create index print_job_open on print_job (created_at) where state in ('queued', 'sent')`,
];

export class OutboxTables1763800000002 implements MigrationInterface {
  name = 'OutboxTables1763800000002';

  async up(query: QueryRunner): Promise<void> {
    for (const sql of tables) await query.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('The outbox holds what exists nowhere else: its tables are never dropped.');
  }
}
