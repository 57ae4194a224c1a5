// What a printing program is told of our environment.
import { afterEach, expect, it, vi } from 'vitest';
import { run } from '../../../src-main/adapters/printers/run.ts';

afterEach(() => vi.unstubAllEnvs());

it('a printing program gets no password of ours, and all that printing needs', async () => {
  const secrets = ['PGPASSWORD', 'KAPREMONT_SMTP_PASSWORD', 'KAPREMONT_FUND_ADMIN', 'NODE_OPTIONS', 'AWS_SECRET'];
  for (const name of secrets) vi.stubEnv(name, name === 'NODE_OPTIONS' ? '' : 'tayna');
  vi.stubEnv('CUPS_SERVER', '/run/cups/cups.sock');
  const { stdout } = await run(process.execPath, ['-p', 'JSON.stringify(process.env)'], { env: { EXTRA: 'да' } });
  const given = JSON.parse(stdout) as Record<string, string>;
  expect(JSON.stringify(given)).not.toContain('tayna');
  expect(given).toMatchObject({
    PATH: process.env['PATH'],
    CUPS_SERVER: '/run/cups/cups.sock',
    LC_ALL: 'C',
    EXTRA: 'да',
  });
});
