// A renewed copy gives way on Linux: its thread alone has a lower priority, and none where nobody is served yet.
import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CopyThreads } from '../../src-main/threads/copy-client.ts';
import { createTerminalLogin } from '../../src-main/adapters/fund-postgres/migrate.ts';
import { freshFundDatabase, type FundDatabase } from '../support/postgres.ts';

let fund: FundDatabase;
let url: string;
beforeAll(async () => {
  fund = await freshFundDatabase();
  url = await createTerminalLogin(fund.url, 'gives_way', 'gives_way');
});
afterAll(() => fund?.drop());

/** Niceness of the process's threads by their names, as /proc tells it. */
function niceness(): Record<string, number> {
  const of: Record<string, number> = {};
  for (const thread of readdirSync('/proc/self/task')) {
    const stat = readFileSync(`/proc/self/task/${thread}/stat`, 'utf8');
    const name = stat.slice(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
    of[name] = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[16]);
  }
  return of;
}

it.runIf(process.platform === 'linux').each([
  [false, 10],
  [true, 0],
])('where it is urgent: %s, the copying thread has niceness %i and no other has any', async (urgent, nice) => {
  const threads = new CopyThreads({ fund: { url }, applicationName: 'gives way' });
  const before = niceness();
  const snapshot = await threads.open({ atOnce: 2, urgent, regardless: false }, null);
  const during = niceness();
  await snapshot.close();
  await threads.close();
  expect(during['copy']).toBe(urgent ? before['MainThread'] : nice);
  expect({ ...during, copy: 0 }).toEqual({ ...before, copy: 0 });
});
