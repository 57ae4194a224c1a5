// What a stolen login of one terminal gets at the fund: each thing it once got, done with that login on a real PostgreSQL, and refused.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type pg from 'pg';
import { argon2Passwords } from '../../src-main/adapters/passwords/argon2.ts';
import { loginNorm } from '../../src-main/services/sign-in/credentials.ts';
import {
  consentVersion,
  goodPassword,
  openCabinet,
  registered,
  type TestCabinet,
  value,
} from '../support/cabinet-rig.ts';
import { type FundDatabase, freshFundDatabase, inFund, openClient, withClient } from '../support/postgres.ts';

let fund: FundDatabase;
let honest: TestCabinet;
let thief: pg.Client;
const thiefsTerminal = randomUUID();
let victim = '';
const passwords = argon2Passwords();

beforeAll(async () => {
  fund = await freshFundDatabase();
  honest = openCabinet(fund);
  await registered(fund, honest, 'zhertva', { consentVersion });
  victim = honest.visit.user()!.id;
  const services = { monthlyDocument: true, debtReminder: false, houseNews: false, noPaper: false };
  value(await honest.cabinet.methods['cabinet.saveServices'](services));
  await inFund(
    fund,
    `insert into cabinet.staff (login, login_norm, name, role, password_hash)
     values ('petrov', '${loginNorm('petrov')}', 'Петров', 'admin', '${await passwords.hash(goodPassword)}')`,
  );
  thief = await openClient(fund.terminalOf('stolen'));
  await thief.query('select terminal.own($1)', [thiefsTerminal]);
});
afterAll(async () => {
  await thief.end();
  await honest.close();
  await fund.drop();
});

const asked = async (sql: string, values: unknown[] = []) =>
  (await thief.query<Record<string, unknown>>(sql, values)).rows;
const refused = (sql: string, values: unknown[] = []) =>
  expect(thief.query(sql, values), sql).rejects.toMatchObject({
    code: expect.stringMatching(/^(42501|42883)$/) as string,
  });
const dba = async (sql: string, values: unknown[] = []) =>
  withClient(fund.url, async client => (await client.query<Record<string, unknown>>(sql, values)).rows);

/** One try at a password as the fund counts it, in a transaction of its own. */
async function tryPassword(kind: 'name' | 'staff', norm: string, password: string) {
  const [state] = await asked('select salt from cabinet.sign_in_state($1, $2)', [kind, norm]);
  const answer = await passwords.answer(state!['salt'] as string, password);
  return (await asked('select * from cabinet.sign_in_try($1, $2, $3)', [kind, norm, answer]))[0]!;
}

