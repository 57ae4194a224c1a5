// The accounts of a login, the form of an owner who cannot prove, news read, and the audit chain, on a real PostgreSQL.
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { cabinetChainStart, chainHash } from '../../src-main/adapters/outbox/audit-chain.ts';
import { auditActions } from '../../src-main/domain/audit-actions.ts';
import {
  code,
  goodPassword,
  openCabinet,
  registered,
  type RigOptions,
  type TestCabinet,
  value,
} from '../support/cabinet-rig.ts';
import { AuditLines } from '../support/audit-lines.ts';
import { type FundDatabase, freshFundDatabase, withClient } from '../support/postgres.ts';
import { somebody } from '../support/called.ts';
import { inShift } from '../../src-main/services/audit/who.ts';

let fund: FundDatabase;
let at: TestCabinet;
let open: TestCabinet[] = [];
let count = 0;
let login = '';
const terminal = (options?: RigOptions) => {
  const made = openCabinet(fund, options);
  open.push(made);
  return made;
};

beforeAll(async () => {
  fund = await freshFundDatabase();
});
afterAll(() => fund.drop());
beforeEach(async () => {
  at = terminal();
  login = `user${++count}`;
  await registered(fund, at, login);
});
afterEach(async () => {
  await Promise.all(open.map(each => each.close()));
  open = [];
});

const cabinet = () => at.cabinet;
/** What the proof does. */
const prove = (account: number, of = at) => of.visit.open(of.visit.held(), account, 'proof');
const listed = (result: Awaited<ReturnType<(typeof at.cabinet.methods)['cabinet.accounts']>>) =>
  value(result).accounts.map(({ header, main }) => `${header.account}${main ? ' main' : ''}`);
const signIn = (of: TestCabinet) =>
  of.cabinet.methods['cabinet.signIn']({ login, password: goodPassword, remember: false });

