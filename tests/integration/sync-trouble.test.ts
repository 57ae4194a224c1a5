// Every trouble by its own name, and what goes on all the same: one bad row, data that cannot be read, a full disk.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { seedFund } from '../support/fund-seed.ts';
import { freshFundDatabase, fundDatabaseIn, inFund, withClient, type FundDatabase } from '../support/postgres.ts';
import { cacheRows, eventually, folder, removeFolder, startTerminal } from './sync-support.ts';

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function seeded(fund: FundDatabase, accounts = 40): Promise<FundDatabase> {
  cleanups.push(() => fund.drop());
  await withClient(fund.url, client => seedFund(client, accounts, ['2026-10']));
  return fund;
}

function newFolder(): string {
  const made = folder();
  cleanups.push(() => removeFolder(made));
  return made;
}

async function started(fund: FundDatabase, dataDir = newFolder()) {
  const terminal = await startTerminal(dataDir, fund.terminalOf(dataDir), 0.3);
  cleanups.push(() => terminal.stop());
  return { ...terminal, dataDir };
}

const numbers = async (dataDir: string) =>
  ((await cacheRows(dataDir, 'account')) as { number: string }[]).map(row => row.number);

const defects = async ({ store }: Awaited<ReturnType<typeof started>>) =>
  // the seed's operator has no bank details, which is a defect of its own
  (await store.cache.defects(0, 100)).rows
    .map(row => `${row.entity} ${row.key}`)
    .filter(name => !name.startsWith('organization'));

describe('one row the server cannot send', () => {
  it('in a database of no encoding is listed, and all others are served', { timeout: 120_000 }, async () => {
    const fund = await seeded(await fundDatabaseIn('SQL_ASCII'));
    await inFund(
      fund,
      String.raw`update fund.account set last_name = convert_from('\xCFE5F2F0EEE2'::bytea, 'SQL_ASCII') where id = 3`,
    );
    const terminal = await started(fund);
    await terminal.until('fresh');
    expect(await numbers(terminal.dataDir)).toHaveLength(39);
    expect(await defects(terminal)).toEqual(['account 3']);
    expect(terminal.events.map(({ type }) => type)).not.toContain('trouble');
  });

  it('does not stop what comes after it in the change log', { timeout: 120_000 }, async () => {
    const fund = await seeded(await fundDatabaseIn('WIN1251'));
    const terminal = await started(fund);
    await terminal.until('fresh');
    const account = (id: number, name: string) =>
      `insert into fund.account (id, number, premises_id, owner_kind, last_name, area, opened_on)
       values (${id}, '${100_000 + id}', 1, 'person', ${name}, 4270, '2014-01-01')`;
    await inFund(
      fund,
      account(101, `'Иванов' || chr(152)`),
      account(102, `'Иванова'`),
      `update fund.period_balance set closing = 12345, opening = 12345 where account_id = 5`,
    );
    await eventually(async () => (await numbers(terminal.dataDir)).includes('100102'));
    await eventually(async () => (await terminal.store.cache.balances(5))[0]?.closing === 12_345);
    expect(await numbers(terminal.dataDir)).not.toContain('100101');
    expect(await defects(terminal)).toEqual(['account 101']);
    expect(terminal.events.map(({ type }) => type)).not.toContain('trouble');
    // mended at the fund, it comes, and is no defect any more
    await inFund(fund, `update fund.account set last_name = 'Иванов' where id = 101`);
    await eventually(async () => (await numbers(terminal.dataDir)).includes('100101'));
    expect(await defects(terminal)).toEqual([]);
  });
});

