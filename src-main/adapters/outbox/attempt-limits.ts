// Attempt limits in the outbox file: how often a proof or a password failed, and until when it is locked.
import type { DataSource, EntitySchemaOptions } from 'typeorm';
import type { Limit, LimitScope, TerminalStore } from '../../ports/terminal-store.ts';
import type { Db } from '../sqlite/database.ts';
import { metaKeys, type Meta } from './meta.ts';

interface LimitRow extends Limit {
  scope: LimitScope;
  key: string;
}

// options instead of EntitySchema objects, because only the thread that opens the file loads TypeORM
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

const unlimited: Limit = { failures: 0, lockedUntil: null, locks: 0, lastFailureAt: null };

export function attemptLimits(
  source: DataSource,
  db: Db,
  meta: Meta,
): Pick<TerminalStore, 'limit' | 'setLimit' | 'locks' | 'clearLimit'> {
  const limits = source.getRepository<LimitRow>('attempt_limit');
  return {
    async limit(scope, key) {
      const row = await limits.findOneBy({ scope, key });
      // its row may be one that could not be read
      if (!row) return { ...unlimited, lockedUntil: meta.get(metaKeys.limitsUnknown) };
      const { failures, lockedUntil, locks, lastFailureAt } = row;
      return { failures, lockedUntil, locks, lastFailureAt };
    },
    async setLimit(scope, key, { failures, lockedUntil, locks, lastFailureAt }) {
      await limits.upsert({ scope, key, failures, lockedUntil, locks, lastFailureAt }, ['scope', 'key']);
    },
    async locks(now) {
      const rows = db
        .prepare<[string], LimitRow>(
          `select scope, key, failures, locks, locked_until as lockedUntil, last_failure_at as lastFailureAt
           from attempt_limit where locked_until > ? order by locked_until desc`,
        )
        .all(now);
      return rows.map(({ scope, key, ...limit }) => ({ scope, key, limit }));
    },
    async clearLimit(scope, key) {
      await limits.delete({ scope, key });
    },
  };
}
