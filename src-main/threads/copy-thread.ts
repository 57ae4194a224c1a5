// The copy thread: reads a snapshot of the fund and packs its rows, a few batches ahead of who stores them.
import { setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { createFundPostgres } from '../adapters/fund-postgres/index.ts';
import type { EntityName } from '../ports/exchange.ts';
import type { Snapshot } from '../ports/fund.ts';
import type { CopyAnswer, CopyOrder, CopyThreadData } from './copy-client.ts';
import { serializeError } from './rpc.ts';

const port = parentPort;
if (!port) throw new Error('copy-thread is a worker thread’s module.');
const { fund: at, applicationName } = workerData as CopyThreadData;
const fund = createFundPostgres(at.url, {
  ...(at.password === undefined ? {} : { password: at.password }),
  applicationName,
});

/** Batches that are sent and not stored yet. */
const mostAhead = 3;
let ahead = 0;
let isClosed = false;
let opened: Snapshot | null = null;
let stored: (() => void) | null = null;

/** Of niceness, where 0 is usual and 19 the least: a tenth of a core that others want, and all of one that nobody does. */
const gentleness = 10;

/**
 * Who looks something up meanwhile goes first. Linux alone has a priority for each thread, elsewhere it would be the whole program's; without
 * rights it cannot be raised again and need not be, since the thread ends with its copy.
 */
function giveWay(): void {
  if (process.platform !== 'linux') return;
  try {
    setPriority(gentleness);
  } catch {
    // a copy that gives way to nobody is a copy too
  }
}

const say = (answer: CopyAnswer, transfer: ArrayBuffer[] = []) => port.postMessage(answer, transfer);
const fail = (error: unknown) => say({ failed: serializeError(error) });

const room = async (): Promise<void> => {
  while (ahead >= mostAhead && !isClosed) await new Promise<void>(resolve => (stored = resolve));
};

async function copy(snapshot: Snapshot, entity: EntityName, after: readonly (string | number)[] | null) {
  for await (const batch of after ? snapshot.copy(entity, after) : snapshot.copy(entity)) {
    await room();
    if (isClosed) return;
    ahead++;
    say({ batch }, batch.packed ? [batch.packed.image.buffer] : []);
  }
  say({ finished: true });
}

async function close(): Promise<void> {
  isClosed = true;
  stored?.();
  await opened?.close();
  await fund.close();
  port?.close();
}

port.on('message', (order: CopyOrder) => {
  if ('open' in order) {
    // Without a copy that serves, everybody waits for this one.
    if (order.open.turn && !order.open.turn.urgent) giveWay();
    fund.snapshot(order.open.turn, order.open.words).then(snapshot => {
      opened = snapshot;
      const { cursor, asOf, totalRows } = snapshot;
      say({ opened: { cursor, asOf, totalRows } });
    }, fail);
  } else if ('copy' in order && opened) copy(opened, order.copy, order.after).catch(fail);
  else if ('close' in order) close().catch(fail);
  else {
    ahead--;
    stored?.();
  }
});
