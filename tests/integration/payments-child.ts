// A terminal taking a card payment in a process of its own, for a test that kills it: it dies by its own hand at the named step.
import { writeSync } from 'node:fs';
import type { Acquirer } from '../../src-main/ports/acquirer.ts';
import type { AttemptStore } from '../../src-main/ports/attempts.ts';
import { paymentsRig } from '../support/payments-rig.ts';

const [dataDir = '', baseUrl = '', account = '', attempt = '', amount = '', step = ''] = process.argv.slice(2);

/** Dies at once, with nothing flushed, closed or said. */
function at(name: string): void {
  if (name === step) process.kill(process.pid, 'SIGKILL');
}

const dying = (acquirer: Acquirer): Acquirer => ({
  ...acquirer,
  async create(order, signal) {
    at('before it is asked');
    const made = await acquirer.create(order, signal);
    at('answered, not yet written down');
    return made;
  },
  async status(id, signal) {
    const now = await acquirer.status(id, signal);
    if (now.state === 'succeeded') at('paid, not yet written down');
    return now;
  },
});

const mortal = (store: AttemptStore): AttemptStore =>
  new Proxy(store, {
    get(target, method: keyof AttemptStore) {
      if (method === 'addAttempt')
        return async (...given: Parameters<AttemptStore['addAttempt']>) => {
          at('before it is written down');
          const added = await target.addAttempt(...given);
          at('written down');
          return added;
        };
      if (method === 'changeAttempt')
        return async (...given: Parameters<AttemptStore['changeAttempt']>) => {
          const changed = await target.changeAttempt(...given);
          if (changed?.state === 'waiting') at('waiting is written down');
          if (changed?.state === 'succeeded') at('success is written down');
          return changed;
        };
      return target[method];
    },
  });

const rig = await paymentsRig({
  dataDir,
  baseUrl,
  wrapAcquirer: dying,
  wrapStore: mortal,
  acquirer: { timeoutMs: 20_000 },
  beginMs: 20_000,
});
const begun = await rig.payments.methods['payments.begin']({ account: Number(account), attempt, amount });
writeSync(1, `${JSON.stringify(begun)}\n`);
// the screen goes on asking
for (;;) {
  await rig.payments.methods['payments.status']({ account: Number(account), attempt });
  await new Promise(resolve => setTimeout(resolve, 20));
}
