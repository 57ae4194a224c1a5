// What a bench says: sections of rows, printed as tables and written as JSON with the machine they were measured on.
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, platform, release, totalmem } from 'node:os';
import { join } from 'node:path';

/** How a figure is printed; JSON keeps it whole. Milliseconds and seconds are figures in their own unit. */
export type Format = 'text' | 'count' | 'ms' | 's' | 'times' | 'share';

export type Row = Record<string, string | number | null>;

export interface Section {
  title: string;
  /** columns in order, by their key in the rows, which is their heading too */
  columns: Record<string, Format>;
  rows: Row[];
  /** what a reader must know not to misread the figures */
  note?: string;
}

/** What a bench is told by its command line. */
export interface BenchOptions {
  /** of the region, in benches that fill one of their own */
  accounts?: number;
  /** documents: of a whole region, in files */
  region?: boolean;
}

export interface Report {
  sections: Section[];
}

const fixed = (value: number, digits: number) => value.toFixed(digits);

function shown(value: string | number | null | undefined, format: Format): string {
  if (value === null || value === undefined) return '—';
  if (typeof value === 'string') return value;
  switch (format) {
    case 'ms':
      return value < 1 ? `${fixed(value * 1000, value < 0.01 ? 1 : 0)} µs` : `${fixed(value, value < 100 ? 2 : 0)} ms`;
    case 's':
      return `${fixed(value, 2)} s`;
    case 'times':
      return `${fixed(value, value < 10 ? 2 : 0)}×`;
    case 'share':
      return `${fixed(value * 100, 0)} %`;
    default:
      return String(value);
  }
}

export function printSection({ title, columns, rows, note }: Section): void {
  const keys = Object.keys(columns);
  const table = [keys, ...rows.map(row => keys.map(key => shown(row[key], columns[key]!)))];
  const widths = keys.map((_, i) => Math.max(...table.map(line => line[i]!.length)));
  console.log(`\n${title}`);
  for (const line of table) {
    const cells = line.map((cell, i) =>
      columns[keys[i]!] === 'text' ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!),
    );
    console.log(`  ${cells.join('  ').trimEnd()}`);
  }
  if (note) console.log(`  ${note}`);
}

function commit(): string {
  const git = (...args: string[]) =>
    execFileSync('git', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  try {
    return `${git('rev-parse', '--short', 'HEAD')}${git('status', '--porcelain', '-uno') ? ' and changes' : ''}`;
  } catch {
    return '';
  }
}

export const machine = () => ({
  cpu: cpus()[0]?.model.trim() ?? 'unknown',
  cores: cpus().length,
  memoryGb: Math.round(totalmem() / 2 ** 30),
  system: `${platform()} ${release()}`,
  node: process.versions.node,
});

/** The mean number of busy processes over the last minute: above `cores`, somebody else was measured too. */
export const load = (): number => Math.round((loadavg()[0] ?? 0) * 100) / 100;

/** Writes bench-results/<name>.json and returns its path. */
export function writeReport(
  name: string,
  report: Report,
  { accounts, region, ...began }: BenchOptions & { at: string; load: number },
): string {
  const file = join('bench-results', `${name}.json`);
  mkdirSync('bench-results', { recursive: true });
  const whole = {
    bench: name,
    command: [
      'npm run bench --',
      name,
      region ? '--region' : '',
      accounts === undefined ? '' : `--accounts ${accounts}`,
    ]
      .filter(Boolean)
      .join(' '),
    date: began.at,
    commit: commit(),
    machine: machine(),
    load: { before: began.load, after: load() },
    ...report,
  };
  writeFileSync(file, `${JSON.stringify(whole, null, 2)}\n`);
  return file;
}
