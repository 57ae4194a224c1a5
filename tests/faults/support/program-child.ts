// The whole program in a process of its own, for tests that kill it: each line it reads is a call, each line it writes an answer or an event.
import { readFileSync, writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { compose } from '../../../src-main/compose.ts';
import { Settings } from '../../../src-main/settings.ts';

const say = (line: object) => void writeSync(1, `${JSON.stringify(line)}\n`);
const settings = Settings.parse(JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')));
say({ loaded: true });
try {
  const program = await compose(settings, { checkOutputs: true, log: 'file' });
  program.onEvent((event, payload) => say({ event, payload }));
  say({ ready: true });
  const lines = createInterface({ input: process.stdin });
  lines.on('line', line => {
    const { id, method, input } = JSON.parse(line) as { id: number; method: string; input: unknown };
    void program.dispatch({ audience: settings.audience }, method, input).then(result => say({ id, result }));
  });
  lines.on('close', () => void program.close().then(() => process.exit(0)));
} catch (error) {
  say({ refused: (error as Error).message });
  process.exit(1);
}
