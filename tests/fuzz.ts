// `npm run fuzz`: the test of all methods at random, with ten times its calls and a seed of this run, or the one given.
import { spawnSync } from 'node:child_process';

const [seed = String(Date.now() % 1_000_000_000)] = process.argv.slice(2);
console.log(`seed ${seed}`);
const { status } = spawnSync('vitest', ['run', '--project', 'node', 'tests/integration/fuzz.test.ts'], {
  stdio: 'inherit',
  env: { ...process.env, KAPREMONT_FUZZ_CALLS: '200000', KAPREMONT_FUZZ_SEED: seed },
});
process.exit(status ?? 1);
