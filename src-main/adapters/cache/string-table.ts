// Texts that repeat in millions of rows («Взнос на капитальный ремонт», a month's due day), each kept once and named by a number.
import type { EntityName } from '../../ports/exchange.ts';
import type { Db } from '../sqlite/database.ts';

/** Columns holding a word's id in the cache, and its text everywhere else. */
export const wordColumns: { readonly [E in EntityName]?: readonly string[] } = {
  period_balance: ['issued_on', 'due_on', 'payments_until'],
  charge_line: ['kind', 'service', 'unit', 'reason'],
  payment: ['channel'],
};

// reasons may be as many as rows: what is not at hand is looked up
const mostAtHand = 50_000;

export class Words {
  readonly #atHand = new Map<string, number>();
  readonly #find;
  readonly #add;

  constructor(db: Db) {
    this.#find = db.prepare<[string], number>('select id from word where text = ?').pluck();
    this.#add = db.prepare('insert into word (text) values (?)');
  }

  /** The id of a text, new when it was never seen; inside the caller's transaction. */
  id(text: string): number {
    const known = this.#atHand.get(text);
    if (known !== undefined) return known;
    if (this.#atHand.size >= mostAtHand) this.#atHand.clear();
    const id = this.#find.get(text) ?? Number(this.#add.run(text).lastInsertRowid);
    this.#atHand.set(text, id);
    return id;
  }

  /** After a transaction was taken back: the ids given in it are no more. */
  forget(): void {
    this.#atHand.clear();
  }
}
