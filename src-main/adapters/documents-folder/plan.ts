// The plan of a batch, kept beside its files until it is done: a stopped run resumes with the same accounts in the same files.
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { parse } from 'node:path';
import { writeWhole } from './whole-file.ts';

export interface Plan {
  what: string;
  period: string;
  format: string;
  /** account ids by file */
  files: number[][];
}

const planPath = (out: string) => `${out}.plan.json`;

/** `out` itself for one file; «out-001.pdf», «out-002.pdf» … for several. */
export function fileName(out: string, at: number, count: number): string {
  if (count === 1) return out;
  const { dir, name, ext } = parse(out);
  return `${dir ? `${dir}/` : ''}${name}-${String(at + 1).padStart(Math.max(3, String(count).length), '0')}${ext}`;
}

/** The plan of a stopped run. Throws with a sentence when it was made for another batch. */
export function leftPlan(out: string, wanted: Omit<Plan, 'files'>): Plan | null {
  const path = planPath(out);
  if (!existsSync(path)) return null;
  let plan: Plan;
  try {
    plan = JSON.parse(readFileSync(path, 'utf8')) as Plan;
  } catch {
    return null;
  }
  if (plan.what === wanted.what && plan.period === wanted.period && plan.format === wanted.format) return plan;
  throw new Error(
    `Рядом с ${out} лежит незаконченная работа другого вида (${plan.what}, ${plan.period}, ${plan.format}). ` +
      `Назовите другой файл или удалите ${path}.`,
  );
}

export const writePlan = (out: string, plan: Plan): void => writeWhole(planPath(out), JSON.stringify(plan));
export const dropPlan = (out: string): void => rmSync(planPath(out), { force: true });
