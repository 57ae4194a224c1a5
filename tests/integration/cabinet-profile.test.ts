// «Мой профиль» on a real PostgreSQL: what is kept, under which consent, and what ends when it is withdrawn or the password changes.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  another,
  code,
  codeIn,
  consentVersion,
  goodPassword,
  lettersTo,
  openCabinet,
  registered,
  type RigOptions,
  type TestCabinet,
  value,
} from '../support/cabinet-rig.ts';
import { type FundDatabase, freshFundDatabase, withClient } from '../support/postgres.ts';
import { somebody } from '../support/called.ts';

let fund: FundDatabase;
let at: TestCabinet;
let open: TestCabinet[] = [];
let count = 0;
let login = '';
let email = '';
const terminal = (options?: RigOptions) => {
  const made = openCabinet(fund, options);
  open.push(made);
  return made;
};
const newPassword = 'Сирень-и-7-лип';

beforeAll(async () => {
  fund = await freshFundDatabase();
});
afterAll(() => fund.drop());
beforeEach(async () => {
  at = terminal();
  login = `profil${++count}`;
  email = `${login}@example.org`;
  await registered(fund, at, login, { consentVersion });
});
afterEach(async () => {
  await Promise.all(open.map(each => each.close()));
  open = [];
});

const cabinet = () => at.cabinet;
const general = (more = {}) => ({
  password: goodPassword,
  email,
  extraEmails: '',
  homePhone: '',
  mobilePhone: '',
  ...more,
});
const contacts = { extraEmails: 'a@example.org, b@example.org', homePhone: '41-41-41', mobilePhone: '8 999 123-45-67' };
const signIn = (of: TestCabinet, password = goodPassword) =>
  of.cabinet.methods['cabinet.signIn']({ login, password, remember: false });

describe('«Общие»', () => {
  test('keeps additional addresses and phones, and asks for the password', async () => {
    const wrong = await cabinet().methods['cabinet.saveGeneral'](
      general({ ...contacts, password: 'Неверный-1-пароль' }),
    );
    expect(wrong).toMatchObject({ error: { code: 'cabinet.passwordWrong', field: 'password' } });
    expect(value(await cabinet().methods['cabinet.profile']({}))).toMatchObject({ extraEmails: [], homePhone: '' });
    const saved = value(await cabinet().methods['cabinet.saveGeneral'](general(contacts)));
    expect(saved).toMatchObject({ ...contacts, login, email, extraEmails: ['a@example.org', 'b@example.org'] });
    expect(value(await cabinet().methods['cabinet.profile']({}))).toEqual(saved);
  });

  test.each([
    ['email', 'cabinet.emailMalformed', { email: 'нет' }],
    ['extraEmails', 'cabinet.emailMalformed', { extraEmails: 'a@example.org, b@' }],
    ['homePhone', 'cabinet.phoneMalformed', { homePhone: '12' }],
    ['mobilePhone', 'cabinet.phoneMalformed', { mobilePhone: 'звоните' }],
  ])('tells at the field %s: %s', async (field, expected, more) => {
    expect(await cabinet().methods['cabinet.saveGeneral'](general(more))).toMatchObject({
      error: { code: expected, field },
    });
  });

  test('a new address serves once its code is given; the old one is told', async () => {
    const changed = value(await cabinet().methods['cabinet.saveGeneral'](general({ email: `new-${email}` })));
    expect(changed).toMatchObject({ email, emailToConfirm: `new-${email}` });
    const right = await codeIn(fund, `new-${email}`);
    expect(code(await cabinet().methods['cabinet.confirmEmail']({ code: another(right) }))).toBe('cabinet.codeWrong');
    expect(value(await cabinet().methods['cabinet.profile']({})).email).toBe(email);
    const confirmed = value(await cabinet().methods['cabinet.confirmEmail']({ code: right }));
    expect(confirmed).toMatchObject({ email: `new-${email}`, emailToConfirm: null });
    expect((await lettersTo(fund, email)).map(letter => letter.subject)).toContain(
      'Адрес почты в Личном кабинете изменён',
    );
    expect(code(await cabinet().methods['cabinet.confirmEmail']({ code: right }))).toBe('cabinet.codeExpired');
    // recovery goes to the new one
    value(await at.cabinet.methods['cabinet.recover']({ login }));
    expect((await lettersTo(fund, `new-${email}`))[0]?.subject).toBe('Код для восстановления пароля');
  });

  test('saving the present address takes a change back', async () => {
    value(await cabinet().methods['cabinet.saveGeneral'](general({ email: `typo-${email}` })));
    const typo = await codeIn(fund, `typo-${email}`);
    expect(value(await cabinet().methods['cabinet.saveGeneral'](general())).emailToConfirm).toBeNull();
    expect(code(await cabinet().methods['cabinet.confirmEmail']({ code: typo }))).toBe('cabinet.codeExpired');
  });

  test('guessing the password there locks the name as at sign-in', async () => {
    const codes = [];
    for (let i = 0; i < 6; i++)
      codes.push(code(await cabinet().methods['cabinet.saveGeneral'](general({ password: 'Неверный-1-пароль' }))));
    expect(codes).toEqual([...Array<string>(4).fill('cabinet.passwordWrong'), 'proof.locked', 'proof.locked']);
    await cabinet().methods['cabinet.signOut']({});
    expect(code(await signIn(at))).toBe('proof.locked');
    // elsewhere the name is open, to who reads a picture
    expect(code(await signIn(terminal()))).toBe('proof.pictureNeeded');
  });
});

