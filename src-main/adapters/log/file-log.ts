// The log as daily files beside the data; the last two weeks are kept.
import { appendFile, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import type { Log } from '../../ports/log.ts';
import { jsonLog } from './json-log.ts';

const keptFiles = 14;
const name = /^log-\d{4}-\d{2}-\d{2}\.jsonl$/;

/** A failure to write the log must not stop the program: it is reported on standard error. */
export function fileLog(folder: string): Log {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const old = readdirSync(folder)
    .filter(file => name.test(file))
    .toSorted()
    .slice(0, -keptFiles);
  for (const file of old) rmSync(join(folder, file), { force: true });
  return jsonLog(
    new Writable({
      decodeStrings: false,
      write(line: string, _encoding, done) {
        const file = join(folder, `log-${new Date().toISOString().slice(0, 10)}.jsonl`);
        appendFile(file, line, { mode: 0o600 }, error => {
          if (error) process.stderr.write(line);
          done();
        });
      },
    }),
  );
}