describe('accounts', () => {
  test('are attached after proof only, the first is the main one, another can be chosen, any can be removed', async () => {
    expect(code(await cabinet().methods['cabinet.attach']({ account: 1 }))).toBe('visit.accountNotOpen');
    for (const account of [1, 2, 3]) {
      prove(account);
      value(await cabinet().methods['cabinet.attach']({ account }));
    }
    expect(listed(await cabinet().methods['cabinet.attach']({ account: 2 }))).toEqual(['1 main', '2', '3']);
    expect(listed(await cabinet().methods['cabinet.setMain']({ account: 3 }))).toEqual(['3 main', '1', '2']);
    expect(value(await at.cabinet.methods['cabinet.user']({})).user?.mainAccount).toBe(3);
    expect(listed(await cabinet().methods['cabinet.detach']({ account: 3 }))).toEqual(['1 main', '2']);
    expect(listed(await cabinet().methods['cabinet.detach']({ account: 1 }))).toEqual(['2 main']);
    expect(listed(await cabinet().methods['cabinet.detach']({ account: 2 }))).toEqual([]);
    expect(value(await at.cabinet.methods['cabinet.user']({})).user?.mainAccount).toBeNull();
    expect(code(await cabinet().methods['cabinet.detach']({ account: 2 }))).toBe('cabinet.notAttached');
    expect(code(await cabinet().methods['cabinet.setMain']({ account: 9 }))).toBe('cabinet.notAttached');
  });

  test('attached open without proof at the next visit and at another terminal; others do not', async () => {
    prove(5);
    value(await cabinet().methods['cabinet.attach']({ account: 5 }));
    const elsewhere = terminal();
    expect(code(await elsewhere.cabinet.methods['cabinet.openAccount']({ account: 5 }))).toBe('visit.signInNeeded');
    value(await signIn(elsewhere));
    expect(listed(await elsewhere.cabinet.methods['cabinet.accounts']({}))).toEqual(['5 main']);
    expect(elsewhere.visit.isOpen(5)).toBe(false);
    expect(value(await elsewhere.cabinet.methods['cabinet.openAccount']({ account: 5 })).account.account).toBe(5);
    expect(elsewhere.visit.isOpen(5)).toBe(true);
    expect(code(await elsewhere.cabinet.methods['cabinet.openAccount']({ account: 6 }))).toBe('cabinet.notAttached');
    expect(elsewhere.visit.isOpen(6)).toBe(false);
  });

  test('removed at one terminal do not open at another that has just listed them', async () => {
    prove(7);
    value(await cabinet().methods['cabinet.attach']({ account: 7 }));
    const elsewhere = terminal();
    value(await signIn(elsewhere));
    expect(listed(await elsewhere.cabinet.methods['cabinet.accounts']({}))).toEqual(['7 main']);
    value(await cabinet().methods['cabinet.detach']({ account: 7 }));
    expect(at.visit.isOpen(7)).toBe(false);
    expect(code(await elsewhere.cabinet.methods['cabinet.openAccount']({ account: 7 }))).toBe('cabinet.notAttached');
  });

  test('left open by somebody before the sign-in are closed at it, and go into nobody’s cabinet', async () => {
    const other = terminal();
    prove(21, other);
    value(await signIn(other));
    expect(other.visit.openAccounts()).toEqual([]);
    expect(code(await other.cabinet.methods['cabinet.attach']({ account: 21 }))).toBe('visit.accountNotOpen');
    await registered(fund, other, `${login}b`);
    prove(22, other);
    await registered(fund, other, `${login}c`);
    expect(code(await other.cabinet.methods['cabinet.attach']({ account: 22 }))).toBe('visit.accountNotOpen');
    expect(listed(await other.cabinet.methods['cabinet.accounts']({}))).toEqual([]);
  });

  test('opened by a document at the desk are given by a form and not by whoever is signed in', async () => {
    at.visit.open(at.visit.held(), 23);
    expect(code(await cabinet().methods['cabinet.attach']({ account: 23 }))).toBe('cabinet.proofNeeded');
    expect(listed(await cabinet().methods['cabinet.accounts']({}))).toEqual([]);
  });

  test('are closed when the user signs out, and nothing of the user is left', async () => {
    prove(8);
    value(await cabinet().methods['cabinet.attach']({ account: 8 }));
    value(await at.cabinet.methods['cabinet.signOut']({}));
    expect(at.visit.openAccounts()).toEqual([]);
    expect(value(await at.cabinet.methods['cabinet.user']({}))).toEqual({ user: null });
    for (const result of [
      await cabinet().methods['cabinet.accounts']({}),
      await cabinet().methods['cabinet.openAccount']({ account: 8 }),
      await at.cabinet.methods['cabinet.profile']({}),
    ])
      expect(code(result)).toBe('visit.signInNeeded');
  });

  test('are still listed from what was read at sign-in while the fund is away, and nothing is changed then', async () => {
    prove(9);
    value(await cabinet().methods['cabinet.attach']({ account: 9 }));
    let away = false;
    const spotty = terminal({
      wrap: store => ({
        transaction: work => (away ? unreachable.transaction(work) : store.transaction(work)),
      }),
    });
    const unreachable = terminal({ url: 'postgres://terminal_test:x@127.0.0.1:1/nowhere' }).store;
    value(await signIn(spotty));
    away = true;
    spotty.clock.pass(60_000);
    expect(await spotty.cabinet.sessionHolds()).toBe(true);
    expect(listed(await spotty.cabinet.methods['cabinet.accounts']({}))).toEqual(['9 main']);
    prove(10, spotty);
    for (const result of [
      await spotty.cabinet.methods['cabinet.openAccount']({ account: 9 }),
      await spotty.cabinet.methods['cabinet.attach']({ account: 10 }),
    ])
      expect(code(result)).toBe('cabinet.away');
    away = false;
    expect(listed(await spotty.cabinet.methods['cabinet.accounts']({}))).toEqual(['9 main']);
  });
});

