// `npm run test:soak -- [--visits N] [--minutes N] [--rest]`: visits and a shift of staff in a real Chromium; what may grow is measured, printed and held flat.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { chromium, type Page } from '@playwright/test';
import { headlessChromium } from '../../scripts/chromium.ts';
import { demoWalkAccounts, type WalkAccount } from '../../scripts/demo/index.ts';
import { demoStaff } from '../../scripts/demo/staff.ts';
import { typedSum } from '../../scripts/walk/owner.ts';
import { withDatabase } from '../../src-main/adapters/fund-postgres/migrate.ts';
import { openByDocument, signInAtDesk } from '../e2e/desk-walk.ts';
import setUp, { demoAccounts, SERVER } from '../support/e2e-setup.ts';
import { steps } from './in-page.ts';
import { memoryAtRest } from './rest.ts';
import { grown, measure, type Measured } from './measure.ts';

const { values } = parseArgs({
  options: {
    visits: { type: 'string', default: '2000' },
    minutes: { type: 'string', default: '15' },
    rest: { type: 'boolean', default: false },
  },
});
if (values.rest) {
  await memoryAtRest();
  process.exit(0);
}
const wanted = Number(values.visits);
const began = performance.now();
const minutes = () => (performance.now() - began) / 60_000;
const tearDown = await setUp();
const server = process.env[SERVER] ?? '';
const fundUrl = withDatabase(server, 'kapremont_demo');
const browserOf = await headlessChromium();
const browser = await chromium.launch({ executablePath: browserOf.path, args: browserOf.args, env: browserOf.env });

async function program(settings: Record<string, unknown>) {
  const dataDir = mkdtempSync(join(tmpdir(), 'kapremont-soak-'));
  const file = join(dataDir, 'settings.json');
  writeFileSync(file, JSON.stringify(settings));
  const child = spawn(process.execPath, ['scripts/serve.ts', '--data', dataDir, '--accounts', String(demoAccounts)], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, KAPREMONT_SETTINGS: file, KAPREMONT_DEMO_SERVER: server },
  });
  let words = '';
  child.stderr.on('data', (chunk: Buffer) => (words += chunk.toString()));
  const url = await new Promise<string>((resolve, reject) => {
    child.once('exit', () => reject(new Error(words)));
    createInterface({ input: child.stdout }).once('line', line => resolve((JSON.parse(line) as { url: string }).url));
  });
  const page = await browser.newPage({
    viewport: { width: 1280, height: 1024 },
    hasTouch: true,
    reducedMotion: 'reduce',
  });
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Performance.enable');
  await page.goto(url);
  return {
    page,
    measure: (visits: number) => measure(visits, { pid: child.pid ?? 0, cdp, fundUrl, dataDir }),
    /** warnings of Node.js: listeners that are never taken off */
    warnings: () => words.split('\n').filter(line => /MaxListeners|Warning/.test(line)),
    async stop() {
      await page.close();
      const ended = new Promise(resolve => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function visit(page: Page, account: WalkAccount, prints: boolean): Promise<number> {
  const from = performance.now();
  const [year = '', month = '', day = ''] = account.paidOn.split('-');
  await steps(page, [
    { click: 'start' },
    { click: 'by-number' },
    { keys: account.number },
    { click: 'find-submit' },
    { click: 'hit-yes' },
    { wait: 'proof-date' },
    { keys: day + month + year },
    { click: 'proof-next' },
    { wait: 'proof-sum' },
    { keys: typedSum(account.amount) },
    { click: 'proof-submit' },
    { wait: 'balance' },
    ...(prints ? [{ click: 'to-document' }, { click: 'print' }, { wait: 'print-done' }] : []),
    { click: 'finish' },
    { wait: 'start-again' },
  ]);
  // the next person gets a fresh page
  await page.getByTestId('start-again').click();
  await page.getByTestId('start').waitFor();
  return performance.now() - from;
}

const p95 = (all: readonly number[]) => Math.round(all.toSorted((a, b) => a - b)[Math.floor(all.length * 0.95)] ?? NaN);
const rows: (Measured & { who: string })[] = [];
const wrong: string[] = [];

const kiosk = await program({
  proof: { failuresToPicture: 99, terminal: { toPicture: 1e6, toLock: null, subjectsToRisk: 1e6, subjectsADay: null } },
});
const accounts = await demoWalkAccounts(fundUrl, { count: 40 });
await kiosk.page.getByTestId('start').waitFor();
const start = await kiosk.measure(0);
rows.push({ who: 'kiosk', ...start });
const taken: number[] = [];
let warm: Measured = start;
while (taken.length < wanted && minutes() < Number(values.minutes) - 2) {
  const n = taken.length;
  taken.push(await visit(kiosk.page, accounts[n % accounts.length]!, n % 20 === 10));
  const done = taken.length;
  if (done === 100 || done === Math.min(300, Math.ceil(wanted / 2))) warm = await kiosk.measure(done);
  if (done === 100 || done % Math.max(50, Math.floor(wanted / 8)) === 0)
    rows.push({ who: 'kiosk', ...(await kiosk.measure(done)) });
}
await new Promise(resolve => setTimeout(resolve, 5000));
const last = await kiosk.measure(taken.length);
rows.push({ who: 'kiosk', ...last });
wrong.push(...grown(warm, last), ...kiosk.warnings());
const span = Math.min(100, Math.floor(taken.length / 3));
const [first95, last95] = [p95(taken.slice(10, 10 + span)), p95(taken.slice(-span))];
// a machine with others at work is no even ground: twice is more than its noise
if (last95 > 2 * first95) wrong.push(`p95 of a visit: ${first95} → ${last95} ms`);
await kiosk.stop();

const desk = await program({ audience: 'desk', terminalName: 'Стойка', proof: { failuresToPicture: 99 } });
await desk.page.getByTestId('to-desk').waitFor();
await signInAtDesk(desk.page, demoStaff[0]);
let deskWarm: Measured | null = null;
for (let n = 0; n < Math.min(40, Math.ceil(wanted / 50)); n++) {
  await openByDocument(desk.page, accounts[n % accounts.length]!.number);
  await desk.page.getByTestId('balance').waitFor();
  await desk.page.getByTestId('finish').click();
  await desk.page.getByTestId('desk').or(desk.page.getByTestId('goodbye')).first().waitFor();
  if (!(await desk.page.getByTestId('desk').isVisible())) await desk.page.getByTestId('desk').waitFor();
  if (n === 3) deskWarm = await desk.measure(n);
}
const deskLast = await desk.measure(40);
rows.push({ who: 'desk', ...deskLast });
if (deskWarm) wrong.push(...grown(deskWarm, deskLast).map(each => `desk: ${each}`), ...desk.warnings());
await desk.stop();

await browser.close();
await tearDown();
console.table(rows);
console.log(
  `${taken.length} visits, p95 of the first ${span}: ${first95} ms, of the last ${span}: ${last95} ms; ${minutes().toFixed(1)} min, load ${loadavg()[0]?.toFixed(1)}`,
);
for (const each of wrong) console.log(`NOT FLAT: ${each}`);
process.exit(wrong.length > 0 || taken.length < wanted ? 1 : 0);
