// A terminal's limits: an honest queue never meets them, a patient guesser always does.
import { describe, expect, test } from 'vitest';
import type { Tallied } from '../../../src-main/ports/tally.ts';
import { standing } from '../../../src-main/services/sign-in/terminal-limits.ts';
import { Settings } from '../../../src-main/settings.ts';
import { dice } from '../../bench/measure/random.ts';
import { guessingDays, kioskDays } from '../../support/kiosk-days.ts';

const rules = Settings.parse({}).proof;
const noon = Date.parse('2026-11-22T12:00:00.000Z');
const at = (minutes: number) => new Date(noon + minutes * 60_000).toISOString();
const mistakes = (...minutes: number[]): Tallied[] =>
  minutes.map((minute, seq) => ({ seq, subject: String(seq), visit: String(seq), at: at(minute) }));
const every = (minutes: number, count: number) => Array.from({ length: count }, (_, i) => i * minutes);

describe('a terminal', () => {
  test('is closed for a quarter of an hour by twenty mistakes within one, and no longer the next time', () => {
    const burst = mistakes(...every(0.5, 20));
    expect(standing(burst.slice(1), rules.terminal, at(10)).lockedUntil).toBeNull();
    expect(standing(burst, rules.terminal, at(10)).lockedUntil).toBe(at(24.5));
    expect(standing(burst, rules.terminal, at(24.5)).lockedUntil).toBeNull();
    const again = mistakes(...every(0.5, 20), ...every(0.5, 20).map(minute => 30 + minute));
    expect(standing(again, rules.terminal, at(40)).lockedUntil).toBe(at(54.5));
  });

  test('asks everybody for the picture before it closes', () => {
    expect(standing(mistakes(...every(1, 9)), rules.terminal, at(9)).picture).toBe(false);
    expect(standing(mistakes(...every(1, 10)), rules.terminal, at(10)).picture).toBe(true);
    expect(standing(mistakes(...every(1, 10)), rules.terminal, at(30)).picture).toBe(false);
  });

  test('asks for more from twenty accounts a day, closes at sixty, and opens as they grow a day old', () => {
    const patient = mistakes(...every(20, 60));
    expect(standing(patient.slice(0, 19), rules.terminal, at(400)).risk).toBe(false);
    expect(standing(patient.slice(0, 20), rules.terminal, at(400))).toMatchObject({ risk: true, lockedUntil: null });
    expect(standing(patient, rules.terminal, at(1181)).lockedUntil).toBe(at(24 * 60));
    expect(standing(patient, rules.terminal, at(24 * 60 + 1)).lockedUntil).toBeNull();
    const slips = patient.map(each => ({ ...each, subject: '7' }));
    expect(standing(slips, rules.terminal, at(1181))).toMatchObject({ risk: false, lockedUntil: null });
  });

  test.each([1, 2, 3, 4])(
    'an honest queue of twenty an hour, one in five mistaken, never meets a closed kiosk nor pays for others (seed %i)',
    async seed => {
      const kiosk = kioskDays(rules);
      const { next: random } = dice(seed);
      for (let visitor = 0; visitor < 200; visitor++) {
        kiosk.clock.advance(-Math.log(1 - random()) * 170_000);
        const account = 1000 + visitor;
        const begun = await kiosk.begin(account);
        expect(begun).toMatchObject({ value: { lockedUntil: null, picture: null, number: false } });
        const slips = random() < 0.2 ? 1 + Math.floor(random() * 3) : 0;
        for (let i = 0; i < slips; i++) {
          expect(await kiosk.submit({ account, right: false })).toMatchObject({ error: { code: 'proof.mismatch' } });
          kiosk.clock.advance(20_000);
        }
        if (slips === 0 || random() < 0.75)
          expect((await kiosk.submit({ account, right: true })).ok, `visitor ${visitor}`).toBe(true);
        kiosk.endVisit();
      }
    },
  );

  test('who guesses all day opens a few accounts at first and next to none later, with every picture read', async () => {
    const [first, second, third] = await guessingDays(rules, 0.077, 5, 3);
    for (const day of [first!, second!, third!]) expect(day.guesses).toBeLessThan(75);
    expect(first!.opened).toBeLessThanOrEqual(6);
    expect(second!.opened + third!.opened).toBeLessThanOrEqual(2);
  });
});
