// Registration on a real PostgreSQL: nothing becomes a user before its code, and no two users get one name.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type FundDatabase, freshFundDatabase, withClient } from '../support/postgres.ts';
import {
  another,
  code,
  codeIn,
  consentVersion,
  form,
  goodPassword,
  lettersTo,
  openCabinet,
  registered,
  type TestCabinet,
  value,
} from '../support/cabinet-rig.ts';

let fund: FundDatabase;
let at: TestCabinet;
beforeAll(async () => {
  fund = await freshFundDatabase();
});
afterAll(() => fund.drop());
beforeEach(() => {
  at = openCabinet(fund);
});
afterEach(() => at.close());

const users = (login: string) =>
  withClient(
    fund.url,
    async client =>
      (await client.query(`select * from cabinet.app_user where login = $1`, [login])).rows as Record<
        string,
        unknown
      >[],
  );

describe('the form', () => {
  test.each([
    ['login', 'cabinet.loginMalformed', { login: 'ab' }],
    ['login', 'cabinet.loginMalformed', { login: 'a b c' }],
    ['login', 'cabinet.loginMalformed', { login: '<img onerror=1>' }],
    ['login', 'cabinet.loginMalformed', { login: '-ivan-' }],
    ['email', 'cabinet.emailMalformed', { email: 'nobody' }],
    ['email', 'cabinet.emailMalformed', { email: 'a@b' }],
    ['email', 'cabinet.emailMalformed', { email: 'a@example.org\r\nBcc: b@example.org' }],
    ['email', 'cabinet.emailMalformed', { email: 'a@example.org, b@example.org' }],
    ['password', 'cabinet.passwordWeak', { password: 'коротк1', passwordAgain: 'коротк1' }],
    ['password', 'cabinet.passwordWeak', { password: 'толькобуквы', passwordAgain: 'толькобуквы' }],
    ['password', 'cabinet.passwordWeak', { password: '123456789', passwordAgain: '123456789' }],
    ['password', 'cabinet.passwordWeak', { password: 'novoselova-77', passwordAgain: 'novoselova-77' }],
    ['password', 'cabinet.passwordLeaked', { password: 'qwerty123', passwordAgain: 'qwerty123' }],
    ['password', 'cabinet.passwordLeaked', { password: 'Пароль2026', passwordAgain: 'Пароль2026' }],
    ['password', 'cabinet.passwordLeaked', { password: 'йцукен1234', passwordAgain: 'йцукен1234' }],
    ['password', 'cabinet.passwordLeaked', { password: 'gfhjkm1234', passwordAgain: 'gfhjkm1234' }],
    ['passwordAgain', 'cabinet.passwordsDiffer', { passwordAgain: 'Берёза-и-5-сосен' }],
    ['agreementVersion', 'cabinet.agreementNeeded', { agreementVersion: null }],
    ['agreementVersion', 'cabinet.agreementNeeded', { agreementVersion: '2001-01-01' }],
    ['consentVersion', 'input.invalid', { consentVersion: '2001-01-01' }],
  ])('tells at the field %s: %s %o', async (field, expected, wrong) => {
    const result = await at.cabinet.methods['cabinet.register'](form('novoselova', wrong));
    expect(result).toMatchObject({ ok: false, error: { code: expected, field } });
    expect(await lettersTo(fund, 'novoselova@example.org')).toEqual([]);
  });

  test('asks for nothing but the name, an address, a password and the agreement', async () => {
    expect(code(await at.cabinet.methods['cabinet.register'](form('minimum')))).toBe('ok');
  });
});

test('nobody is a user before the code, and the code makes one who is signed in', async () => {
  const { registration } = value(await at.cabinet.methods['cabinet.register'](form('sokolova', { consentVersion })));
  expect(await users('sokolova')).toEqual([]);
  expect(at.visit.user()).toBeNull();
  const right = await codeIn(fund, 'sokolova@example.org');
  expect(code(await at.cabinet.methods['cabinet.confirmRegistration']({ registration, code: another(right) }))).toBe(
    'cabinet.codeWrong',
  );
  expect(await users('sokolova')).toEqual([]);
  const spaced = `${right.slice(0, 3)} ${right.slice(3)}`;
  expect(value(await at.cabinet.methods['cabinet.confirmRegistration']({ registration, code: spaced }))).toEqual({
    user: { login: 'sokolova', mainAccount: null },
  });
  expect(at.visit.user()?.login).toBe('sokolova');
  const [user] = await users('sokolova');
  expect(user).toMatchObject({ email: 'sokolova@example.org', session_epoch: 1 });
  expect(user?.['password_hash']).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(value(await at.cabinet.methods['cabinet.profile']({})).consent?.version).toBe(consentVersion);
});

test('the consent is its own: without its tick none is stored', async () => {
  await registered(fund, at, 'besoglasiya');
  expect(value(await at.cabinet.methods['cabinet.profile']({})).consent).toBeNull();
});

