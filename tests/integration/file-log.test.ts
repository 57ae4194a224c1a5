// The log's daily files in a folder of their own: two weeks of them, however long the program runs.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { fileLog } from '../../src-main/adapters/log/file-log.ts';
import { eventually } from './sync-support.ts';

it('keeps the last fourteen days of a program that never restarts, and leaves other files alone', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kapremont-log-'));
  writeFileSync(join(folder, 'log-2025-01-01.jsonl'), '{}\n');
  writeFileSync(join(folder, 'notes.txt'), 'мои заметки');
  let day = 0;
  const log = fileLog(folder, () => new Date(Date.UTC(2026, 10, 1 + day)));
  const files = () => readdirSync(folder).filter(name => name.startsWith('log-'));
  for (day = 0; day < 20; day++) {
    const file = join(folder, `log-2026-11-${String(day + 1).padStart(2, '0')}.jsonl`);
    log.info('day.begun', { day });
    await eventually(
      () => readdirSync(folder).includes(file.slice(folder.length + 1)) && readFileSync(file).length > 0,
    );
  }
  await eventually(() => files().length === 14);
  expect(files().toSorted()[0]).toBe('log-2026-11-07.jsonl');
  expect(readFileSync(join(folder, 'notes.txt'), 'utf8')).toBe('мои заметки');
  rmSync(folder, { recursive: true });
});
