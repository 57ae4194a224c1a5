// kill -9 at random moments of a piece of work: the program is started, killed, started again, and at the end the books are compared.
import { rmSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { folder } from '../../integration/sync-support.ts';
import { compareLines, compareRows, type Fund } from './books.ts';
import { Gone, RunningProgram, start, type StartOptions } from './program.ts';
import { rolls, rounds, Tally } from './table.ts';

export interface Killing {
  fault: string;
  fund: Fund;
  settings(dataDir: string): { dataDir: string };
  options?: StartOptions;
  /** Milliseconds; the kill comes at a random moment up to it, from where all modules are loaded or `from` says. */
  within: number;
  from?: 'loaded' | 'ready';
  /** The work to be killed in; it goes on until then. Calls reject with Gone. */
  work(program: RunningProgram, round: number): Promise<void>;
  /** Held against each other after some of the rounds, by a program that is left alive meanwhile. */
  compare?(tally: Tally, program: RunningProgram, dataDir: string): Promise<void>;
  /** rounds between two comparisons */
  every?: number;
}

/** A work that is done over and over until the program is killed. */
export const overAndOver =
  (step: (program: RunningProgram, n: number) => Promise<unknown>) =>
  async (program: RunningProgram): Promise<void> => {
    for (let n = 0; !program.isGone; n++) await step(program, n);
  };

export async function killOften(killing: Killing): Promise<void> {
  const { fault, fund, within, from = 'ready', every = 10 } = killing;
  const tally = new Tally(fault);
  const roll = rolls(fault);
  const dataDir = folder();
  const settings = killing.settings(dataDir);
  let slowest = 0;
  const compared = async () => {
    const began = performance.now();
    const program = await start(settings, killing.options);
    slowest = Math.max(slowest, performance.now() - began);
    await program.until('fresh');
    await killing.compare?.(tally, program, dataDir);
    // whatever the fund was told before now is to be here
    await program.since(Date.now());
    await compareRows(tally, dataDir, fund);
    const lines = await compareLines(tally, dataDir, fund);
    await program.stop();
    return lines;
  };
  try {
    if (from === 'ready') {
      // a first copy: what is killed here is the work on it
      const first = await start(settings, killing.options);
      await first.until('fresh');
      await first.stop();
    }
    while (tally.rounds < rounds) {
      const program = new RunningProgram(settings, killing.options);
      await (from === 'loaded' ? program.loaded() : program.ready());
      const work = killing.work(program, tally.rounds).catch((error: unknown) => {
        if (!(error instanceof Gone)) throw error;
      });
      // what went wrong before the kill is thrown below
      work.catch(() => undefined);
      await pause(roll(within));
      await program.kill();
      await work;
      tally.rounds++;
      if (tally.rounds % every === 0 && tally.rounds < rounds) await compared();
    }
    const lines = await compared();
    tally.end(`${lines} lines of the log, slowest start ${(slowest / 1000).toFixed(1)} s`);
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
    rmSync(`${dataDir}.settings.json`, { force: true });
  }
}