describe('the application form', () => {
  const form = async (of: TestCabinet, index: number) => {
    const model = value(await of.printed[index]!.what.model());
    return model.kind === 'applicationForm' ? model.form : expect.fail('another document');
  };

  test('needs nobody signed in, has a number of its own, and shows nothing of the account but its address', async () => {
    const stranger = terminal();
    const printed = value(
      await stranger.cabinet.methods['cabinet.printApplication']({ account: 3, job: randomUUID() }),
    );
    expect(printed).toMatchObject({ state: 'queued' });
    const { number, ...rest } = await form(stranger, 0);
    expect(number).toBe(printed.number);
    expect(number).toMatch(/^З-\d{6}$/);
    expect(JSON.stringify(rest)).toContain('Энгельса');
    expect(JSON.stringify(rest)).not.toMatch(/Соколова|100003|729/);
    // the desk finds it by what is on the paper
    const { rows } = await withClient(fund.url, client =>
      client.query('select account_id, address from cabinet.application where number = $1', [Number(number.slice(2))]),
    );
    expect(rows).toEqual([{ account_id: '3', address: expect.stringContaining('Энгельса') as string }]);
  });

  test('says the account number the visitor typed, and none that belongs to another account', async () => {
    const stranger = terminal();
    const [real, other] = ['100003', '100004'];
    for (const [i, typedNumber] of [real, ` ${real} `, other, '', undefined].entries()) {
      await stranger.cabinet.methods['cabinet.printApplication']({ account: 3, typedNumber, job: randomUUID() });
      expect((await form(stranger, i)).accountNumber).toBe(i < 2 ? real : '');
    }
  });

  test('asked for again under the same key has the same number, under another a new one', async () => {
    const job = randomUUID();
    const first = value(await at.cabinet.methods['cabinet.printApplication']({ account: 3, job }));
    expect(value(await at.cabinet.methods['cabinet.printApplication']({ account: 3, job }))).toEqual(first);
    expect(at.printed).toHaveLength(1);
    expect(
      value(await at.cabinet.methods['cabinet.printApplication']({ account: 3, job: randomUUID() })).number,
    ).not.toBe(first.number);
  });

  test('is not printed without its number: the fund away is told', async () => {
    const away = terminal({ url: 'postgres://terminal_test:x@127.0.0.1:1/nowhere' });
    expect(code(await away.cabinet.methods['cabinet.printApplication']({ account: 3, job: randomUUID() }))).toBe(
      'application.away',
    );
    expect(away.printed).toEqual([]);
    expect(code(await at.cabinet.methods['cabinet.printApplication']({ account: 1000, job: randomUUID() }))).toBe(
      'lookup.notFound',
    );
  });
});

describe('news', () => {
  test('read by a user is read at every terminal, by nobody else', async () => {
    const { marks } = at.cabinet;
    await marks.mark(41, somebody);
    await marks.mark(42, somebody);
    await marks.mark(41, somebody);
    const elsewhere = terminal();
    expect(await elsewhere.cabinet.marks.opened([41, 42, 43])).toEqual(new Set());
    value(await signIn(elsewhere));
    expect(await elsewhere.cabinet.marks.opened([41, 42, 43])).toEqual(new Set([41, 42]));
    elsewhere.visit.end('button');
    expect(await elsewhere.cabinet.marks.opened([41, 42, 43])).toEqual(new Set());
  });
});

