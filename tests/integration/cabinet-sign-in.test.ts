// Signing in, out and recovering on a real PostgreSQL: nothing tells a name that exists from one that does not, and guessing is stopped.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { CabinetStore, CabinetTransaction } from '../../src-main/ports/cabinet-store.ts';
import { loginNorm } from '../../src-main/services/sign-in/credentials.ts';
import {
  another,
  code,
  codeIn,
  goodPassword,
  lettersTo,
  openCabinet,
  registered,
  type RigOptions,
  type TestCabinet,
  value,
} from '../support/cabinet-rig.ts';
import { type FundDatabase, freshFundDatabase, inFund, withClient } from '../support/postgres.ts';

let fund: FundDatabase;
let open: TestCabinet[] = [];
let at: TestCabinet;
const terminal = (options?: RigOptions) => {
  const made = openCabinet(fund, options);
  open.push(made);
  return made;
};
const newPassword = 'Сирень-и-7-лип';

beforeAll(async () => {
  fund = await freshFundDatabase();
  // the wait of a name guessed at by many terminals has a test of its own
  await inFund(fund, 'update cabinet.attempt_rule set delay_ms = 0');
  const first = openCabinet(fund);
  for (const login of ['ivanova', 'petrova', 'lisina', 'vozvrat', 'smena', 'mnogo', 'taynaya', 'slabyy']) {
    await registered(fund, first, login);
    await first.cabinet.methods['cabinet.signOut']({});
  }
  await first.close();
});
afterAll(() => fund.drop());
beforeEach(() => {
  at = terminal();
});
afterEach(async () => {
  await Promise.all(open.map(each => each.close()));
  open = [];
});

const attempt = (of: TestCabinet, login: string, password: string, picture?: string) =>
  of.cabinet.methods['cabinet.signIn']({ login, password, remember: false, ...(picture && { picture }) });
const wrong = (of: TestCabinet, login: string) => attempt(of, login, 'Неверный-1-пароль');