describe('consent', () => {
  test('without it nothing of the contacts is kept', async () => {
    value(await cabinet().methods['cabinet.setConsent']({ version: null }));
    for (const result of [
      await cabinet().methods['cabinet.saveGeneral'](general({ homePhone: '41-41-41' })),
      await cabinet().methods['cabinet.saveGeneral'](general({ extraEmails: 'a@example.org' })),
      await cabinet().methods['cabinet.saveContacts']({ postalAddress: 'ул. Энгельса, 14', preferredContact: 'none' }),
      await cabinet().methods['cabinet.saveContacts']({ postalAddress: '', preferredContact: 'phone' }),
      await cabinet().methods['cabinet.saveServices']({
        monthlyDocument: true,
        debtReminder: false,
        houseNews: false,
        noPaper: false,
      }),
    ])
      expect(code(result)).toBe('cabinet.consentNeeded');
    expect(code(await cabinet().methods['cabinet.saveGeneral'](general()))).toBe('ok');
  });

  test('withdrawn, it wipes at once what was kept under it, waiting mailings too, and both are on record', async () => {
    value(await cabinet().methods['cabinet.saveGeneral'](general(contacts)));
    value(
      await cabinet().methods['cabinet.saveContacts']({ postalAddress: 'ул. Энгельса, 14', preferredContact: 'post' }),
    );
    value(
      await cabinet().methods['cabinet.saveServices']({
        monthlyDocument: true,
        debtReminder: true,
        houseNews: true,
        noPaper: true,
      }),
    );
    const user = at.visit.user()!.id;
    await withClient(fund.url, client =>
      client.query(
        `insert into cabinet.letter (id, user_id, kind, recipients, subject, body, terminal_id)
         values (gen_random_uuid(), $1, 'month', '{x@example.org}', 'x', 'x', $2)`,
        [user, at.terminal.id],
      ),
    );
    const withdrawn = value(await cabinet().methods['cabinet.setConsent']({ version: null }));
    expect(withdrawn).toEqual({
      login,
      email,
      emailToConfirm: null,
      extraEmails: [],
      homePhone: '',
      mobilePhone: '',
      postalAddress: '',
      preferredContact: 'none',
      consent: null,
      services: { monthlyDocument: false, debtReminder: false, houseNews: false, noPaper: false },
    });
    await withClient(fund.url, async client => {
      const { rows } = await client.query(`select to_jsonb(u)::text as whole from cabinet.app_user u where id = $1`, [
        user,
      ]);
      expect(JSON.stringify(rows)).not.toMatch(/41-41-41|Энгельса|a@example/);
      const left = await client.query(`select from cabinet.letter where kind = 'month' and user_id = $1`, [user]);
      expect(left.rowCount).toBe(0);
      const kept = await client.query(`select version, given from cabinet.consent where user_id = $1 order by id`, [
        user,
      ]);
      expect(kept.rows).toEqual([
        { version: consentVersion, given: true },
        { version: consentVersion, given: false },
      ]);
    });
    expect(value(await cabinet().methods['cabinet.setConsent']({ version: consentVersion })).consent?.version).toBe(
      consentVersion,
    );
    expect(code(await cabinet().methods['cabinet.setConsent']({ version: '1999' }))).toBe('input.invalid');
  });
});

