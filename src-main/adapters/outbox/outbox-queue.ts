// The outbox file as the sender uses it. Opened for each call (half a millisecond), because the store thread may have replaced a damaged file.
import { existsSync } from 'node:fs';
import type { Outgoing } from '../../ports/fund.ts';
import type { OutboxDamage } from '../../ports/outbox-damage.ts';
import type { OutboxQueue } from '../../ports/outbox.ts';
import { openDatabase, type Db } from '../sqlite/database.ts';
import { outboxPath } from '../sqlite/files.ts';
import { chainStart } from './audit-chain.ts';
import { Meta, metaKeys } from './meta.ts';
import { prepareOutbox } from './outbox-file.ts';

/** What the fund acknowledged is kept so long, by the fund's clock. */
const keptMs = 30 * 86_400_000;

const lastLine = (db: Db) => db.prepare('select hash from sent where hash is not null order by seq desc limit 1');

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
      const keep = db.prepare(
        `insert or replace into sent (id, kind, payload, hash)
         select id, kind, payload, case kind when 'audit' then payload ->> '$.hash' else payload ->> '$.audit.hash' end
         from outgoing where id = ?`,
      );
      const drop = db.prepare('delete from outgoing where id = ?');
      db.transaction(() => ids.forEach(id => (keep.run(id), drop.run(id)))).immediate();
    }, undefined);
  }

  lastAcknowledged(): string | null {
    return this.#with(db => (lastLine(db).pluck().get() as string | undefined) ?? null, null);
  }

  forgetOld(now: string): void {
    const before = new Date(Date.parse(now) - keptMs).toISOString();
    this.#with(db => {
      db.prepare('update sent set kept_since = ? where kept_since is null').run(now);
      db.prepare(
        `delete from sent where kept_since < ? and seq < (select max(seq) from sent where hash is not null)`,
      ).run(before);
    }, undefined);
  }

  sendAgain(): number {
    return this.#with(db => {
      const meta = new Meta(db);
      const move = db.transaction(() => {
        const first = db.prepare('select payload from sent where hash is not null order by seq limit 1').pluck();
        const payload = first.get() as string | undefined;
        if (payload === undefined) return 0;
        const said = JSON.parse(payload) as { prevHash?: string; audit?: { prevHash: string } };
        // a backup may be older than what is kept: the line before the first of it is then nobody's
        const before = said.prevHash ?? said.audit?.prevHash;
        const gaps = JSON.parse(meta.get(metaKeys.gaps) ?? '[]') as string[];
        if (before !== undefined && before !== chainStart)
          meta.set(metaKeys.gaps, JSON.stringify([...new Set([...gaps, before])]));
        const [least, count] = db
          .prepare(
            'select (select min(0, coalesce(min(seq), 0)) from outgoing), (select coalesce(max(seq), 0) + 1 from sent)',
          )
          .raw()
          .get() as [number, number];
        const { changes } = db
          .prepare(
            `insert or ignore into outgoing (seq, id, kind, payload, put_at)
             select seq - ?, id, kind, payload, coalesce(kept_since, ?) from sent order by seq`,
          )
          .run(count - least, new Date().toISOString());
        db.exec('delete from sent');
        return changes;
      });
      return move.immediate();
    }, 0);
  }

  waiting(): { items: number; oldest: string | null } {
    const none = { items: 0, oldest: null };
    return this.#with(
      db => db.prepare('select count(*) as items, min(put_at) as oldest from outgoing').get() as typeof none,
      none,
    );
  }

  chain(): { head: string; lines: number } {
    const none = { head: chainStart, lines: 0 };
    return this.#with(db => {
      const meta = new Meta(db);
      return { head: meta.get(metaKeys.head) ?? none.head, lines: Number(meta.get(metaKeys.lines) ?? 0) };
    }, none);
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
