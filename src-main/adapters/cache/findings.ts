// What the rules found, kept beside the fund's rows: each rule is asked for by itself, so that a person never waits for all of them.
import type { RuleCode } from '#contract';
import type { Db } from '../sqlite/database.ts';
import { rules, type Rule } from './rules.ts';

/** Listed of one rule; of the rest the number is told. */
const mostListed = 500;

interface Offence {
  entity: string;
  key: string;
  cell: string;
  account: number | null;
  value: string;
  hides: number;
}

const idOf = ({ entity, key, cell }: Pick<Offence, 'entity' | 'key' | 'cell'>) => [entity, key, cell].join('\n');

/** Every rule of one code together, since they share their list. */
const byCode = Map.groupBy(rules, ({ code }) => code);

/** Asks one rule a step, and stores what it found. */
export function* checkRules(db: Db, today: string): Generator<void> {
  for (const [code, some] of byCode) {
    const found: Offence[] = [];
    let count = 0;
    for (const { sql } of some) {
      count += search(db, sql, today, found);
      yield;
    }
    store(db, code, found, count);
  }
}

function search(db: Db, sql: Rule['sql'], today: string, found: Offence[]): number {
  const given = {
    ...(sql.includes('@today') && { today }),
    ...(sql.includes('@month') && { month: today.slice(0, 7) }),
  };
  let count = 0;
  for (const offence of db.prepare<object, Offence>(sql).iterate(given)) {
    if (found.length < mostListed) found.push(offence);
    count++;
  }
  return count;
}

function store(db: Db, code: RuleCode, found: readonly Offence[], count: number): void {
  const now = new Date().toISOString();
  db.transaction(() => {
    const known = db.prepare<[string], Offence & { seen_at: string }>('select * from finding where code = ?').all(code);
    const since = new Map(known.map(one => [idOf(one), one.seen_at]));
    db.prepare('delete from finding where code = ?').run(code);
    const put = db.prepare('insert or replace into finding values (?, ?, ?, ?, ?, ?, ?, ?)');
    for (const one of found) {
      const { entity, key, cell, account, value, hides } = one;
      put.run(code, entity, key, cell, account, value.slice(0, 200), hides, since.get(idOf(one)) ?? now);
    }
    db.prepare('insert or replace into listed (what, found) values (?, ?)').run(code, count);
  })();
}

/** Takes what the copy that served before had found, with its days, until the rules are asked of this one. */
export function keepFindings(db: Db, before: Db): void {
  const known = before.prepare('select * from finding').raw().all() as unknown[][];
  const put = db.prepare('insert or ignore into finding values (?, ?, ?, ?, ?, ?, ?, ?)');
  db.transaction(() => {
    for (const row of known) put.run(...row);
  })();
}
