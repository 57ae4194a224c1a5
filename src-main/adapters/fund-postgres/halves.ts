// Narrows an error of the server down to the rows that cause it: what cannot be read is halved until one key is left, and that key is set aside.
import type { EntityName } from '../../ports/exchange.ts';
import { type CopiedRows, FundUnreadable, type Rejected } from '../../ports/fund.ts';
import { asFundError, sqlState } from './connection.ts';

/** Some rows of an entity that can be read without the others. */
export interface Part<E extends EntityName> {
  entity: E;
  read(): AsyncIterable<CopiedRows<E>>;
  /** Smaller parts that hold what a failed read did not give; null when one key is left. Throws `error` when no part can be read. */
  split(error: Error): Promise<Part<E>[] | null>;
  /** The key that is left, as in `Rejected`. */
  key(): Promise<string>;
}

export interface Narrowing {
  /** Makes the connection usable again after an error. */
  recover(): Promise<void>;
  /** Asks for no row at all: it fails when the view itself is at fault, a missing grant for one. */
  askNothing(): Promise<void>;
}

/** More rows than this are not looked for one by one: each costs some twenty queries, and the fault is the fund's as a whole. */
const mostAside = 5_000;

const reasonMax = 300;

/** Classes of errors that no single row causes: connection, transaction, login, resources, locks, an operator's hand. */
const notOfARow = /^(08|25|28|3D|40|53|55|57)/;

const isOfARow = (error: Error): boolean => {
  const state = sqlState(error);
  return state !== null && !notOfARow.test(state);
};

const setAside = (entity: EntityName, key: string, error: Error): Rejected => ({
  entity,
  key,
  column: '',
  code: 'unsendable',
  value: `${error.message.slice(0, reasonMax)} (${sqlState(error) ?? ''})`,
  raw: '',
});

/** The rows of a part. A row the server cannot send is among the rejected, with the server's reason; any other error is thrown. */
export async function* byHalves<E extends EntityName>(
  whole: Part<E>,
  narrowing: Narrowing,
): AsyncGenerator<CopiedRows<E>> {
  let aside = 0;
  async function* readable(part: Part<E>): AsyncGenerator<CopiedRows<E>> {
    let failure: Error;
    try {
      yield* part.read();
      return;
    } catch (error) {
      failure = asFundError(error);
      if (!isOfARow(failure)) throw failure;
    }
    await narrowing.recover();
    if (part === whole) await narrowing.askNothing();
    const parts = await part.split(failure);
    for (const smaller of parts ?? []) yield* readable(smaller);
    if (parts) return;
    if (++aside > mostAside)
      throw new FundUnreadable(`Сервер не отдаёт больше ${mostAside} строк ${whole.entity}: ${failure.message}`, {
        cause: failure,
      });
    const rejected = [setAside(whole.entity, await part.key(), failure)];
    yield { entity: whole.entity, rows: [], rejected, doubts: [] };
  }
  yield* readable(whole);
}
