// Files that are whole or not there: written beside their place under another name, then renamed.
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync, writeSync } from 'node:fs';

export interface GrowingFile {
  write(bytes: Uint8Array): void;
  /** The file appears under its name. */
  finish(): void;
  /** Nothing is left behind. */
  drop(): void;
}

/** Printed names and sums are the owner's business: nobody else on the machine may read them. */
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
