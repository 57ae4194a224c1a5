// The outbox file's small tables as TypeORM knows them: limits of attempts and print jobs.
import type { EntitySchemaOptions } from 'typeorm';
import type { Said } from '#contract';
import type { Limit, LimitScope, StoredJob } from '../../ports/terminal-store.ts';

export interface LimitRow extends Limit {
  scope: LimitScope;
  key: string;
}

// options, not EntitySchema objects: TypeORM itself is loaded only by the thread that opens the file
export const limitEntity: EntitySchemaOptions<LimitRow> = {
  name: 'attempt_limit',
  tableName: 'attempt_limit',
  columns: {
    scope: { type: 'text', primary: true },
    key: { type: 'text', primary: true },
    failures: { type: 'integer' },
    lockedUntil: { name: 'locked_until', type: 'text', nullable: true },
    locks: { type: 'integer' },
    lastFailureAt: { name: 'last_failure_at', type: 'text', nullable: true },
  },
};

export const noteText = (note: Said): string => JSON.stringify(note);

/** An older program kept a Russian sentence as it was. */
const noteSaid = (text: string): Said => (text.startsWith('{') ? (JSON.parse(text) as Said) : { ru: text, en: text });

export const jobEntity: EntitySchemaOptions<StoredJob> = {
  name: 'print_job',
  tableName: 'print_job',
  columns: {
    id: { type: 'text', primary: true },
    printer: { type: 'text' },
    state: { type: 'text' },
    request: { type: 'text' },
    note: { type: 'text', transformer: { to: noteText, from: noteSaid } },
    createdAt: { name: 'created_at', type: 'text' },
    updatedAt: { name: 'updated_at', type: 'text' },
  },
};
