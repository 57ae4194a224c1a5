// `npm run test:faults -- [--rounds N] [--seed N] [--only PART_OF_A_TEST] [part of a file's name …]`: runs the faults and prints the table of what was lost.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Row } from './support/table.ts';

const { values, positionals } = parseArgs({
  options: {
    rounds: { type: 'string', default: '50' },
    seed: { type: 'string' },
    only: { type: 'string', default: '' },
  },
  allowPositionals: true,
});
const seed = values.seed ?? String(Date.now() % 1_000_000_000);
const only = values.only === '' ? [] : ['-t', values.only];
const folder = mkdtempSync(join(tmpdir(), 'kapremont-faults-'));
const table = join(folder, 'table.jsonl');
console.log(`rounds ${values.rounds}, seed ${seed}`);
const { status } = spawnSync('vitest', ['run', '--config', 'tests/faults/vitest.config.ts', ...only, ...positionals], {
  stdio: 'inherit',
  env: {
    ...process.env,
    KAPREMONT_FAULTS: '1',
    KAPREMONT_FAULT_ROUNDS: values.rounds,
    KAPREMONT_FAULT_SEED: seed,
    KAPREMONT_FAULT_TABLE: table,
  },
});
const rows = existsSync(table)
  ? readFileSync(table, 'utf8')
      .trim()
      .split('\n')
      .map(line => JSON.parse(line) as Row)
  : [];
console.log(
  `\n| fault | rounds | lost | doubled | wrong figure shown | untrue words | |\n|---|---|---|---|---|---|---|`,
);
for (const { fault, rounds, lost, doubled, wrong, untrue, note } of rows)
  console.log(`| ${fault} | ${rounds} | ${lost} | ${doubled} | ${wrong} | ${untrue} | ${note} |`);
console.log(`\nrounds ${values.rounds}, seed ${seed}`);
rmSync(folder, { recursive: true, force: true });
process.exit(status ?? 1);