describe('the password', () => {
  test('changed, it ends other visits of the user and not this one', async () => {
    const [second, third] = [terminal(), terminal()];
    for (const elsewhere of [second, third]) value(await signIn(elsewhere));
    const change = { oldPassword: goodPassword, password: newPassword, passwordAgain: newPassword };
    expect(await cabinet().methods['cabinet.changePassword']({ ...change, oldPassword: 'x' })).toMatchObject({
      error: { code: 'cabinet.passwordWrong', field: 'oldPassword' },
    });
    expect(
      code(
        await cabinet().methods['cabinet.changePassword']({
          ...change,
          password: 'qwerty123',
          passwordAgain: 'qwerty123',
        }),
      ),
    ).toBe('cabinet.passwordLeaked');
    value(await cabinet().methods['cabinet.changePassword'](change));

    const ended: string[] = [];
    for (const elsewhere of [second, third])
      elsewhere.visit.onEvent(event => void (event.type === 'ended' && ended.push(event.why)));
    // one at its next write, the other at its next call some seconds later
    expect(code(await second.cabinet.methods['cabinet.setConsent']({ version: null }))).toBe('visit.signInNeeded');
    expect(await third.cabinet.sessionHolds()).toBe(true);
    third.clock.pass(5_000);
    expect(await third.cabinet.sessionHolds()).toBe(false);
    expect(ended).toEqual(['passwordChanged', 'passwordChanged']);
    expect(second.visit.user()).toBeNull();

    at.clock.pass(60_000);
    expect(await at.cabinet.sessionHolds()).toBe(true);
    expect(value(await cabinet().methods['cabinet.profile']({})).consent).not.toBeNull();
    expect(code(await signIn(third))).toBe('cabinet.signInWrong');
    expect(code(await signIn(third, newPassword))).toBe('ok');
  });

  test('is asked of the fund once in some seconds, not at every call', async () => {
    let asked = 0;
    const counted = terminal({ wrap: store => ({ transaction: work => (asked++, store.transaction(work)) }) });
    value(await signIn(counted));
    asked = 0;
    for (let i = 0; i < 20; i++) expect(await counted.cabinet.sessionHolds()).toBe(true);
    expect(asked).toBe(0);
    counted.clock.pass(5_000);
    for (let i = 0; i < 20; i++) expect(await counted.cabinet.sessionHolds()).toBe(true);
    expect(asked).toBe(1);
  });
});

test('the user’s own list tells sign-ins, prints and changes, newest first, and where', async () => {
  await at.cabinet.notePrinted(1, somebody);
  value(
    await cabinet().methods['cabinet.saveContacts']({ postalAddress: 'ул. Энгельса, 14', preferredContact: 'email' }),
  );
  const { rows } = value(await cabinet().methods['cabinet.activity']({}));
  expect(rows.map(row => `${row.what} ${row.terminal}`)).toEqual(
    ['profileChanged', 'print', 'signIn'].map(what => `${what} Зал 1`),
  );
  expect(rows.every(row => Math.abs(Date.parse(row.at) - Date.now()) < 3600_000)).toBe(true);
});

test('two visits saving at once leave one whole state, and neither waits for ever', async () => {
  const elsewhere = terminal();
  value(await signIn(elsewhere));
  const both = await Promise.all(
    [at, elsewhere].flatMap(of =>
      [1, 2, 3].map(n =>
        of.cabinet.methods['cabinet.saveContacts']({ postalAddress: `дом ${n}`, preferredContact: 'post' }),
      ),
    ),
  );
  expect(both.map(code)).toEqual(Array<string>(6).fill('ok'));
});
