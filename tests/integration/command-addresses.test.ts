// Addresses of databases on the command line: a password there is in every user's list of processes.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const address = 'postgres://postgres:s3cret@127.0.0.1:1/kapremont';

it.each([
  ['src-main/cli/fund-migrate.ts', [address], 'KAPREMONT_FUND_ADMIN'],
  ['src-main/cli/check.ts', ['--database', address], 'KAPREMONT_FUND_ADMIN'],
  ['src-main/cli/staff.ts', ['--database', address], 'KAPREMONT_FUND_ADMIN'],
  ['src-main/cli/load.ts', ['--database', address], 'KAPREMONT_FUND_ADMIN'],
  ['scripts/demo-accounts.ts', ['--postgres', address], 'KAPREMONT_DEMO_SERVER'],
  ['scripts/serve.ts', ['--postgres', address], 'KAPREMONT_DEMO_SERVER'],
])('%s takes no password as an argument, and says where it goes', (script, args, variable) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], { cwd: root, encoding: 'utf8' });
  expect(status).toBe(2);
  expect(stderr).toContain(variable);
  expect(stdout + stderr).not.toContain('s3cret');
});
