// Files that appear complete or not at all: written under another name, then renamed.
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync, writeSync } from 'node:fs';

export interface GrowingFile {
  write(bytes: Uint8Array): void;
  /** Renames the file to its own name. */
  finish(): void;
  /** Deletes what was written. */
  drop(): void;
}

/** The files hold names and debts: other users of the machine may not read them. */
const PRIVATE = 0o600;

export function growFile(path: string): GrowingFile {
  const part = `${path}.part`;
  const file = openSync(part, 'w', PRIVATE);
  return {
    write(bytes) {
      for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at);
    },
    finish() {
      fsyncSync(file);
      closeSync(file);
      renameSync(part, path);
    },
    drop() {
      closeSync(file);
      rmSync(part, { force: true });
    },
  };
}

export function writeWhole(path: string, bytes: Uint8Array | string): void {
  writeFileSync(`${path}.part`, bytes, { mode: PRIVATE });
  renameSync(`${path}.part`, path);
}
