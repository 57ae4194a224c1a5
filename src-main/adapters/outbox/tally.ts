// The terminal's tally in the outbox file: what was got wrong or asked for without proof, one row each.
import type { TallyStore, Tallied } from '../../ports/tally.ts';
import type { Db } from '../sqlite/database.ts';

export function tally(db: Db): TallyStore {
  const since = db.prepare<[string, string], Tallied>(
    'select seq, subject, visit, at from tally where kind = ? and at >= ? order by at, seq',
  );
  const add = db.prepare('insert into tally (kind, subject, visit, at) values (?, ?, ?, ?)');
  const forget = db.prepare('delete from tally where kind = ? and at < ?');
  const drop = db.prepare('delete from tally where seq = ?');
  const clear = db.prepare('delete from tally where kind = ?');
  const adding = db.transaction((kind: string, { subject, visit, at }: Omit<Tallied, 'seq'>, keepFrom: string) => {
    forget.run(kind, keepFrom);
    add.run(kind, subject, visit, at);
  });
  const dropping = db.transaction((seqs: readonly number[]) => seqs.forEach(seq => drop.run(seq)));
  return {
    tallied: async (kind, from) => since.all(kind, from),
    tally: async (kind, entry, keepFrom) => adding(kind, entry, keepFrom),
    untally: async seqs => dropping(seqs),
    clearTally: async kind => void clear.run(kind),
  };
}
