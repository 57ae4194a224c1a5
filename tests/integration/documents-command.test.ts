// `npm run documents` beside a running terminal: one account, a house, the region, and what it says when it cannot.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openForCommand } from '../../src-main/adapters/cache/read-only.ts';
import { systemClock } from '../../src-main/adapters/clock/system-clock.ts';
import { naturalCompare } from '../../src-main/domain/natural-order.ts';
import { pdfText, rasterise } from '../support/pdf.ts';
import type { FundDatabase } from '../support/postgres.ts';
import { folder, keysOf, region, removeFolder, startTerminal, type Terminal } from './sync-support.ts';

const PERIOD = '2026-10';
let fund: FundDatabase;
let dataDir: string;
let terminal: Terminal;
let number: string;
let house: { id: number; numbers: string[] };
let out: string;

beforeAll(async () => {
  fund = await region();
  dataDir = folder();
  terminal = await startTerminal(dataDir, fund.url);
  await terminal.until('swapped');
  const cache = openForCommand(dataDir, await keysOf(dataDir));
  const withDocument: { house: number; premises: string; id: number; number: string }[] = [];
  for (const id of await cache.cache.regionAccounts()) {
    const view = await cache.cache.account(id);
    const balances = await cache.cache.balances(id, PERIOD, PERIOD);
    if (view?.house && view.premises && balances.length > 0)
      withDocument.push({ house: view.house.id, premises: view.premises.number, id, number: view.number });
  }
  cache.close();
  const [[id, accounts] = [0, []]] = [...Map.groupBy(withDocument, account => account.house)].sort(
    (a, b) => b[1].length - a[1].length,
  );
  accounts.sort((a, b) => naturalCompare(a.premises, b.premises) || a.id - b.id);
  house = { id, numbers: accounts.map(account => account.number) };
  number = house.numbers[0] ?? '';
}, 180_000);
afterAll(async () => {
  await terminal?.stop();
  if (dataDir) removeFolder(dataDir);
  await fund?.drop();
});
beforeEach(() => {
  out = mkdtempSync(join(tmpdir(), 'kapremont-out-'));
});
afterEach(() => rmSync(out, { recursive: true }));

const run = (...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['src-main/cli/documents.ts', '--data', dataDir, ...args],
    { encoding: 'utf8', env: { ...process.env, KAPREMONT_SETTINGS: '' } },
  );
  return { status, stdout, stderr };
};
const at = (name: string) => join(out, name);
const today = () => systemClock('Europe/Moscow').today();

describe('one account', { timeout: 120_000 }, () => {
  it.each(['a4', 'a5', '80mm', '58mm'])('is a private PDF on %s', async format => {
    const { status, stderr } = run('--account', number, '--period', PERIOD, '--format', format, '--out', at('d.pdf'));
    expect(stderr).toBe('');
    expect(status).toBe(0);
    expect(await pdfText(readFileSync(at('d.pdf')))).toContain(number);
    expect(statSync(at('d.pdf')).mode & 0o777).toBe(0o600);
    expect(readdirSync(out)).toEqual(['d.pdf']);
  });

  it('is a picture of the paper, and the bytes of a receipt printer', () => {
    expect(run('--account', number, '--period', PERIOD, '--format', '80mm', '--out', at('d.png')).status).toBe(0);
    expect(readFileSync(at('d.png')).subarray(1, 4).toString()).toBe('PNG');
    // 80 mm at 8 dots a millimetre
    expect(readFileSync(at('d.png')).readUInt32BE(16)).toBe(640);
    expect(run('--account', number, '--period', PERIOD, '--out', at('d.bin')).status).toBe(0);
    expect(readFileSync(at('d.bin')).includes(Buffer.from(number))).toBe(true);
  });

  it.each([
    ['an unknown account', ['--account', '000', '--period', PERIOD], 'Лицевого счёта «000» в данных фонда нет.'],
    ['a month without a document', ['--account', '@', '--period', '1999-01'], 'нет платёжного документа за январь'],
    ['no month', ['--account', '@', '--period', 'октябрь'], '--period: нужен месяц вида 2026-10'],
    ['no paper of that name', ['--account', '@', '--period', PERIOD, '--format', 'a3'], '--format: a4, a5, 80mm, 58mm'],
    ['an unknown house', ['--house', 'нет', '--period', PERIOD], 'Дома «нет» в данных фонда нет.'],
    ['two things at once', ['--account', '@', '--region', '--period', PERIOD], 'Назовите одно из трёх'],
    ['a month nobody was charged', ['--region', '--period', '1999-01'], 'нет ни одного платёжного документа'],
  ])('%s is a sentence and exit code 2', (_, args, sentence) => {
    const given = args.map(arg => (arg === '@' ? number : arg));
    const { status, stderr } = run(...given, '--out', at('d.pdf'));
    expect(stderr).toContain(sentence);
    expect(status).toBe(2);
    expect(readdirSync(out)).toEqual([]);
  });

  it('an empty data folder is a sentence, and stays empty', () => {
    const empty = at('empty');
    const { status, stderr } = run('--data', empty, '--account', '1', '--period', PERIOD, '--out', at('d.pdf'));
    expect(stderr).toContain('ещё нет данных фонда');
    expect(status).toBe(1);
    expect(existsSync(empty)).toBe(false);
  });
});

