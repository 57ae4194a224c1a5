// The outbox file as the sender uses it. Opened for each call (half a millisecond), because the store thread may have replaced a damaged file.
import { existsSync } from 'node:fs';
import type { Outgoing } from '../../ports/fund.ts';
import type { OutboxDamage } from '../../ports/outbox-damage.ts';
import type { OutboxQueue } from '../../ports/outbox.ts';
import { openDatabase, type Db } from '../sqlite/database.ts';
import { outboxPath } from '../sqlite/files.ts';
import { Meta, metaKeys } from './meta.ts';
import { prepareOutbox } from './outbox-file.ts';

export class SqliteOutboxQueue implements OutboxQueue {
  readonly #path: string;
  readonly #key: string;

  constructor(options: { dataDir: string; key: string }) {
    this.#path = outboxPath(options.dataDir);
    this.#key = options.key;
  }

  #with<T>(work: (db: Db) => T, none: T): T {
    if (!existsSync(this.#path)) return none;
    const db = openDatabase(this.#path, this.#key, { mustExist: true });
    try {
      prepareOutbox(db);
      return work(db);
    } finally {
      db.close();
    }
  }

  next(limit: number, skip: (id: string) => boolean): Outgoing[] {
    return this.#with(db => {
      const items: Outgoing[] = [];
      const rows = db.prepare<[], { id: string; kind: Outgoing['kind']; payload: string }>(
        'select id, kind, payload from outgoing order by seq',
      );
      for (const row of rows.iterate()) {
        if (skip(row.id)) continue;
        items.push({ ...row, payload: JSON.parse(row.payload) as Record<string, unknown> });
        if (items.length === limit) break;
      }
      return items;
    }, []);
  }

  acknowledge(ids: readonly string[]): void {
    this.#with(db => {
      const drop = db.prepare('delete from outgoing where id = ?');
      db.transaction(() => ids.forEach(id => drop.run(id))).immediate();
    }, undefined);
  }

  refused(id: string, reason: string): number {
    return this.#with(db => {
      db.prepare('update outgoing set refusals = refusals + 1, last_refusal = ? where id = ?').run(
        reason.slice(0, 500),
        id,
      );
      return (db.prepare('select refusals from outgoing where id = ?').pluck().get(id) as number | undefined) ?? 0;
    }, 0);
  }

  isGap(hash: string): boolean {
    const gaps = this.#with(db => new Meta(db).get(metaKeys.gaps), null);
    return gaps !== null && (JSON.parse(gaps) as string[]).includes(hash);
  }

  damagedSince(): string | null {
    const kept = this.#with(db => new Meta(db).get(metaKeys.damage), null);
    return kept === null ? null : (JSON.parse(kept) as OutboxDamage).at;
  }

  size(): number {
    return this.#with(db => db.prepare('select count(*) from outgoing').pluck().get() as number, 0);
  }
}
