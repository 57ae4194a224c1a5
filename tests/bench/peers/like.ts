// The peer: SQL with LIKE '%…%', as a first version of such a program is usually written; prepared, over the same encrypted file.
import type { Db } from '../../../src-main/adapters/sqlite/database.ts';

export interface LikePeer {
  byNumber(number: string): unknown[];
}

export function likePeer(db: Db): LikePeer {
  const byNumber = db.prepare(
    `select a.*, p.number as flat, p.kind, p.area as premises_area, h.*
     from account a join premises p on p.id = a.premises_id join house h on h.id = p.house_id
     where a.number like '%' || ? || '%' order by a.id`,
  );
  return { byNumber: number => byNumber.all(number) };
}
