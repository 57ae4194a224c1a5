// A terminal's store in a process of its own, for a test that kills it: appends an audit event and prints a line once it is promised.
import { writeSync } from 'node:fs';
import { openStore } from '../../src-main/threads/store-client.ts';
import { keysOf, listeningLog } from './sync-support.ts';

const [dataDir = ''] = process.argv.slice(2);
const store = await openStore({ dataDir, keys: await keysOf(dataDir), log: listeningLog() });
for (let n = 1; ; n++) {
  await store.terminalStore.appendAudit({
    at: new Date().toISOString(),
    role: 'owner',
    actor: '',
    accountId: n,
    action: 'proof.succeeded',
    reason: '',
    details: { n },
  });
  writeSync(1, `${n}\n`);
}
