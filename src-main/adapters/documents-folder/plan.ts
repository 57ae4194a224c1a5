// The plan of a batch, kept beside its files until it is done: a stopped run resumes with the same accounts in the same files.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join, parse } from 'node:path';
import { writeWhole } from './whole-file.ts';

export interface Plan {
  what: string;
  period: string;
  format: string;
  /** account ids by file */
  files: number[][];
  /** the day it was begun: what is owed is of that day */
  day: string;
  /** SHA-256 of each file this run finished, by its number; any other file of these names is of another run */
  finished: Record<number, string>;
}

const planPath = (out: string) => `${out}.plan.json`;

/** `out` itself for one file; «out-001.pdf», «out-002.pdf» … for several. */
export function fileName(out: string, at: number, count: number): string {
  if (count === 1) return out;
  const { dir, name, ext } = parse(out);
  return `${dir ? `${dir}/` : ''}${name}-${String(at + 1).padStart(Math.max(3, String(count).length), '0')}${ext}`;
}

/** The plan of a run stopped on the same day. Throws with a sentence when it was made for another batch. */
export function leftPlan(out: string, wanted: Omit<Plan, 'files' | 'finished'>): Plan | null {
  const path = planPath(out);
  if (!existsSync(path)) return null;
  let plan: Plan;
  try {
    plan = JSON.parse(readFileSync(path, 'utf8')) as Plan;
  } catch {
    return null;
  }
  if (plan.what === wanted.what && plan.period === wanted.period && plan.format === wanted.format)
    return plan.day === wanted.day ? plan : null;
  throw new Error(
    `Рядом с ${out} лежит незаконченная работа другого вида (${plan.what}, ${plan.period}, ${plan.format}). ` +
      `Назовите другой файл или удалите ${path}.`,
  );
}

const hashOf = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');

/** Whether this run finished that file, and nobody has changed it since. */
export const isFinished = ({ finished }: Plan, at: number, path: string): boolean =>
  finished[at] !== undefined && existsSync(path) && hashOf(path) === finished[at];

export function planFinished(out: string, plan: Plan, at: number, path: string): void {
  plan.finished[at] = hashOf(path);
  writePlan(out, plan);
}

/** Files of another run give way, so that nobody takes them for this one's: they are kept under another name until the next time. */
export function putAway(path: string): void {
  if (!existsSync(path)) return;
  const { dir, name, ext } = parse(path);
  renameSync(path, join(dir, `${name} (прежний)${ext}`));
}

export const writePlan = (out: string, plan: Plan): void => writeWhole(planPath(out), JSON.stringify(plan));
export const dropPlan = (out: string): void => rmSync(planPath(out), { force: true });
