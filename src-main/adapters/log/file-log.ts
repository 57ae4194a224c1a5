// The log as daily files beside the data; the last two weeks are kept.
import { appendFile, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import type { Log } from '../../ports/log.ts';
import { jsonLog } from './json-log.ts';

const keptFiles = 14;
const name = /^log-\d{4}-\d{2}-\d{2}\.jsonl$/;

/** Removes all but the newest files. A terminal may run for months, so this is done with every new day's file. */
function removeOld(folder: string): void {
  try {
    const files = readdirSync(folder).filter(file => name.test(file));
    for (const file of files.toSorted().slice(0, -keptFiles)) rmSync(join(folder, file), { force: true });
  } catch (error) {
    process.stderr.write(`${String(error)}\n`);
  }
}

/** A failure to write the log must not stop the program: it is reported on standard error. `now` gives the moment, for tests. */
export function fileLog(folder: string, now: () => Date = () => new Date()): Log {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  let last = '';
  return jsonLog(
    new Writable({
      decodeStrings: false,
      write(line: string, _encoding, done) {
        const file = join(folder, `log-${now().toISOString().slice(0, 10)}.jsonl`);
        appendFile(file, line, { mode: 0o600 }, error => {
          if (error) process.stderr.write(line);
          else if (file !== last) {
            last = file;
            removeOld(folder);
          }
          done();
        });
      },
    }),
  );
}
