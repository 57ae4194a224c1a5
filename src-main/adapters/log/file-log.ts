// The log as daily files beside the data; the last two weeks are kept, and a day's file has a largest size.
import { appendFile, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import type { Log } from '../../ports/log.ts';
import { jsonLog } from './json-log.ts';

const keptFiles = 14;
/** A day of a busy terminal is some hundred kilobytes; a fault that repeats itself must not fill the disk. */
const mostBytes = 20 * 1024 * 1024;
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

const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0;

/** One day's file after another. What no longer fits into a day's is left out, after one line that says so. */
class DailyFiles extends Writable {
  readonly #folder: string;
  readonly #now: () => Date;
  readonly #most: number;
  #file = '';
  #size = 0;
  #isFull = false;

  constructor(folder: string, now: () => Date, most: number) {
    super({ decodeStrings: false });
    this.#folder = folder;
    this.#now = now;
    this.#most = most;
  }

  override _write(line: string, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    const at = this.#now().toISOString();
    const file = join(this.#folder, `log-${at.slice(0, 10)}.jsonl`);
    const isNew = file !== this.#file;
    if (isNew) {
      this.#file = file;
      this.#size = sizeOf(file);
      this.#isFull = this.#size >= this.#most;
    }
    if (this.#isFull) return done();
    this.#size += Buffer.byteLength(line);
    this.#isFull = this.#size >= this.#most;
    const text = this.#isFull ? `${line}${JSON.stringify({ at, level: 'warn', event: 'log.full' })}\n` : line;
    appendFile(file, text, { mode: 0o600 }, error => {
      if (error) process.stderr.write(line);
      else if (isNew) removeOld(this.#folder);
      done();
    });
  }
}

/** A failure to write the log must not stop the program: it is reported on standard error. `now` and `most` (bytes a day) are for tests. */
export function fileLog(folder: string, now: () => Date = () => new Date(), most: number = mostBytes): Log {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return jsonLog(new DailyFiles(folder, now, most));
}