test('it may call what the documents name, and nothing else', async () => {
  const callable = await dba(
    `select p.oid::regprocedure::text as call from pg_proc p where p.pronamespace in ('cabinet'::regnamespace, 'terminal'::regnamespace)
     and has_function_privilege('terminal_test', p.oid, 'execute') order by 1`,
  );
  const names = new Set(callable.map(({ call }) => (call as string).replace(/\(.*$/, '')));
  expect([...names].toSorted()).toEqual(
    [
      'accept_data accept_application accounts_of activity_of add_activity add_consent append_audit attach attacks audit_head begin_recovery',
      'change_staff_password staff_must_change',
      'account_views ask_audit audit_terminals find_audit verify_audit',
      'failed_proofs lift_lock locks report_locks',
      'begin_registration certificate change_password code_right confirm_email detach end_session finish_registration handle_application',
      'mail_statement make_application many_openings mark_news_read news_read open_applications password_right profile recover registration_code_again',
      'save_general session_holds set_contacts set_main set_services sign_in_end sign_in_state sign_in_try try_code try_email_code wipe_contacts',
    ]
      .flatMap(line => line.split(' '))
      .map(name => `cabinet.${name}`)
      .concat(
        [
          'accepted_data_in_force',
          'account_intents',
          'admit_gap',
          'heartbeat',
          'own',
          'own_intents',
          'part',
          'put_certificate',
          'put_payment_intent',
          'standing',
        ].map(name => `terminal.${name}`),
      )
      .toSorted(),
  );
  const tables = await dba(
    `select c.oid::regclass::text as name from pg_class c where c.relkind in ('r', 'v') and c.relnamespace in ('cabinet'::regnamespace, 'terminal'::regnamespace)
     and has_table_privilege('terminal_test', c.oid, 'select, update, delete, truncate')`,
  );
  expect(tables).toEqual([]);
});

test('locks, signs of attacks and who opened many accounts are read, and locks lifted, by the session of a shift alone', async () => {
  const token = '0'.repeat(64);
  for (const call of ['locks($1)', 'attacks($1)', `lift_lock($1, gen_random_uuid(), 'proof', '')`])
    await expect(thief.query(`select * from cabinet.${call}`, [token])).rejects.toMatchObject({ code: 'KC003' });
  for (const call of [
    'locks_in_force()',
    'attacks()',
    'many_openings()',
    `open_lock(gen_random_uuid(), 'proof', '', '')`,
  ])
    await refused(`select * from cabinet.${call}`);
});

describe('users', () => {
  test('are not listed, and no contact or hash of one is read without a session', async () => {
    await refused('select * from cabinet.subscribers()');
    await refused('select * from cabinet.profile($1::uuid)', [victim]);
    await refused('select cabinet.password_hash($1::uuid)', [victim]);
    await refused('select * from cabinet.user_by_login($1)', ['zhertva']);
    await refused('select * from cabinet.kept_password($1, $2)', ['name', 'zhertva']);
    await refused('select * from cabinet.staff_by_login($1)', ['petrov']);
    await expect(thief.query('select * from cabinet.profile($1::text)', ['0'.repeat(64)])).rejects.toMatchObject({
      code: 'KC003',
    });
    // what is given for a name is a salt, for one nobody has too
    for (const norm of [loginNorm('zhertva'), 'nobody-at-all']) {
      const [first] = await asked('select salt from cabinet.sign_in_state($1, $2)', ['name', norm]);
      expect(first!['salt']).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$?$/);
      expect(await asked('select salt from cabinet.sign_in_state($1, $2)', ['name', norm])).toEqual([first]);
    }
  });

  test('a session serves the login that began it and no other', async () => {
    const tried = await withClient(fund.terminalOf(honest.terminal.id), async client => {
      const norm = loginNorm('zhertva');
      const { rows: state } = await client.query('select salt from cabinet.sign_in_state($1, $2)', ['name', norm]);
      const answer = await passwords.answer((state[0] as { salt: string }).salt, goodPassword);
      const { rows } = await client.query('select ticket from cabinet.sign_in_try($1, $2, $3)', ['name', norm, answer]);
      const { ticket } = rows[0] as { ticket: string };
      // a ticket is its login's too
      await expect(thief.query('select * from cabinet.sign_in_end($1)', [ticket])).rejects.toMatchObject({
        code: 'KC001',
      });
      return (await client.query('select * from cabinet.sign_in_end($1)', [ticket])).rows[0] as { token: string };
    });
    expect(tried.token).toMatch(/^[0-9a-f]{64}$/);
    await expect(thief.query('select * from cabinet.profile($1)', [tried.token])).rejects.toMatchObject({
      code: 'KC003',
    });
    const kept = await dba('select token_hash from cabinet.session');
    expect(JSON.stringify(kept)).not.toContain(tried.token);
  });

  test('a session is over after fifteen quiet minutes', async () => {
    const other = openCabinet(fund);
    await registered(fund, other, 'tihaya');
    await inFund(fund, `update cabinet.session set used_at = now() - interval '16 minutes'`);
    expect((await other.cabinet.methods['cabinet.profile']({})).ok).toBe(false);
    expect(other.visit.user()).toBeNull();
    await other.close();
  });

  test('are not taken over: password, e-mail and accounts need the code, the session or the proof', async () => {
    const before = await dba('select email, password_hash from cabinet.app_user where id = $1', [victim]);
    await refused('select cabinet.set_email($1::uuid, $2)', [victim, 'thief@evil.example']);
    await refused('select cabinet.set_password($1::uuid, $2)', [victim, await passwords.hash('x')]);
    await refused('select cabinet.put_password($1::uuid, $2, current_date, $3)', [
      victim,
      await passwords.hash('x'),
      '',
    ]);
    await refused('select cabinet.attach($1::uuid, 11::bigint)', [victim]);
    await expect(
      thief.query('select cabinet.recover($1, $2, current_date, $3)', [randomUUID(), await passwords.hash('x'), '']),
    ).rejects.toMatchObject({ code: 'KC001' });
    expect(await dba('select email, password_hash from cabinet.app_user where id = $1', [victim])).toEqual(before);
  });

  test('a guess is counted though its transaction is taken back, and its answer is told in no transaction that could be', async () => {
    const norm = loginNorm('zhertva');
    const [state] = await asked('select salt from cabinet.sign_in_state($1, $2)', ['name', norm]);
    const answer = await passwords.answer(state!['salt'] as string, goodPassword);
    await thief.query('begin');
    const [{ ticket }] = (await asked('select * from cabinet.sign_in_try($1, $2, $3)', ['name', norm, answer])) as [
      { ticket: string },
    ];
    await expect(thief.query('select * from cabinet.sign_in_end($1)', [ticket])).rejects.toMatchObject({
      code: 'KC001',
    });
    await thief.query('rollback');
    await expect(thief.query('select * from cabinet.sign_in_end($1)', [ticket])).rejects.toMatchObject({
      code: 'KC001',
    });
  });

  test('what the fund keeps of a password signs nobody in', async () => {
    const [user] = await dba('select password_hash from cabinet.app_user where id = $1', [victim]);
    const kept = user!['password_hash'] as string;
    expect(kept).toMatch(/\$sha256:[0-9a-f]{64}$/);
    const [tried] = await asked('select * from cabinet.sign_in_try($1, $2, $3)', ['name', loginNorm('zhertva'), kept]);
    const [end] = await asked('select was_right, token from cabinet.sign_in_end($1)', [tried!['ticket']]);
    expect(end).toEqual({ was_right: false, token: null });
  });

  test('a code is guessed five times over all codes of a name, and an hour passes', async () => {
    const states: unknown[] = [];
    for (let i = 0; i < 4; i++) {
      const id = randomUUID();
      await thief.query('select cabinet.begin_recovery($1, $2)', [id, loginNorm('zhertva')]);
      for (let n = 0; n < 2; n++) {
        const [tried] = await asked(`select state from cabinet.try_code($1, 'recovery', '000000')`, [id]);
        states.push(tried!['state']);
      }
    }
    expect(states).toEqual([...Array<string>(5).fill('tried'), ...Array<string>(3).fill('locked')]);
  });
});

