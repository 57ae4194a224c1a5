// Runs every test — vitest, then Playwright — and prints the count of all, last, alone on a line.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

interface Count {
  passed: number;
  failed: number;
  skipped: number;
}

const out = mkdtempSync(join(tmpdir(), 'kapremont-tests-'));
const run = (command: string, args: string[], env: Record<string, string> = {}) =>
  spawnSync(command, args, { stdio: 'inherit', env: { ...process.env, ...env } }).status ?? 1;

/** A runner that died before it wrote its report is one failure, never none. */
function read(file: string, status: number, count: (report: never) => Count): Count {
  try {
    const counted = count(JSON.parse(readFileSync(file, 'utf8')) as never);
    return status !== 0 && counted.failed === 0 ? { ...counted, failed: 1 } : counted;
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

const unitFile = join(out, 'vitest.json');
const unit = read(
  unitFile,
  run('vitest', ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${unitFile}`]),
  (r: { numPassedTests: number; numFailedTests: number; numFailedTestSuites: number; numPendingTests: number }) => ({
    passed: r.numPassedTests,
    failed: r.numFailedTests === 0 && r.numFailedTestSuites > 0 ? r.numFailedTestSuites : r.numFailedTests,
    skipped: r.numPendingTests,
  }),
);

const built = run('vite', ['build', '--logLevel', 'warn']);
const browserFile = join(out, 'playwright.json');
const browser = read(
  browserFile,
  built || run('playwright', ['test', '--reporter=list,json'], { PLAYWRIGHT_JSON_OUTPUT_FILE: browserFile }),
  (r: { stats: { expected: number; flaky: number; unexpected: number; skipped: number } }) => ({
    passed: r.stats.expected + r.stats.flaky,
    failed: r.stats.unexpected,
    skipped: r.stats.skipped,
  }),
);

rmSync(out, { recursive: true });
const total = (key: keyof Count) => unit[key] + browser[key];
const skipped = total('skipped') > 0 ? `, ${total('skipped')} skipped` : '';
console.log(`${total('passed')} passed, ${total('failed')} failed${skipped}`);
process.exit(total('failed') === 0 ? 0 : 1);
