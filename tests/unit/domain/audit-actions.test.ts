// The audit's vocabulary: no writer can misspell it, the compiler sees to that here; the fund's SQL, which it does not read, is compared.
import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { auditActions, type AuditEntry } from '../../../src-main/domain/audit-actions.ts';

const groups = [...new Set(Object.keys(auditActions).map(action => action.split('.')[0]))];

/** Literals of SQL that look like an action and are none. An action's second word is in camelCase; a table's name has underscores. */
function unknownActions(sql: string): string[] {
  const literals = sql.match(new RegExp(`'(?:${groups.join('|')})\\.[a-zA-Z]+'`, 'g')) ?? [];
  return literals.map(each => each.slice(1, -1)).filter(action => !Object.hasOwn(auditActions, action));
}

test('a misspelt action in SQL is seen', () => {
  expect(unknownActions(`perform append_audit('staff.signedInn', 'staff.signedIn')`)).toEqual(['staff.signedInn']);
});

test('the fund’s migrations name no action that is not in the vocabulary', () => {
  const migrations = globSync('migrations/fund/*.ts');
  expect(migrations.length).toBeGreaterThan(5);
  expect(migrations.flatMap(path => unknownActions(readFileSync(path, 'utf8')))).toEqual([]);
});

test('a writer can misspell neither an action nor a detail, nor forget one: these lines compile only as long as each is an error', () => {
  const wrong: AuditEntry[] = [
    // @ts-expect-error there is no such action
    { action: 'cabinet.acountAttached' },
    // @ts-expect-error the detail is named `period`
    { action: 'document.printed', details: { periode: '2026-10' } },
    // @ts-expect-error the details are missing
    { action: 'document.printed' },
    // @ts-expect-error this action has no details
    { action: 'proof.failed', details: { typed: '100' } },
    // @ts-expect-error one detail too many
    { action: 'visit.ended', details: { why: 'idle', account: 1 } },
  ];
  expect(wrong).toHaveLength(5);
});