describe('letters', () => {
  test('are composed of the fund’s templates alone: no stranger is written to in other words', async () => {
    const body = 'Ваш счёт заблокирован, перейдите по ссылке';
    await refused('select cabinet.put_code_letter(gen_random_uuid(), null, $1, $2, $2, gen_random_uuid())', [
      'a@bank.example',
      body,
    ]);
    await refused(`select cabinet.put_letter(gen_random_uuid(), $1, 'notice', null, $2, $2, '[]', gen_random_uuid())`, [
      victim,
      body,
    ]);
    await refused(
      `select cabinet.put_words('notice', 'month', $1, '{a@bank.example}', null, 'ru', '{}', null, '[]', null)`,
      [victim],
    );
    await refused(`select cabinet.put_mailing($1, 'month', 'x', $2, '[]')`, [
      victim,
      JSON.stringify({ accounts: body }),
    ]);
    await refused(`update cabinet.letter_template set body = 'x'`);
    for (const login of ['https://evil.example', 'a b c', '<b>x</b>'])
      await expect(
        thief.query(
          `select cabinet.begin_registration(gen_random_uuid(), $1, 'x1x', 'a@bank.example', '$argon2id$x', 'ru', '1', null)`,
          [login],
        ),
      ).rejects.toThrow(/no name/);
    expect(await dba(`select from cabinet.letter where body like '%ссылке%'`)).toEqual([]);
  });

  test('are read and taken by the sending terminal alone, for five minutes at most', async () => {
    await refused('select * from cabinet.claim_letter($1, false, gen_random_uuid(), 1000000)', [thiefsTerminal]);
    await refused('select * from cabinet.claim_any_letter($1, false, gen_random_uuid(), 1000000)', [thiefsTerminal]);
    await refused('select cabinet.letters_due($1, false)', [thiefsTerminal]);
    const sender = randomUUID();
    await withClient(fund.mailerOf('sender'), async client => {
      const { rowCount } = await client.query(
        'select from cabinet.claim_letter($1, false, gen_random_uuid(), 1000000)',
        [sender],
      );
      expect(rowCount).toBe(1);
    });
    const [claimed] = await dba(
      `select claimed_until <= now() + interval '300 seconds' as bounded from cabinet.letter where state = 'sending'`,
    );
    expect(claimed).toEqual({ bounded: true });
  });

  test('five codes an hour go to one address, whoever asks', async () => {
    for (let i = 0; i < 8; i++)
      await thief.query(
        `select cabinet.begin_registration(gen_random_uuid(), 'stranger', 'stranger', 's@bank.example', '$argon2id$x', 'ru', '1', null)`,
      );
    expect(
      await dba(`select count(*)::int as n from cabinet.letter where 's@bank.example' = any (recipients)`),
    ).toEqual([{ n: 5 }]);
  });
});

