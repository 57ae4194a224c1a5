// A terminal in a process of its own, for tests that kill it: prints every sync event as a line of JSON.
import { writeSync } from 'node:fs';
import { startTerminal } from './sync-support.ts';

const [dataDir = '', fundUrl = ''] = process.argv.slice(2);
const terminal = await startTerminal(dataDir, fundUrl);
const print = (event: object) => writeSync(1, `${JSON.stringify(event)}\n`);
terminal.events.forEach(print);
terminal.sync.onEvent(print);
