// Every method called with every kind of input by nobody, a user, an operator, an administrator and an auditor, many at once: no bug, and no right gained.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { errorTexts, methods, type Method, type MethodName, type Result } from '#contract';
import { startLoopbackAcquirer, type LoopbackAcquirer } from '../../scripts/acquirer/index.ts';
import { argon2Passwords } from '../../src-main/adapters/passwords/argon2.ts';
import { addCabinetUser } from '../support/cabinet-users.ts';
import { dice, inputMaker } from '../support/fuzz-input.ts';
import { withClient } from '../support/postgres.ts';
import { eventually } from './sync-support.ts';
import { shop } from '../support/payments-rig.ts';
import { codeOf, password, staffRig, type StaffRig, type Terminal } from '../support/staff-rig.ts';

/** `npm run fuzz` makes ten times as many; another seed is another run, and a failure names its own. */
const calls = Number(process.env['KAPREMONT_FUZZ_CALLS'] ?? 20_000);
const seed = Number(process.env['KAPREMONT_FUZZ_SEED'] ?? 20261128);
const atOnce = 12;

const roles = ['nobody', 'user', 'operator', 'admin', 'auditor'] as const;
type Role = (typeof roles)[number];

/** These hash a password, for half a second of a processor each, or make whole houses' papers. */
const slow = /signIn$|[Rr]egister|recoverWithCode|[Pp]assword$|saveGeneral|Batch$|print|preview/;
const names = Object.keys(methods) as MethodName[];
const lot = names.flatMap(name => Array<MethodName>(slow.test(name) ? 1 : 8).fill(name));

/** What a role may be answered, told apart from the code that decides it: the accounts it can prove or owns, and the methods of its kind. */
const accountsOf: Record<Role, readonly number[]> = { nobody: [], user: [2], operator: [], admin: [], auditor: [] };
const ofStaff: readonly Role[] = ['operator', 'admin', 'auditor'];
/** All that an auditor is answered besides. */
const auditorToo = /^(system|visit|audit)\.|^staff\.(signIn|signInState|signOut|shift|touch)$/;
function isGained(role: Role, name: MethodName, input: unknown, proved: ReadonlySet<unknown>): boolean {
  const { audience, needs }: Method = methods[name];
  const isStaff = ofStaff.includes(role);
  // the shift may have been over meanwhile, and then anybody calls
  if (role === 'auditor' && !auditorToo.test(name)) return needs !== 'nothing';
  if (audience !== 'both' && audience !== (isStaff ? 'desk' : 'kiosk')) return true;
  if (needs === 'staff') return !isStaff;
  if (needs === 'auditor') return role !== 'admin' && role !== 'auditor';
  if (needs === 'operator') return !isStaff;
  if (needs === 'admin') return role !== 'admin';
  if (needs === 'user') return role !== 'user';
  if (needs !== 'account' || isStaff) return false;
  const { account } = input as { account: number };
  return !proved.has(account) && !accountsOf[role].includes(account);
}

let rig: StaffRig;
/** Its payer pays soon, so that a code is cancelled, paid and asked for again in whatever order. */
let acquirer: LoopbackAcquirer;
const terminals = new Map<Role, Terminal>();
beforeAll(async () => {
  rig = await staffRig({ operator: 'operator', admin: 'admin', auditor: 'auditor' });
  acquirer = await startLoopbackAcquirer(shop);
  const id = await addCabinetUser(rig.fund.url, 'ivanov');
  const hash = await argon2Passwords().hash(password);
  await withClient(rig.fund.url, async client => {
    await client.query('update cabinet.app_user set password_hash = $2 where id = $1', [id, hash]);
    await client.query('insert into cabinet.attached_account (user_id, account_id) values ($1, 2)', [id]);
  });
  const endless = { failuresToLock: 1e6, failuresToPicture: 1e6, number: 'never' };
  const terminal = { toPicture: 1e6, toLock: null, subjectsToRisk: 1e6, subjectsADay: null };
  for (const role of roles) {
    const audience = ofStaff.includes(role) ? 'desk' : 'kiosk';
    terminals.set(
      role,
      await rig.terminal(audience, {
        proof: { ...endless, terminal },
        acquirer: { kind: 'yookassa', baseUrl: acquirer.baseUrl },
      }),
    );
  }
});
afterAll(async () => {
  await rig.close();
  await acquirer.close();
});

