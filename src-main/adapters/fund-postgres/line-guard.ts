// Notices that the network has gone silent under a long piece of work: while nothing comes, another connection asks whether the fund is there.
import type pg from 'pg';
import { destroy } from './connection.ts';

/** Milliseconds; together with the limit of an answer a silence is found in a quarter of a minute. */
const lookMs = 2_500;
const answerMs = 7_000;

const bytesRead = (client: pg.ClientBase): number =>
  (client as unknown as { connection?: { stream?: { bytesRead?: number } } }).connection?.stream?.bytesRead ?? 0;

/** Ends `client` when neither it nor `ask` hears of the fund. A query that merely takes long is left alone. Returns what ends the guard. */
export function guardLine(client: pg.ClientBase, ask: () => Promise<unknown>): () => void {
  let read = bytesRead(client);
  let asking = false;
  const end = () => {
    asking = false;
    if (bytesRead(client) === read) destroy(client);
  };
  const timer = setInterval(() => {
    const now = bytesRead(client);
    const silent = now === read;
    read = now;
    if (!silent || asking) return;
    asking = true;
    const late = setTimeout(end, answerMs);
    ask().then(
      () => {
        clearTimeout(late);
        asking = false;
      },
      () => {
        clearTimeout(late);
        end();
      },
    );
  }, lookMs);
  timer.unref();
  return () => clearInterval(timer);
}
