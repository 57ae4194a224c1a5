// What somebody who guesses at last payments all day opens at one kiosk, under the limits as they are and without parts of them.
import type { AttemptRules } from '../../src-main/services/sign-in/limits.ts';
import { Settings } from '../../src-main/settings.ts';
import { guessingDays, type Yield } from '../support/kiosk-days.ts';
import type { Report, Row } from './measure/report.ts';

const seeds = Array.from({ length: 10 }, (_, i) => i + 1);
/** Of the demo's accounts one in thirteen is opened by «the tariff times the area, on the commonest day». */
const chance = 0.077;

const { proof } = Settings.parse({});
const ways: [string, AttemptRules][] = [
  ['as it is', proof],
  ['the number always', { ...proof, number: 'always' }],
  ['the number never', { ...proof, number: 'never' }],
  ['no daily limits', { ...proof, number: 'never', terminal: { ...proof.terminal, subjectsADay: null } }],
];

async function row(name: string, rules: AttemptRules): Promise<Row> {
  const runs = await Promise.all(seeds.map(seed => guessingDays(rules, chance, seed, 2)));
  const mean = (day: number, of: keyof Yield) =>
    runs.reduce((sum, days) => sum + (days[day]?.[of] ?? 0), 0) / runs.length;
  return {
    limits: name,
    'guesses the first day': Math.round(mean(0, 'guesses')),
    'opened the first day': mean(0, 'opened').toFixed(1),
    'each day after': mean(1, 'opened').toFixed(1),
  };
}

export async function run(): Promise<Report> {
  const columns = {
    limits: 'text',
    'guesses the first day': 'count',
    'opened the first day': 'text',
    'each day after': 'text',
  } as const;
  return {
    sections: [
      {
        title: 'Accounts of strangers opened in a day at one kiosk by guessing each once, with every picture read',
        columns,
        rows: await Promise.all(ways.map(([name, rules]) => row(name, rules))),
        note: `A guess is right for ${(chance * 100).toFixed(1)} % of accounts; four of a number's six digits are known. Means of ${seeds.length} runs.`,
      },
    ],
  };
}