describe('signing in', () => {
  test('by name and password, at any terminal of the fund, in any case of letters', async () => {
    for (const login of ['ivanova', 'IVANOVA', ' Ivanova ']) {
      const elsewhere = terminal();
      expect(value(await attempt(elsewhere, login, goodPassword))).toEqual({
        user: { login: 'ivanova', mainAccount: null },
      });
      expect(elsewhere.visit.user()?.login).toBe('ivanova');
      expect(value(await elsewhere.cabinet.methods['cabinet.user']({}))).toEqual({
        user: { login: 'ivanova', mainAccount: null },
      });
    }
  });

  test('one answer and one amount of work for an unknown name and a wrong password', async () => {
    const calls: string[][] = [];
    const seen = terminal({ wrap: store => recorded(store, calls) });
    const results = [];
    for (const login of ['ivanova', 'nobody-at-all']) {
      calls.push([]);
      const before = seen.work.answer;
      results.push(await wrong(seen, login));
      expect(seen.work.answer - before).toBe(1);
    }
    expect(results[0]).toEqual(results[1]);
    expect(code(results[0]!)).toBe('cabinet.signInWrong');
    expect(calls[0]).toEqual(calls[1]);
    // both are held back to the same moment
    expect(seen.clock.pauses).toEqual([400, 400]);
  });

  test('the picture code is asked for from the third failure at whatever terminals; the fifth at one locks the name there', async () => {
    const other = terminal();
    for (const one of [at, other, at]) expect(code(await wrong(one, 'petrova'))).toBe('cabinet.signInWrong');
    const third = terminal();
    expect(code(await wrong(third, 'petrova'))).toBe('proof.pictureNeeded');
    for (const expected of [...Array<string>(4).fill('cabinet.signInWrong'), 'proof.locked']) {
      const { picture } = value(await third.cabinet.methods['cabinet.signInState']({ login: 'petrova' }));
      expect(picture).toBe('a picture');
      expect(code(await attempt(third, 'petrova', 'Неверный-1-пароль', '1'))).toBe('proof.pictureWrong');
      await third.cabinet.methods['cabinet.signInState']({ login: 'petrova' });
      expect(code(await attempt(third, 'petrova', 'Неверный-1-пароль', third.captchas.text))).toBe(expected);
    }
    const { lockedUntil, picture } = value(await third.cabinet.methods['cabinet.signInState']({ login: 'petrova' }));
    expect(Date.parse(lockedUntil ?? '')).toBeGreaterThan(Date.now() + 14 * 60_000);
    expect(picture).toBeNull();
    // the right password does not open a name that is locked here, and another name is not locked
    expect(code(await attempt(third, 'petrova', goodPassword))).toBe('proof.locked');
    expect(code(await attempt(terminal(), 'ivanova', goodPassword))).toBe('ok');
    // nobody is shut out elsewhere by who guesses here
    await other.cabinet.methods['cabinet.signInState']({ login: 'petrova' });
    expect(code(await attempt(other, 'petrova', goodPassword, other.captchas.text))).toBe('ok');
  });

  test('an unknown name is locked like any other', async () => {
    const codes = [];
    for (let i = 0; i < 6; i++) {
      await at.cabinet.methods['cabinet.signInState']({ login: 'ghost' });
      codes.push(code(await attempt(at, 'ghost', 'Неверный-1-пароль', at.captchas.text || undefined)));
    }
    expect(codes).toEqual([...Array<string>(4).fill('cabinet.signInWrong'), 'proof.locked', 'proof.locked']);
  });

  test('a terminal is locked by failures of many names and visitors, not of five; and only the terminal', async () => {
    const guess = async (login: string) => {
      await at.cabinet.methods['cabinet.signInState']({ login });
      const result = await attempt(at, login, 'Неверный-1-пароль', at.captchas.text || undefined);
      at.visit.end('button');
      return code(result);
    };
    for (let i = 0; i < 5; i++) expect(await guess(`a1${i}`)).toBe('cabinet.signInWrong');
    expect(code(await attempt(at, 'ivanova', goodPassword))).toBe('ok');
    at.visit.end('button');
    // the right one took one off
    for (let i = 0; i < 16; i++) expect(await guess(`a2${i}`)).toBe('cabinet.signInWrong');
    expect(code(await attempt(at, 'ivanova', goodPassword))).toBe('cabinet.terminalLocked');
    const state = value(await at.cabinet.methods['cabinet.signInState']({ login: 'ivanova' }));
    expect(state.lockOf).toBe('terminal');
    expect(code(await attempt(terminal(), 'ivanova', goodPassword))).toBe('ok');
  });

  test('eight guesses at once from eight terminals are all counted', async () => {
    const terminals = Array.from({ length: 8 }, () => terminal());
    const codes = await Promise.all(terminals.map(each => wrong(each, 'lisina').then(code)));
    const guessed = codes.filter(each => each === 'cabinet.signInWrong').length;
    expect(codes.filter(each => each === 'proof.pictureNeeded')).toHaveLength(8 - guessed);
    const { rows } = await withClient(fund.url, client =>
      client.query('select count(*)::int as n from cabinet.attempt a where a.key = cabinet.name_key($1, $2)', [
        'name',
        loginNorm('lisina'),
      ]),
    );
    expect(rows).toEqual([{ n: guessed }]);
    expect(code(await wrong(terminal(), 'lisina'))).toBe('proof.pictureNeeded');
  });

  test('the PC of one person remembers the name when asked to and forgets it when not', async () => {
    const own = terminal({ remembers: true });
    const remember = (yes: boolean) =>
      own.cabinet.methods['cabinet.signIn']({ login: 'ivanova', password: goodPassword, remember: yes });
    const state = async () => value(await own.cabinet.methods['cabinet.signInState']({ login: '' }));
    value(await remember(true));
    expect(await state()).toMatchObject({ remembers: true, rememberedLogin: 'ivanova' });
    value(await remember(false));
    expect(await state()).toMatchObject({ remembers: true, rememberedLogin: null });
  });

  test('a PC of many refuses to remember a name whatever its screen says, counts no failure for it, and forgets what it kept', async () => {
    await at.terminalStore.setNote('remembered-login', 'petrova');
    const asked = await at.cabinet.methods['cabinet.signIn']({ login: 'ivanova', password: 'не тот', remember: true });
    expect(code(asked)).toBe('cabinet.sharedPc');
    const state = value(await at.cabinet.methods['cabinet.signInState']({ login: 'ivanova' }));
    expect(state).toMatchObject({ remembers: false, rememberedLogin: null, picture: null });
    expect(await at.terminalStore.note('remembered-login')).toBeNull();
  });

  test('with the fund away it is told, is no failure, and the form still opens', async () => {
    const away = terminal({ url: 'postgres://terminal_test:x@127.0.0.1:1/nowhere' });
    for (let i = 0; i < 6; i++) expect(code(await attempt(away, 'ivanova', goodPassword))).toBe('cabinet.away');
    expect(value(await away.cabinet.methods['cabinet.signInState']({ login: 'ivanova' }))).toEqual({
      picture: null,
      lockedUntil: null,
      lockOf: null,
      away: true,
      remembers: false,
      rememberedLogin: null,
    });
  });

  test('an attempt whose visit ended signs nobody in', async () => {
    const signing = attempt(at, 'ivanova', goodPassword);
    at.visit.end('idle');
    expect(code(await signing)).toBe('visit.signInNeeded');
    expect(at.visit.user()).toBeNull();
  });
});

