// A spool in a process of its own, for a test that kills it: its printer stops at the step the test names and says so.
import { writeSync } from 'node:fs';
import { openStore } from '../../src-main/threads/store-client.ts';
import type { Printer } from '../../src-main/ports/printer.ts';
import { createSpool } from './printing-support.ts';
import { keysOf, listeningLog } from './sync-support.ts';
import { somebody } from '../support/called.ts';

const [dataDir = '', stopAt = '', ...jobs] = process.argv.slice(2);
const store = await openStore({ dataDir, keys: await keysOf(dataDir), log: listeningLog() });
const forever = new Promise<never>(() => {});
const printer: Printer = {
  name: 'проба',
  accepts: 'pdf',
  async print(_payload, onSent) {
    if (stopAt === 'sent') await onSent();
    writeSync(1, `${stopAt}\n`);
    return forever;
  },
};
const printing = createSpool(store.terminalStore, printer);
for (const job of jobs) await printing.print('visit', somebody, 1, '2026-10', job);
setInterval(() => {}, 1000);
await forever;