describe('a trouble', () => {
  it('of the data is not called one of the connection, and the fund is told of it', { timeout: 120_000 }, async () => {
    const fund = await seeded(await freshFundDatabase());
    await inFund(fund, 'alter view exchange.payment rename to mislaid');
    const terminal = await started(fund);
    const { trouble } = await terminal.until('trouble');
    expect(trouble).toMatchObject({ kind: 'unreadable', held: null });
    expect(trouble.reason).toContain('exchange.payment');
    const told = await eventually(() =>
      withClient(fund.url, async client => {
        const { rows } = await client.query<{ trouble: string; details: { reason: string } }>(
          'select trouble, trouble_details as details from terminal.terminal',
        );
        return rows[0]?.trouble ? rows[0] : null;
      }),
    );
    expect(told).toMatchObject({ trouble: 'unreadable', details: { reason: trouble.reason } });
    await inFund(fund, 'alter view exchange.mislaid rename to payment');
    await terminal.until('online');
  });

  it(
    'of a login the fund does not let in is one of the connection, and says where to look',
    { timeout: 60_000 },
    async () => {
      const fund = await seeded(await freshFundDatabase());
      const url = new URL(fund.terminalUrl);
      url.username = 'nobody_of_this_name';
      const terminal = await startTerminal(newFolder(), url.href, 0.3);
      cleanups.push(() => terminal.stop());
      const { trouble } = await terminal.until('trouble');
      expect(trouble.kind).toBe('unreachable');
      expect(trouble.reason).toMatch(/парол|логин/i);
    },
  );
});

const isRoot = process.getuid?.() === 0 && process.platform === 'linux';

describe.skipIf(!isRoot)('a full disk', () => {
  function smallDisk(megabytes: number): string {
    const made = mkdtempSync(join(tmpdir(), 'kapremont-small-'));
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', made]);
    cleanups.push(() => {
      if (mounted.status === 0) spawnSync('umount', [made]);
      rmSync(made, { recursive: true, force: true });
    });
    return mounted.status === 0 ? made : '';
  }

  it(
    'is told as such at the first copy, and the copy is made once there is room',
    { timeout: 120_000 },
    async context => {
      const disk = smallDisk(8);
      if (!disk) return context.skip();
      const fund = await seeded(await freshFundDatabase(), 2000);
      const ballast = join(disk, 'ballast');
      const terminal = await (async () => {
        // the outbox finds its room first
        writeFileSync(ballast, Buffer.alloc(6_500_000));
        return started(fund, disk);
      })();
      const { trouble } = await terminal.until('trouble');
      expect(trouble).toMatchObject({ kind: 'diskFull', held: null });
      rmSync(ballast);
      spawnSync('mount', ['-o', 'remount,size=200m', disk]);
      await terminal.until('online');
      expect(await numbers(terminal.dataDir)).toHaveLength(2000);
    },
  );

  it('later keeps what was copied, says so, and goes on by itself', { timeout: 120_000 }, async context => {
    const disk = smallDisk(40);
    if (!disk) return context.skip();
    const fund = await seeded(await freshFundDatabase(), 500);
    const terminal = await started(fund, disk);
    await terminal.until('fresh');
    const ballast = join(disk, 'ballast');
    for (let size = 32_000_000; size >= 1000; size = Math.floor(size / 2)) {
      try {
        writeFileSync(ballast, Buffer.alloc(size), { flag: 'a' });
      } catch {
        // no room for so much: half of it is tried next
      }
    }
    await inFund(fund, `update fund.account set last_name = repeat('Ы', 100)`, 'update fund.payment set amount = 777');
    const { trouble } = await terminal.until('trouble');
    expect(trouble.kind).toBe('diskFull');
    // the outbox keeps room for the last lines, and says when that is over
    const write = () =>
      terminal.store.terminalStore.appendAudit({ action: 'proof.failed', details: { text: 'Ы'.repeat(5000) } });
    await write();
    await expect(
      (async () => {
        for (let lines = 0; lines < 500; lines++) await write();
      })(),
    ).rejects.toMatchObject({ code: 'SQLITE_FULL' });
    expect(await numbers(terminal.dataDir)).toHaveLength(500);
    rmSync(ballast);
    await terminal.until('online');
    await eventually(async () => (await terminal.store.cache.payments(1))[0]?.amount === 777);
  });
});
