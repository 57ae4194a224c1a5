// Numbers of texts that repeat in millions of rows, given while they are copied.
import type { Words } from '../../ports/fund.ts';

/** Reasons of recalculations may be as many as rows: later ones are left to who stores the rows. */
const mostWords = 50_000;

export class WordNumbers {
  readonly #ids = new Map<string, number>();
  #next = 1;
  #mayAdd: boolean;
  #fresh: [number, string][] = [];

  /** `known`: all texts that have a number; null: too many to be given. */
  constructor(known: Words | null) {
    this.#mayAdd = known !== null;
    for (const [id, text] of known ?? []) {
      this.#ids.set(text, id);
      this.#next = Math.max(this.#next, id + 1);
    }
  }

  /** Null: it has none, and will get one when its row is stored. */
  id(text: string): number | null {
    const known = this.#ids.get(text);
    if (known !== undefined) return known;
    // once one text is numbered elsewhere, no number here can be the next
    if (this.#ids.size >= mostWords) this.#mayAdd = false;
    if (!this.#mayAdd) return null;
    const id = this.#next++;
    this.#ids.set(text, id);
    this.#fresh.push([id, text]);
    return id;
  }

  takeFresh(): Words {
    const fresh = this.#fresh;
    this.#fresh = [];
    return fresh;
  }
}
