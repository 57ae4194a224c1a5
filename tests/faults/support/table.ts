// What each fault came to: a row of the table that the run prints last, and the same held against nought.
import { appendFileSync } from 'node:fs';
import { expect } from 'vitest';
import { dice } from '../../support/fuzz-input.ts';

export const rounds = Number(process.env['KAPREMONT_FAULT_ROUNDS'] ?? 5);
const seed = Number(process.env['KAPREMONT_FAULT_SEED'] ?? 20261128);

export interface Row {
  fault: string;
  rounds: number;
  lost: number;
  doubled: number;
  /** figures or rows that are not the fund's */
  wrong: number;
  /** times when the person was told nothing, or another reason than the true one */
  untrue: number;
  note: string;
}

export class Tally implements Row {
  readonly fault: string;
  rounds = 0;
  lost = 0;
  doubled = 0;
  wrong = 0;
  untrue = 0;
  note = '';
  readonly why: string[] = [];

  constructor(fault: string) {
    this.fault = fault;
  }

  add(what: 'lost' | 'doubled' | 'wrong' | 'untrue', count: number, why: string): void {
    if (count === 0) return;
    this[what] += count;
    this.why.push(`${what} ${count}: ${why}`);
  }

  /** A word that ought to have been told. */
  told(isTrue: boolean, why: string): void {
    this.add('untrue', isTrue ? 0 : 1, why);
  }

  /** Writes the row down and fails unless nothing was lost, doubled, wrong or untrue. */
  end(note = ''): void {
    this.note = note;
    const { fault, lost, doubled, wrong, untrue } = this;
    const table = process.env['KAPREMONT_FAULT_TABLE'];
    const row: Row = { fault, rounds: this.rounds, lost, doubled, wrong, untrue, note };
    if (table) appendFileSync(table, `${JSON.stringify(row)}\n`);
    expect({ lost, doubled, wrong, untrue, why: this.why }, `seed ${seed}`).toEqual({
      lost: 0,
      doubled: 0,
      wrong: 0,
      untrue: 0,
      why: [],
    });
  }
}

/** The row of a fault that cannot be done on this machine; loud, so that nobody takes it for done. */
export function skipped(fault: string, why: string): void {
  console.warn(`NOT DONE: ${fault}: ${why}`);
  const table = process.env['KAPREMONT_FAULT_TABLE'];
  const row: Row = { fault, rounds: 0, lost: 0, doubled: 0, wrong: 0, untrue: 0, note: `NOT DONE: ${why}` };
  if (table) appendFileSync(table, `${JSON.stringify(row)}\n`);
}

/** Whole numbers below `limit`, the same for the same seed and fault. */
export function rolls(fault: string): (limit: number) => number {
  let salt = 0;
  for (const letter of fault) salt = (salt * 31 + letter.charCodeAt(0)) % 1_000_003;
  return dice(seed + salt);
}
