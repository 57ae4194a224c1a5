// Electron's process ends within a process report, so no way to a SQLite file may ask for one.
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { outboxMigrations } from '../../migrations/outbox/index.ts';
import { openDataSource } from '../../src-main/adapters/outbox/migrate.ts';
import { openDatabase } from '../../src-main/adapters/sqlite/database.ts';
import { holdFolder } from '../../src-main/adapters/sqlite/folder-lock.ts';
import { folder, removeFolder } from './sync-support.ts';

test('the folder’s lock, a file and its migrations open without a process report', async () => {
  const report = vi.spyOn(process.report, 'getReport').mockImplementation(() => {
    throw new Error('fatal within Electron');
  });
  const dataDir = folder();
  const key = 'ab'.repeat(32);
  const lock = holdFolder(dataDir);
  await (await openDataSource(join(dataDir, 'outbox.db'), key, outboxMigrations)).destroy();
  openDatabase(join(dataDir, 'outbox.db'), key).close();
  lock.close();
  removeFolder(dataDir);
  expect(report).not.toHaveBeenCalled();
});
