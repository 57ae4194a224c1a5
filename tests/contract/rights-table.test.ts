// docs/security.md tells who may call what; the dispatcher does what it tells, and every promise of that page names tests that exist.
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { Audience, Method, Result } from '#contract';
import { mayCall, states, withRights, type State } from '../../scripts/rights-docs.ts';
import { everyMethod, staffMember, testProgram } from './program.ts';
import { sample } from './sample.ts';

const root = new URL('../../', import.meta.url);
const page = readFileSync(new URL('docs/security.md', root), 'utf8');
const ofProgram = everyMethod.filter(([name]) => !name.startsWith('test.'));

test('the table of rights is current: else run node scripts/rights-docs.ts', async () => {
  const before = everyMethod.filter(([name]) => name.startsWith('test.'));
  const { methods } = await import('#contract');
  for (const [name] of before) Reflect.deleteProperty(methods, name);
  expect(await withRights(page)).toBe(page);
});

const codeOf = (result: Result<unknown>) => (result.ok ? 'ok' : result.error.code);
const audiences: Audience[] = ['kiosk', 'desk'];

async function answer(state: State, audience: Audience, name: string, method: Method): Promise<string> {
  const behind = testProgram();
  const input = sample(method.input) as Record<string, unknown>;
  const id = behind.visit.id();
  if (state === 'account')
    behind.visit.open(behind.visit.held(), typeof input['account'] === 'number' ? input['account'] : 1);
  if (state === 'user') behind.visit.signIn(id, { id: 'u', login: 'ivanov' });
  if (state === 'operator' || state === 'admin' || state === 'auditor') behind.shift.begin(staffMember(state));
  const code = codeOf(await behind.program.dispatch({ audience }, name, input));
  expect(behind.calls.length).toBe(code === 'ok' ? 1 : 0);
  return code;
}

test.each(ofProgram)(
  '%s is answered to whom the table says, at the terminals it says, and to nobody else',
  async (name, method) => {
    for (const state of Object.keys(states) as State[])
      for (const audience of audiences) {
        const isHere = method.audience === 'both' || method.audience === audience;
        const code = await answer(state, audience, name, method);
        const answered = [state, audience, code === 'ok'];
        expect(answered).toEqual([state, audience, isHere && mayCall(method, state)]);
        if (!isHere) expect(code).toBe('method.notForYou');
      }
  },
);

test('every rule of the page names its tests, and they are there', () => {
  const section = page.slice(page.indexOf('## What is enforced where'), page.indexOf('## Who may call what'));
  const rules = section.split(/^(?=\*\*[^*]+\*\* –)/m).slice(1);
  expect(rules.length).toBeGreaterThan(10);
  for (const rule of rules) {
    const named = [...rule.matchAll(/tests\/[\w./-]+/g)].map(([path]) => path.replace(/[.,]$/, ''));
    expect(named, rule.slice(0, 60)).not.toEqual([]);
    expect(named.filter(path => !existsSync(fileURLToPath(new URL(path, root))))).toEqual([]);
  }
});