describe('recovery', () => {
  test('says and does the same for a name that exists and one that does not', async () => {
    const calls: string[][] = [];
    const seen = terminal({ wrap: store => recorded(store, calls) });
    const shapes = [];
    for (const login of ['taynaya', 'nobody-knows']) {
      calls.push([]);
      const before = { ...seen.work };
      const tries = [];
      const earlier = value(await seen.cabinet.methods['cabinet.recover']({ login }));
      const later = value(await seen.cabinet.methods['cabinet.recover']({ login }));
      for (const { recovery } of [earlier, later]) {
        for (let i = 0; i < 6; i++) {
          const input = { recovery, code: '000000', password: newPassword, passwordAgain: newPassword };
          tries.push(await seen.cabinet.methods['cabinet.recoverWithCode'](input));
        }
      }
      shapes.push({
        tries: tries.map(code),
        hash: seen.work.hash - before.hash,
        answer: seen.work.answer - before.answer,
      });
    }
    expect(shapes[0]).toEqual(shapes[1]);
    expect(shapes[0]?.tries).toEqual([
      ...Array<string>(6).fill('cabinet.codeExpired'),
      ...Array<string>(5).fill('cabinet.codeWrong'),
      // five over all codes of a name
      'proof.locked',
    ]);
    // for a name that exists the database alone is asked one thing more, within the same pause
    expect(calls[0]?.filter(call => call !== 'profile')).toEqual(calls[1]);
    expect(new Set(seen.clock.pauses)).toEqual(new Set([400]));
    expect(await lettersTo(fund, 'taynaya@example.org')).not.toEqual([]);
  });

  test('a forgotten user name comes by the registered address, with the code', async () => {
    await registered(fund, at, 'zabytoe');
    const { recovery } = value(await at.cabinet.methods['cabinet.recover']({ login: ' Zabytoe@Example.org ' }));
    const [letter] = await lettersTo(fund, 'zabytoe@example.org');
    expect(letter?.body).toContain('Имя пользователя: zabytoe');
    const right = await codeIn(fund, 'zabytoe@example.org');
    const input = { recovery, code: right, password: newPassword, passwordAgain: newPassword };
    expect(code(await at.cabinet.methods['cabinet.recoverWithCode'](input))).toBe('ok');
    expect(code(await attempt(at, 'zabytoe', newPassword))).toBe('ok');
  });

  test('by the code of the letter a new password is set, the old one is none, and other visits end', async () => {
    const elsewhere = terminal();
    value(await attempt(elsewhere, 'vozvrat', goodPassword));
    const { recovery } = value(await at.cabinet.methods['cabinet.recover']({ login: 'vozvrat' }));
    const right = await codeIn(fund, 'vozvrat@example.org');
    const input = { recovery, code: right, password: newPassword, passwordAgain: newPassword };
    expect(code(await at.cabinet.methods['cabinet.recoverWithCode']({ ...input, passwordAgain: 'x' }))).toBe(
      'cabinet.passwordsDiffer',
    );
    expect(
      code(
        await at.cabinet.methods['cabinet.recoverWithCode']({
          ...input,
          password: 'vozvrat-99',
          passwordAgain: 'vozvrat-99',
        }),
      ),
    ).toBe('cabinet.passwordWeak');
    expect(code(await at.cabinet.methods['cabinet.recoverWithCode']({ ...input, code: another(right) }))).toBe(
      'cabinet.codeWrong',
    );
    expect(code(await at.cabinet.methods['cabinet.recoverWithCode'](input))).toBe('ok');
    expect(at.visit.user()).toBeNull();
    expect(code(await at.cabinet.methods['cabinet.recoverWithCode'](input))).toBe('cabinet.codeExpired');
    expect(code(await attempt(at, 'vozvrat', goodPassword))).toBe('cabinet.signInWrong');
    expect(code(await attempt(at, 'vozvrat', newPassword))).toBe('ok');
    expect(code(await elsewhere.cabinet.methods['cabinet.profile']({}))).toBe('visit.signInNeeded');
    expect(elsewhere.visit.user()).toBeNull();
    const letters = await lettersTo(fund, 'vozvrat@example.org');
    expect(letters.map(letter => letter.subject)).toContain('Пароль Личного кабинета изменён');
  });

  test('a second code makes the first of no use, and a quarter of an hour makes any', async () => {
    const first = value(await at.cabinet.methods['cabinet.recover']({ login: 'smena' }));
    const early = await codeIn(fund, 'smena@example.org');
    const second = value(await at.cabinet.methods['cabinet.recover']({ login: 'smena' }));
    const input = { code: early, password: newPassword, passwordAgain: newPassword };
    expect(code(await at.cabinet.methods['cabinet.recoverWithCode']({ ...input, ...first }))).toBe(
      'cabinet.codeExpired',
    );
    await withClient(fund.url, client => client.query(`update cabinet.one_time_code set expires_at = now()`));
    const late = { ...input, ...second, code: await codeIn(fund, 'smena@example.org') };
    expect(code(await at.cabinet.methods['cabinet.recoverWithCode'](late))).toBe('cabinet.codeExpired');
    expect(code(await attempt(at, 'smena', goodPassword))).toBe('ok');
  });

  test('a registration’s code recovers nothing, and no code of nowhere does', async () => {
    const stray = { recovery: crypto.randomUUID(), code: '123456', password: newPassword, passwordAgain: newPassword };
    expect(code(await at.cabinet.methods['cabinet.recoverWithCode'](stray))).toBe('cabinet.codeWrong');
  });

  test('a mailbox gets five codes an hour, and whoever asks is told the same', async () => {
    for (let i = 0; i < 8; i++) value(await at.cabinet.methods['cabinet.recover']({ login: 'mnogo' }));
    const codes = (await lettersTo(fund, 'mnogo@example.org')).filter(letter => letter.kind === 'code');
    expect(codes).toHaveLength(5);
  });
});

/** Every call of a transaction by its name, into the last of `calls`. */
function recorded(store: CabinetStore, calls: string[][]): CabinetStore {
  return {
    transaction: work =>
      store.transaction(tx =>
        work(
          new Proxy(tx, {
            get(target, name: keyof CabinetTransaction) {
              return (...args: unknown[]) => {
                calls.at(-1)?.push(name);
                return (target[name] as (...given: unknown[]) => unknown)(...args);
              };
            },
          }),
        ),
      ),
  };
}