test('a code serves once, and not after five wrong tries', async () => {
  const { registration } = value(await at.cabinet.methods['cabinet.register'](form('pyatraz')));
  const right = await codeIn(fund, 'pyatraz@example.org');
  for (let i = 0; i < 5; i++)
    expect(code(await at.cabinet.methods['cabinet.confirmRegistration']({ registration, code: another(right) }))).toBe(
      'cabinet.codeWrong',
    );
  expect(code(await at.cabinet.methods['cabinet.confirmRegistration']({ registration, code: right }))).toBe(
    'cabinet.codeExpired',
  );

  value(await at.cabinet.methods['cabinet.sendCodeAgain']({ registration }));
  const next = await codeIn(fund, 'pyatraz@example.org');
  expect(code(await at.cabinet.methods['cabinet.confirmRegistration']({ registration, code: next }))).toBe('ok');
  expect(code(await at.cabinet.methods['cabinet.confirmRegistration']({ registration, code: next }))).toBe(
    'cabinet.codeExpired',
  );
  expect(code(await at.cabinet.methods['cabinet.sendCodeAgain']({ registration }))).toBe('cabinet.codeExpired');
});

test('of five wrong tries made at once none is free', async () => {
  const { registration } = value(await at.cabinet.methods['cabinet.register'](form('srazu')));
  const right = await codeIn(fund, 'srazu@example.org');
  const tries = await Promise.all(
    Array.from({ length: 8 }, () =>
      at.cabinet.methods['cabinet.confirmRegistration']({ registration, code: another(right) }),
    ),
  );
  expect(tries.map(code).toSorted()).toEqual([
    ...Array<string>(3).fill('cabinet.codeExpired'),
    ...Array<string>(5).fill('cabinet.codeWrong'),
  ]);
});

test('a code of more than a quarter of an hour ago is of no use, a new one is', async () => {
  const { registration } = value(await at.cabinet.methods['cabinet.register'](form('pozdno')));
  const late = await codeIn(fund, 'pozdno@example.org');
  await withClient(fund.url, client =>
    client.query(`update cabinet.one_time_code set expires_at = now() where id = $1`, [registration]),
  );
  expect(code(await at.cabinet.methods['cabinet.confirmRegistration']({ registration, code: late }))).toBe(
    'cabinet.codeExpired',
  );
  value(await at.cabinet.methods['cabinet.sendCodeAgain']({ registration }));
  expect(
    code(
      await at.cabinet.methods['cabinet.confirmRegistration']({
        registration,
        code: await codeIn(fund, 'pozdno@example.org'),
      }),
    ),
  ).toBe('ok');
  expect(code(await at.cabinet.methods['cabinet.confirmRegistration']({ registration, code: late }))).toBe(
    'cabinet.codeExpired',
  );
});

test('a taken name is told at once, whatever its case and alphabet', async () => {
  await registered(fund, at, 'masha');
  for (const login of ['masha', 'MASHA', 'Маsha'])
    expect(await at.cabinet.methods['cabinet.register'](form(login, { email: 'other@example.org' }))).toMatchObject({
      error: { code: 'cabinet.loginTaken', field: 'login' },
    });
});

test('two terminals confirming one name at once: one wins, the other is told', async () => {
  const terminals = [at, openCabinet(fund), openCabinet(fund), openCabinet(fund)];
  const begun = [];
  for (const [i, terminal] of terminals.entries()) {
    const email = `gonka${i}@example.org`;
    const { registration } = value(await terminal.cabinet.methods['cabinet.register'](form('gonka', { email })));
    begun.push({ terminal, registration, right: await codeIn(fund, email) });
  }
  const results = await Promise.all(
    begun.map(({ terminal, registration, right }) =>
      terminal.cabinet.methods['cabinet.confirmRegistration']({ registration, code: right }),
    ),
  );
  expect(results.map(code).toSorted()).toEqual([...Array<string>(3).fill('cabinet.loginTaken'), 'ok']);
  expect(await users('gonka')).toHaveLength(1);
  const winner = results.findIndex(result => result.ok);
  expect((await users('gonka'))[0]?.['email']).toBe(`gonka${winner}@example.org`);
  expect(terminals.map(({ visit }) => visit.user()?.login)).toEqual(
    terminals.map((_, i) => (i === winner ? 'gonka' : undefined)),
  );
  for (const terminal of terminals.slice(1)) await terminal.close();
});

test('a visit that ended before the code came in is not signed in, though the user exists', async () => {
  const { registration } = value(await at.cabinet.methods['cabinet.register'](form('ushla')));
  const right = await codeIn(fund, 'ushla@example.org');
  const confirming = at.cabinet.methods['cabinet.confirmRegistration']({ registration, code: right });
  at.visit.end('button');
  expect(code(await confirming)).toBe('visit.signInNeeded');
  expect(at.visit.user()).toBeNull();
  expect(await users('ushla')).toHaveLength(1);
});

test('one address is sent five codes an hour, and a terminal asks for thirty in a quarter of an hour', async () => {
  const email = 'flood@example.org';
  for (let i = 0; i < 7; i++) value(await at.cabinet.methods['cabinet.register'](form(`flood${i}`, { email })));
  expect(await lettersTo(fund, email)).toHaveLength(5);
  // all at once, as a script asks
  const asked = Array.from({ length: 60 }, (_, i) =>
    at.cabinet.methods['cabinet.register'](form(`flood${i + 7}`, { email })),
  );
  const codes = (await Promise.all(asked)).map(code);
  expect(codes.filter(each => each === 'ok')).toHaveLength(23);
  expect(codes.filter(each => each === 'cabinet.lettersLocked')).toHaveLength(37);
});

test('with the fund away it is told within seconds, and nothing is half done', async () => {
  const away = openCabinet(fund, { url: 'postgres://terminal_test:x@127.0.0.1:1/nowhere' });
  expect(code(await away.cabinet.methods['cabinet.register'](form('daleko')))).toBe('cabinet.away');
  expect(goodPassword.length).toBeGreaterThan(8);
  await away.close();
});
