// From the command to a usable program: a first start with 20 000 accounts, a second start and its phases, and opening the encrypted files.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildRendererIfStale } from '../../scripts/run-program.ts';
import { findPlace } from '../../scripts/embedded-postgres/place.ts';
import { quantile, race } from './measure/race.ts';
import type { Report, Row, Section } from './measure/report.ts';
import { timingSection } from './measure/sections.ts';
import { ACCOUNTS, benchRegion } from './region/region.ts';
import { opening } from './startup/opening.ts';
import { startProgram, untilUsable, type Started } from './startup/program.ts';
import { untilScreen } from './startup/screen.ts';
import { untilOwnWindow } from './startup/window.ts';

const FIRST_STARTS = 2;
const SECOND_STARTS = 5;

const median = (values: readonly number[]) =>
  quantile(
    values.toSorted((a, b) => a - b),
    0.5,
  );

export async function run(): Promise<Report> {
  buildRendererIfStale();
  const region = await benchRegion();
  const folders: string[] = [];
  try {
    const first: Row[] = [];
    for (let i = 0; i < FIRST_STARTS; i++) {
      const folder = mkdtempSync(join(tmpdir(), 'kapremont-bench-start-'));
      folders.push(folder);
      const program = await startProgram(folder, ACCOUNTS);
      await untilUsable(program);
      first.push({
        run: i + 1,
        'address printed': program.ready / 1000,
        usable: (performance.now() - program.spawned) / 1000,
        processor: program.processor(),
      });
      await program.stop();
    }
    return {
      sections: [
        {
          title: `First start, ${ACCOUNTS} accounts: PostgreSQL made, migrated and filled, the cache synced`,
          columns: { run: 'count', 'address printed': 's', usable: 's', processor: 's' },
          rows: first,
          note: 'The promise is 40 s on two cores. Processor is the program’s own threads, PostgreSQL not among them.',
        },
        ...(await secondStarts(folders[0]!)),
        await modules(),
        ...(await opening(region)),
      ],
    };
  } finally {
    for (const folder of folders) {
      const { home } = findPlace(join(folder, 'postgres'));
      for (const made of [home, folder]) rmSync(made, { recursive: true, force: true });
    }
  }
}

async function secondStarts(folder: string): Promise<Section[]> {
  const served: number[] = [];
  const screens: number[] = [];
  const said: number[] = [];
  const windows: number[] = [];
  const phases = new Map<string, number[]>();
  const reached = (phase: string, at: number) => phases.set(phase, [...(phases.get(phase) ?? []), at]);

  const start = async (command: 'serve' | 'start', look: (program: Started) => Promise<number>) => {
    const program = await startProgram(folder, ACCOUNTS, command);
    try {
      return { program, seen: await look(program) };
    } finally {
      await program.stop();
    }
  };
  const processor: number[] = [];
  const usable = async (program: Started) => {
    await untilUsable(program);
    processor.push(program.processor() ?? Number.NaN);
    return performance.now() - program.spawned;
  };
  const screen = (program: Started) => untilScreen(program, folder);

  // makes the browser's profile, as the first start did
  await start('serve', screen);
  for (let i = 0; i < SECOND_STARTS; i++) {
    served.push((await start('serve', usable)).seen);
    said.push((await start('start', usable)).seen);
    windows.push(await untilOwnWindow(folder, ACCOUNTS));
    const { program, seen } = await start('serve', screen);
    screens.push(seen);
    for (const [title, at] of program.steps) reached(title, at);
    reached('address printed', program.ready);
    reached('the start button can be pressed', seen);
  }
  const ordered = [...phases].map(([phase, at]) => ({ phase, at: median(at) })).toSorted((a, b) => a.at - b.at);
  return [
    {
      title: `Second start, ${ACCOUNTS} accounts`,
      columns: { until: 'text', starts: 'count', median: 'ms', longest: 'ms' },
      rows: [
        { until: 'serve: the program answers with the fund’s data', ...starts(served) },
        { until: 'start: the welcome screen of the window it opens can be touched', ...starts(windows) },
        { until: 'serve, then Chromium: the welcome screen can be touched', ...starts(screens) },
        { until: 'start, no display: looked for Electron, then answers with the fund’s data', ...starts(said) },
      ],
      note: `The promise is 3 s to a usable screen. The program’s threads took ${median(processor).toFixed(2)} s of processor.`,
    },
    {
      title: 'The phases of the second row, medians from the process’s start',
      columns: { phase: 'text', reached: 'ms', took: 'ms' },
      rows: ordered.map(({ phase, at }, i) => ({ phase, reached: at, took: at - (ordered[i - 1]?.at ?? 0) })),
    },
  ];
}

const starts = (values: readonly number[]) => ({
  starts: values.length,
  median: median(values),
  longest: Math.max(...values),
});

async function modules(): Promise<Section> {
  const run = (command: string, ...args: string[]) => {
    const { status } = spawnSync(command, args, { stdio: 'ignore' });
    if (status !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${status}.`);
  };
  const node = (...args: string[]) => run(process.execPath, ...args);
  const timings = await race(
    [
      { name: 'program’s modules', run: () => node('scripts/run.mjs', 'tests/bench/startup/modules.ts') },
      { name: 'a command that does nothing, by npm run', run: () => run('npm', 'run', '--silent', 'bench') },
      { name: 'the same without npm', run: () => node('scripts/run.mjs', 'tests/bench/run.ts') },
      { name: 'node and nothing else', run: () => node('-e', '0') },
    ],
    [undefined],
    { rounds: 7 },
  );
  return timingSection('Loading the program’s modules from TypeScript, in a process of its own', timings);
}
