// Texts that repeat in millions of rows («Взнос на капитальный ремонт», a month's due day), each stored once under a number.
import type { Db } from '../sqlite/database.ts';

// reasons of recalculations may be as many as rows, so only the ids of recent texts are kept in memory
const mostInMemory = 50_000;

export class StringTable {
  readonly #inMemory = new Map<string, number>();
  readonly #find;
  readonly #add;

  constructor(db: Db) {
    this.#find = db.prepare<[string], number>('select id from string_table where text = ?').pluck();
    this.#add = db.prepare('insert into string_table (text) values (?)');
  }

  /** The id of a text; a new text is added inside the caller's transaction. */
  id(text: string): number {
    const known = this.#inMemory.get(text);
    if (known !== undefined) return known;
    if (this.#inMemory.size >= mostInMemory) this.#inMemory.clear();
    const id = this.#find.get(text) ?? Number(this.#add.run(text).lastInsertRowid);
    this.#inMemory.set(text, id);
    return id;
  }

  /** Call it after a rollback: the ids given in that transaction do not exist. */
  forget(): void {
    this.#inMemory.clear();
  }
}