describe('many accounts', { timeout: 240_000 }, () => {
  it('a house is one file, its flats in people’s order, two to a sheet on A5', async () => {
    const { status, stdout } = run('--house', String(house.id), '--period', PERIOD, '--out', at('h.pdf'));
    expect(status).toBe(0);
    expect(stdout).toContain(`документов ${house.numbers.length}`);
    const text = await pdfText(readFileSync(at('h.pdf')));
    const places = house.numbers.map(account => text.indexOf(account));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(places[0]).toBeGreaterThan(-1);
    run('--house', String(house.id), '--period', PERIOD, '--format', 'a5', '--out', at('h5.pdf'));
    expect(await rasterise(readFileSync(at('h5.pdf')), 20)).toHaveLength(Math.ceil(house.numbers.length / 2));
  });

  it('a stopped region goes on where it stopped, with the same accounts in the same files', async () => {
    const wanted = ['--region', '--period', PERIOD, '--per-file', '60', '--out', at('r.pdf')];
    expect(run(...wanted).status).toBe(0);
    const files = readdirSync(out).sort();
    expect(files.length).toBeGreaterThan(3);
    const first = readFileSync(at('r-001.pdf'));
    const second = readFileSync(at('r-002.pdf'));

    // As a run stopped at the second file leaves it: the plan, the finished file, a torn one.
    const plan = {
      what: 'весь регион',
      period: PERIOD,
      format: 'a5',
      day: today(),
      files: [[1], [2], [3]],
      finished: {},
    };
    writeFileSync(at('r.pdf.plan.json'), JSON.stringify(plan));
    const other = run(...wanted);
    expect(other.stderr).toContain('незаконченная работа другого вида');
    expect(other.status).toBe(1);

    rmSync(at('r-002.pdf'));
    writeFileSync(at('r-002.pdf.part'), 'torn');
    writeFileSync(at('r-001.pdf'), 'finished before');
    await writePlanOf(files.length, 'finished before');
    const again = run(...wanted);
    expect(again.status).toBe(0);
    expect(again.stdout).toContain('r-001.pdf: готов с прошлого раза');
    expect(readFileSync(at('r-001.pdf'), 'utf8')).toBe('finished before');
    expect(readFileSync(at('r-002.pdf')).equals(second)).toBe(true);
    expect(readdirSync(out).sort()).toEqual(files);

    // Without a plan it is new work, and nothing old is taken for finished.
    expect(run(...wanted).status).toBe(0);
    expect(readFileSync(at('r-001.pdf')).equals(first)).toBe(true);
  });

  it('files of another run are never taken for finished: not of one stopped before, nor of yesterday', async () => {
    const wanted = ['--region', '--period', PERIOD, '--per-file', '60', '--out', at('r.pdf')];
    expect(run(...wanted).status).toBe(0);
    const count = readdirSync(out).length;
    const first = readFileSync(at('r-001.pdf'));
    for (const [finished, day] of [
      [null, today()],
      ['old', '2026-01-01'],
    ] as const) {
      writeFileSync(at('r-001.pdf'), 'old');
      await writePlanOf(count, finished, day);
      const { stdout } = run(...wanted);
      expect(stdout).not.toContain('готов с прошлого раза');
      expect(readFileSync(at('r-001.pdf')).equals(first)).toBe(true);
    }
    expect(readFileSync(at('r-001 (прежний).pdf'), 'utf8')).toBe('old');
  });

  /** `finished`: what that run wrote as its first file; null when it finished none. */
  async function writePlanOf(count: number, finished: string | null, day = today()) {
    const cache = openForCommand(dataDir, keys);
    const ids = await cache.cache.regionAccounts();
    cache.close();
    const files = Array.from({ length: count }, (_, i) => ids.slice(i * 60, (i + 1) * 60));
    const hashes = finished === null ? {} : { 0: createHash('sha256').update(finished).digest('hex') };
    const plan = { what: 'весь регион', period: PERIOD, format: 'a4', day, files, finished: hashes };
    writeFileSync(at('r.pdf.plan.json'), JSON.stringify(plan));
  }
  let keys: Awaited<ReturnType<typeof keysOf>>;
  beforeAll(async () => {
    keys = await keysOf(dataDir);
  });
});
