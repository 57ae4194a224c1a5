// The ends of the audit log by a letter: through the fund's queue and a real SMTP server, once a day, and read again by `npm run audit`.
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { openCabinet, registered } from '../support/cabinet-rig.ts';
import { openSender } from '../support/mail-rig.ts';
import { freshFundDatabase, inFund, withClient } from '../support/postgres.ts';
import { startSmtp } from '../support/smtp.ts';

const script = fileURLToPath(new URL('../../src-main/cli/audit.ts', import.meta.url));

test('the ends of all chains are mailed once a day, and the log is held against the letter', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kapremont-anchor-'));
  const [fund, smtp] = [await freshFundDatabase(), await startSmtp()];
  const at = openCabinet(fund, { mailer: true });
  await registered(fund, at, 'zhitel');
  await withClient(fund.terminalUrl, client =>
    expect(client.query(`select cabinet.put_anchor('a@example.org')`)).rejects.toThrow(/permission denied/),
  );
  const put = () => at.store.transaction(tx => tx.putAnchor('revizor@example.org'));
  expect([await put(), await put()]).toEqual([true, false]);
  const sender = openSender(fund, smtp.port);
  await sender.sender.drain();
  const body = await withClient(fund.url, async client => {
    const { rows } = await client.query<{ n: string }>(
      `select count(*) as n from terminal.audit where action = 'audit.anchored'`,
    );
    return rows[0]?.n;
  });
  expect(body).toBe('1');
  const letter = smtp.taken.find(({ to }) => to.includes('revizor@example.org'));
  const sheet = join(folder, 'anchor.txt');
  writeFileSync(sheet, letter?.mail.text ?? '');
  const audit = () =>
    new Promise<number>(resolve => {
      const env = { ...process.env, KAPREMONT_FUND_ADMIN: fund.url };
      execFile(process.execPath, [script, '--verify', '--against', sheet], { env }, error =>
        resolve(Number(error?.code ?? 0)),
      );
    });
  expect(await audit()).toBe(0);
  await inFund(
    fund,
    'alter table terminal.audit disable trigger user',
    `delete from terminal.audit`,
    'alter table terminal.audit enable trigger user',
    `delete from terminal.chain`,
  );
  expect(await audit()).toBe(1);
  await sender.close();
  await at.close();
  await smtp.stop();
  await fund.drop();
  rmSync(folder, { recursive: true });
});