describe('the audit log', () => {
  interface Line {
    id: string;
    at: Date;
    role: string;
    actor: string;
    account_id: string | null;
    action: string;
    reason: string;
    details: Record<string, unknown>;
    visit: string | null;
    shift: string | null;
    prev_hash: string;
    hash: string;
  }
  const linesOf = (of: TestCabinet) =>
    withClient(fund.url, async client => {
      const { rows } = await client.query<Line>(`select * from terminal.audit where terminal_id = $1`, [
        of.terminal.id,
      ]);
      return rows;
    });

  /** Follows the chain from its start, every hash made anew. */
  function unchain(of: TestCabinet, lines: readonly Line[]): Line[] {
    const next = new Map(lines.map(line => [line.prev_hash, line]));
    const chain: Line[] = [];
    for (let line = next.get(cabinetChainStart(of.terminal.id)); line; line = next.get(line.hash)) {
      const { id, role, actor, action, reason, details, visit, shift } = line;
      const accountId = line.account_id === null ? null : Number(line.account_id);
      const body = {
        id,
        terminalId: of.terminal.id,
        at: line.at.toISOString(),
        role,
        actor,
        accountId,
        action,
        reason,
        details,
        visit,
        shift,
      };
      expect(chainHash(line.prev_hash, body)).toBe(line.hash);
      chain.push(line);
    }
    return chain;
  }

  test('tells the visit and the shift of a line, and its hash covers them', async () => {
    const [visit, shift] = [randomUUID(), randomUUID()];
    const who = inShift(visit, { role: 'operator', login: 'ivanova' }, shift);
    await at.store.transaction(tx => tx.audit({ action: 'cabinet.accountAttached', user: login, who }));
    const chain = unchain(at, await linesOf(at));
    // whoever acted for a user, both are named
    const line = { action: 'cabinet.accountAttached', role: 'operator', actor: 'ivanova', visit, shift };
    expect(chain.at(-1)).toMatchObject({ ...line, details: { user: login } });
  });

  test('records every change in one unbroken chain, even concurrent ones, and nothing that was typed', async () => {
    for (const account of [1, 2, 3, 4]) prove(account);
    await Promise.all([1, 2, 3, 4].map(account => cabinet().methods['cabinet.attach']({ account })));
    value(await cabinet().methods['cabinet.setMain']({ account: 2 }));
    await signInWrongly();
    const lines = await linesOf(at);
    const chain = unchain(at, lines);
    expect(chain).toHaveLength(lines.length);
    const actions = chain.map(line => line.action);
    expect(actions.filter(action => action === 'cabinet.accountAttached')).toHaveLength(4);
    for (const action of [
      'cabinet.registrationBegun',
      'cabinet.registered',
      'cabinet.mainAccountChosen',
      'cabinet.signInFailed',
    ])
      expect(actions).toContain(action);
    expect(actions.filter(action => !Object.hasOwn(auditActions, action))).toEqual([]);
    expect(JSON.stringify(chain)).not.toMatch(new RegExp(`${goodPassword}|Неверный|example\\.org|${login}`));
  });

  const signInWrongly = () =>
    at.cabinet.methods['cabinet.signIn']({ login: 'someone.else', password: 'Неверный-1-пароль', remember: false });

  test('has a line for a change or the change is not made', async () => {
    const before = await linesOf(at);
    const [job, other] = [randomUUID(), randomUUID()];
    await expect(at.store.transaction(tx => tx.makeApplication(job, 3, 'дом 3'))).rejects.toThrow(/audit/);
    await expect(
      at.store.transaction(async tx => {
        await tx.makeApplication(other, 3, 'дом 3');
        const who = inShift(null, { role: 'operator', login: 'ivanova' }, randomUUID());
        await tx.audit({ action: 'cabinet.applicationMade', user: null, details: { number: 1 }, who });
        throw new Error('the plug was pulled');
      }),
    ).rejects.toThrow('the plug');
    expect(await linesOf(at)).toHaveLength(before.length);
    const { rows } = await withClient(fund.url, client =>
      client.query('select from cabinet.application where job in ($1, $2)', [job, other]),
    );
    expect(rows).toEqual([]);
  });

  test('takes no line that does not follow the last one', async () => {
    const { id, prevHash, hash, details, ...line } = new AuditLines(at.terminal.id, 'f'.repeat(64)).next();
    await withClient(fund.terminalOf(at.terminal.id), async client => {
      await expect(
        client.query(`select cabinet.append_audit($1, $2, $3, $4, $5, null, $6, '', $7, $8, $9, null, null)`, [
          id,
          line.terminalId,
          line.at,
          line.role,
          line.actor,
          line.action,
          details,
          prevHash,
          hash,
        ]),
      ).rejects.toMatchObject({ code: 'KT003' });
    });
  });
});

describe('a terminal’s login', () => {
  test.each([
    'app_user',
    'registration',
    'one_time_code',
    'attached_account',
    'consent',
    'activity',
    'letter',
    'attempt_limit',
    'attempt',
    'session',
    'secret',
    'proof',
    'letter_template',
    'staff',
    'application',
  ])('reads and writes nothing of cabinet.%s itself', async table => {
    await withClient(fund.terminalUrl, async client => {
      for (const statement of [
        `select from cabinet.${table}`,
        `delete from cabinet.${table}`,
        `insert into cabinet.${table} default values`,
      ])
        await expect(client.query(statement)).rejects.toMatchObject({ code: '42501' });
    });
  });

  test('the consents are append-only even for their owner', async () => {
    await withClient(fund.url, async dba => {
      for (const statement of [
        'update cabinet.consent set given = true',
        'delete from cabinet.consent',
        'truncate cabinet.consent',
      ])
        await expect(dba.query(statement)).rejects.toThrow(/append-only/);
    });
  });
});