describe('staff', () => {
  test('no name is shut out for years, or at another terminal', async () => {
    await refused('select * from cabinet.lock_limit($1)', ['x'.repeat(64)]);
    await refused(`select cabinet.set_limit($1, 0, 9, now() + interval '10 years', now())`, ['x'.repeat(64)]);
    await refused(`select cabinet.lift_locks('staff', 'petrov')`);
    const norm = loginNorm('petrov');
    for (let i = 0; i < 5; i++) {
      const tried = await tryPassword('staff', norm, `wrong-${i}`);
      if (tried['ticket']) await thief.query('select * from cabinet.sign_in_end($1)', [tried['ticket']]);
    }
    expect((await tryPassword('staff', norm, goodPassword))['ticket']).toBeNull();
    const [lock] = await dba(
      `select locked_until < now() + interval '1 day' as soon, login from cabinet.attempt_limit where locked_until > now()`,
    );
    expect(lock).toMatchObject({ soon: true });
    await withClient(fund.terminalOf(honest.terminal.id), async client => {
      const { rows } = await client.query('select salt, locked_until from cabinet.sign_in_state($1, $2)', [
        'staff',
        norm,
      ]);
      expect(rows[0]).toMatchObject({ locked_until: null });
    });
  });

  test('a name guessed at by many terminals is answered later and later, and not before', async () => {
    await inFund(
      fund,
      `insert into cabinet.attempt (kind, key, was_right, login)
       select 'staff', cabinet.name_key('staff', 'ivanova'), false, 'terminal_' || n from generate_series(1, 9) n`,
    );
    const tried = await tryPassword('staff', 'ivanova', 'x');
    expect(tried['wait_ms']).toBe(4000);
    await expect(thief.query('select * from cabinet.sign_in_end($1)', [tried['ticket']])).rejects.toMatchObject({
      code: 'KC002',
    });
  });

  test('no form, certificate or data is handled without the session of somebody on shift', async () => {
    await refused('select cabinet.handle_application(1::bigint, $1::uuid)', [randomUUID()]);
    await refused('select cabinet.finish_application(1::bigint, $1::uuid)', [randomUUID()]);
    await refused('select * from cabinet.certificate($1)', ['123456789012']);
    await refused('select * from cabinet.open_applications(10)');
    for (const call of [
      'open_applications($1, 10)',
      `certificate($1, '1')`,
      `accept_data($1, '{"a":1}')`,
      'handle_application($1, 1::bigint)',
    ])
      if (call.startsWith('handle')) expect(await asked(`select * from cabinet.${call}`, ['x'])).toEqual([]);
      else await expect(thief.query(`select * from cabinet.${call}`, ['x'])).rejects.toMatchObject({ code: 'KC003' });
  });
});

test('it keeps no other terminal waiting', async () => {
  await thief.query('begin');
  await expect(thief.query('select cabinet.audit_head($1)', [honest.terminal.id])).rejects.toMatchObject({
    code: 'KT002',
  });
  await thief.query('rollback');
  await thief.query('begin');
  await thief.query('select cabinet.audit_head($1)', [thiefsTerminal]);
  await thief.query('select * from cabinet.sign_in_try($1, $2, $3)', ['name', loginNorm('zhertva'), 'x']);
  await honest.cabinet.methods['cabinet.signOut']({});
  value(await honest.cabinet.methods['cabinet.texts']({ locale: 'ru' }));
  const other = openCabinet(fund);
  expect(
    (await other.cabinet.methods['cabinet.signIn']({ login: 'tihaya', password: goodPassword, remember: false })).ok,
  ).toBe(true);
  await other.close();
  await thief.query('rollback');
});