/** Gives the terminal its role again after a call took it away, and an account to work with, each by the way of that role. */
async function take(role: Role, at: Terminal): Promise<void> {
  if (role === 'user' && (await at.good('cabinet.user', {})).user === null)
    await at.good('cabinet.signIn', { login: 'ivanov', password, remember: false });
  if (ofStaff.includes(role)) {
    const { staff, locked } = await at.good('staff.shift', {});
    if (staff === null || locked) await at.good('staff.signIn', { login: role, password });
  }
  if (role === 'auditor' || (await at.good('visit.state', {})).accounts.length > 0) return;
  if (role === 'user') {
    // it may have been taken off the cabinet
    if (codeOf(await at.call('cabinet.openAccount', { account: 2 })) === 'ok') return;
    await at.call('proof.submit', { account: 2, paidOn: '2026-10-05', amount: '222,04' });
    await at.call('cabinet.attach', { account: 2 });
  } else if (role === 'nobody') await at.good('proof.submit', { account: 1, paidOn: '2026-10-05', amount: '222,04' });
  else
    await at.call('staff.openByDocument', { account: 3, reason: 'noPayments', document: 'passport', lastFour: '1234' });
}

/** The lines of the log that tell of a bug by its id. */
async function told({ dataDir }: Terminal, id: string): Promise<string[]> {
  const lines = () =>
    readdirSync(join(dataDir, 'log'))
      .flatMap(file => readFileSync(join(dataDir, 'log', file), 'utf8').split('\n'))
      .filter(line => line.includes(id));
  await eventually(() => lines().length > 0);
  return lines();
}

const answered = new Set<MethodName>();
let made = 0;

async function round(role: Role, at: Terminal, roll: (limit: number) => number, input: ReturnType<typeof inputMaker>) {
  // now and then somebody leaves in the midst of it
  const asked = Array.from({ length: atOnce }, () => lot[roll(lot.length)] ?? 'visit.end').filter(
    name => roll(8) === 0 || !/signOut$|^visit\.end$/.test(name),
  );
  const questions = asked.map(name => ({ name, input: input(methods[name].input) }));
  // accounts 1 and 2 have a payment that the generator knows, as all accounts here do
  const proved = new Set(
    questions
      .filter(({ name }) => name === 'proof.submit')
      .map(each => (each.input as { account?: unknown } | null)?.account),
  );
  const open = await at.good('visit.state', {});
  for (const { account } of open.accounts) proved.add(account);
  const results = await Promise.all(
    questions.map(each => at.call(each.name, each.input as never) as Promise<Result<unknown>>),
  );
  for (const [i, result] of results.entries()) {
    const { name, input: given } = questions[i]!;
    made++;
    const where = { seed, made, role, name, given: JSON.stringify(given)?.slice(0, 500) };
    if (!result.ok) {
      const { code, params } = result.error;
      if (code === 'system.failure')
        throw new Error(JSON.stringify({ ...where, told: await told(at, params?.['id'] ?? '?') }));
      expect(Object.hasOwn(errorTexts, code), JSON.stringify(where)).toBe(true);
      continue;
    }
    answered.add(name);
    if (isGained(role, name, given, proved)) throw new Error(`a right was gained: ${JSON.stringify(where)}`);
  }
}

test(`${calls} calls of five roles find no failure, and none gains a right`, { timeout: 3_600_000 }, async () => {
  await Promise.all(
    roles.map(async (role, i) => {
      const at = terminals.get(role)!;
      const roll = dice(seed + i);
      const input = inputMaker(roll);
      while (made < calls) {
        await take(role, at);
        await round(role, at, roll, input);
      }
    }),
  );
  // a fuzz whose every call is refused at the door proves nothing
  const never = names.filter(name => !answered.has(name));
  expect(never.length, `never answered: ${never.join(', ')}`).toBeLessThan(names.length / 3);
  for (const role of roles) expect(codeOf(await terminals.get(role)!.call('system.info', {}))).toBe('ok');
});
