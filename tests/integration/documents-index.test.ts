// A document is found by its own number for the last months of the fund's data, whatever year they are in.
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { documentsByNumber, indexDocuments, printedDocument } from '../../src-main/adapters/cache/documents-index.ts';
import { createTables, currentSchema } from '../../src-main/adapters/cache/schema.ts';
import { openDatabase, type Db } from '../../src-main/adapters/sqlite/database.ts';
import { folder, removeFolder } from './sync-support.ts';

const cleanups: (() => void)[] = [];
afterEach(() => cleanups.splice(0).forEach(cleanup => cleanup()));

/** A copy whose account has a numbered document in each of these months. */
function copyWith(months: readonly string[], thisMonth: string): Db {
  const dataDir = folder();
  const db = openDatabase(join(dataDir, 'cache.db'), 'ab'.repeat(32));
  cleanups.push(
    () => removeFolder(dataDir),
    () => db.close(),
  );
  createTables(db, currentSchema);
  const put = db.prepare(
    `insert into period_balance (account_id, period, opening, charged, recalculation, privilege, penalty, paid, closing, state_duty,
       court_costs, payment_document_id, document_number) values (1, ?, 0, 0, 0, 0, 0, 0, 0, 0, 0, '', ?)`,
  );
  for (const month of months) put.run(month, `D-${month}`);
  indexDocuments(db, thisMonth);
  return db;
}

function found(db: Db, number: string): boolean {
  const sql = `select 1 from period_balance where ${documentsByNumber(db)} and ${printedDocument} in (select value from json_each(?))`;
  const plan = (db.prepare(`explain query plan ${sql}`).all('[]') as { detail: string }[]).map(({ detail }) => detail);
  expect(plan.join('; ')).toContain('USING INDEX balance_by_document');
  return db.prepare(sql).get(JSON.stringify([number])) !== undefined;
}

const months = (from: number, years: number) =>
  Array.from({ length: years * 12 }, (_, n) => `${from + Math.floor(n / 12)}-${String((n % 12) + 1).padStart(2, '0')}`);

it.each([
  ['a fund whose data ended years ago', months(2018, 5), '2026-11', '2022-12', '2020-12'],
  ['a fund of this year', months(2024, 3).filter(month => month <= '2026-11'), '2026-11', '2026-11', '2024-11'],
  ['a fund ten years on', months(2026, 11), '2036-12', '2036-12', '2034-12'],
  ['a fund with a month that cannot be yet', [...months(2024, 3), '2062-01'], '2026-12', '2026-12', '2024-12'],
])('%s: the newest and those of two years are found, older ones by the account', (_, all, today, newest, tooOld) => {
  const db = copyWith(all, today);
  expect(found(db, `D-${newest}`)).toBe(true);
  expect(found(db, `D-${Number(newest.slice(0, 4)) - 1}${newest.slice(4)}`)).toBe(true);
  expect(found(db, `D-${tooOld}`)).toBe(false);
});

it('a month that comes by a change is found without a new copy', () => {
  const db = copyWith(months(2024, 2), '2026-01');
  db.exec(`insert into period_balance select account_id, '2026-03', opening, charged, recalculation, privilege, penalty, paid, closing,
    state_duty, court_costs, issued_on, due_on, payments_until, payment_document_id, 'D-new', null, null, null
    from period_balance where period = '2025-12'`);
  expect(found(db, 'D-new')).toBe(true);
});

it('a copy without any document is read all the same', () => {
  expect(found(copyWith([], '2026-11'), 'D-1')).toBe(false);
});
