// A small file of named texts, readable by its owner alone, written whole or not at all.
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

export interface JsonFile {
  get(name: string): string | null;
  set(name: string, value: string): void;
  remove(name: string): void;
  names(): string[];
}

export function jsonFile(path: string): JsonFile {
  const read = (): Record<string, string> => {
    if (!existsSync(path)) return {};
    try {
      return JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>;
    } catch {
      // an unreadable file counts as lost: new keys are made, and files under the old keys are moved aside
      return {};
    }
  };
  const write = (all: Record<string, string>) => {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    writeFileSync(`${path}.new`, JSON.stringify(all, null, 2), { mode: 0o600, flush: true });
    chmodSync(`${path}.new`, 0o600);
    renameSync(`${path}.new`, path);
  };
  return {
    get: name => read()[name] ?? null,
    set: (name, value) => write({ ...read(), [name]: value }),
    remove(name) {
      const { [name]: removed, ...rest } = read();
      if (removed !== undefined) write(rest);
    },
    names: () => Object.keys(read()),
  };
}
