// All lint in one command: formatting, code style and Lit rules, types, templates, imports between folders, and unused code. Runs all and fails if any fails.
import { spawnSync } from 'node:child_process';

const checks: [string, string[]][] = [
  ['prettier', ['--check', '--log-level', 'warn', '.']],
  ['eslint', ['.', '--max-warnings', '0']],
  ['tsc', ['-p', 'tsconfig.json', '--noEmit']],
  ['tsc', ['-p', 'src-renderer/tsconfig.json', '--noEmit']],
  ['tsc', ['-p', 'tests/e2e/tsconfig.json', '--noEmit']],
  ['node', ['scripts/check-templates.ts']],
  [
    'depcruise',
    [
      '--config',
      '.dependency-cruiser.cjs',
      '--output-type',
      'err',
      'src-main',
      'src-renderer',
      'migrations',
      'scripts',
    ],
  ],
  ['knip', ['--no-progress', '--treat-config-hints-as-errors']],
];

// Without the packages of package-lock.json every check below fails for a reason that is hard to see.
if (spawnSync('npm', ['ls', '--depth=0'], { stdio: 'ignore', shell: process.platform === 'win32' }).status !== 0) {
  console.error('lint: node_modules is not what package-lock.json says. Run npm ci first.');
  process.exit(1);
}

const failed = checks.filter(([command, args]) => {
  const { status } = spawnSync(command, args, { stdio: 'inherit' });
  if (status !== 0) console.error(`lint: ${command} ${args.join(' ')} failed`);
  return status !== 0;
});
process.exit(failed.length === 0 ? 0 : 1);
