// Files that appear complete or not at all: written under another name, then renamed.
import { closeSync, fsyncSync, openSync, readdirSync, renameSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';

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

/** Removes what a killed program left: torn files hold a person's document as well. Only the one program that writes there may call it. */
export function removeTorn(folder: string): void {
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch {
    return;
  }
  for (const name of names.filter(each => each.endsWith('.part'))) rmSync(join(folder, name), { force: true });
}
