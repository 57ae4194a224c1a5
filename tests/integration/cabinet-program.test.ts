// The cabinet through the program's own door: two whole terminals, the fund's PostgreSQL, a real mail server, paper in a folder.
import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compose } from '../../src-main/compose.ts';
import { methods, type Input, type Method, type MethodName, type Output, type Result } from '#contract';
import { addMonths } from '../../src-main/domain/period.ts';
import type { Program } from '../../src-main/program.ts';
import { Settings } from '../../src-main/settings.ts';
import { sample } from '../contract/sample.ts';
import { cableTo, type Cable } from '../support/cable.ts';
import { agreementVersion, consentVersion, goodPassword } from '../support/cabinet-rig.ts';
import { seedFund } from '../support/fund-seed.ts';
import { pdfText } from '../support/pdf.ts';
import { freshFundDatabase, withClient, type FundDatabase } from '../support/postgres.ts';
import { startSmtp, type TestSmtp } from '../support/smtp.ts';
import { eventually, folder, removeFolder } from './sync-support.ts';

let fund: FundDatabase;
let smtp: TestSmtp;
let cable: Cable;
let hall: Terminal;
let desk: Terminal;
const folders: string[] = [];
const lastMonth = addMonths(new Date().toISOString().slice(0, 7), -1);
const proof = { paidOn: '2026-10-05', amount: '222,04' };

interface Terminal {
  program: Program;
  printed: string;
  ended: string[];
  call<M extends MethodName>(method: M, input: Input<M>): Promise<Result<Output<M>>>;
  good<M extends MethodName>(method: M, input: Input<M>): Promise<Output<M>>;
}

async function terminal(audience: 'kiosk' | 'desk', fundUrl: string): Promise<Terminal> {
  const dataDir = folder();
  folders.push(dataDir);
  const printed = join(dataDir, 'printed');
  mkdirSync(printed);
  const settings = Settings.parse({
    dataDir,
    fundUrl,
    audience,
    terminalName: audience === 'desk' ? 'Стойка' : 'Зал 1',
    printers: [{ name: 'Папка', kind: 'folder', folder: printed }],
    demo: { account: { accountNumber: '100001', address: '', paidOn: '2026-10-05', amount: 22204 } },
    smtp: { host: '127.0.0.1', port: smtp.port, security: 'none', from: { name: 'Фонд', address: 'fund@example.org' } },
  });
  const program = await compose(settings, { checkOutputs: true, log: 'file' });
  const ended: string[] = [];
  program.onEvent((event, payload) => {
    if (event === 'visit.ended') ended.push((payload as { why: string }).why);
  });
  const call: Terminal['call'] = async (method, input) =>
    (await program.dispatch({ audience }, method, input)) as Result<Output<typeof method>>;
  const good: Terminal['good'] = async (method, input) => {
    const result = await call(method, input);
    if (!result.ok) throw new Error(`${method}: ${result.error.code}`);
    return result.value;
  };
  await eventually(async () => (await good('system.info', {})).freshness.state === 'fresh');
  return { program, printed, ended, call, good };
}

beforeAll(async () => {
  fund = await freshFundDatabase();
  await withClient(fund.url, async client => {
    await seedFund(client, 20, [...new Set(['2026-09', '2026-10', lastMonth])]);
    await client.query(
      `insert into fund.news (id, published_at, title, body) values (1, now() - interval '1 day', 'Новость', 'Текст')`,
    );
  });
  smtp = await startSmtp();
  cable = await cableTo(fund.mailerOf('hall'));
  [hall, desk] = await Promise.all([terminal('kiosk', cable.url), terminal('desk', fund.mailerOf('desk'))]);
});
afterAll(async () => {
  await Promise.all([hall.program.close(), desk.program.close()]);
  await cable.close();
  await smtp.stop();
  folders.forEach(removeFolder);
  await fund.drop();
});

const codeOf = (result: Result<unknown>) => (result.ok ? 'ok' : result.error.code);
const lettersTo = (address: string) => smtp.taken.filter(({ to }) => to.includes(address));

/** The code of the newest letter to an address, waiting for one more than there were. */
async function mailedCode(address: string, before = 0): Promise<string> {
  const found = await eventually(async () => lettersTo(address)[before]);
  const code = /\b(\d{6})\b/.exec(found.mail.text ?? '')?.[1];
  return code ?? expect.fail('no code in the letter');
}

async function register(at: Terminal, login: string): Promise<void> {
  const email = `${login}@example.org`;
  const { registration } = await at.good('cabinet.register', {
    login,
    email,
    password: goodPassword,
    passwordAgain: goodPassword,
    agreementVersion,
    consentVersion,
  });
  await at.good('cabinet.confirmRegistration', { registration, code: await mailedCode(email) });
}

const signIn = (at: Terminal, login: string, password = goodPassword) =>
  at.call('cabinet.signIn', { login, password, remember: false });
const pages = (at: Terminal) => readdirSync(at.printed).filter(name => name.endsWith('.pdf'));
async function printedPage(at: Terminal, job: string): Promise<string> {
  await eventually(async () => {
    const { state, note } = await at.good('documents.job', { job });
    if (state === 'failed') throw new Error(note.ru);
    return state === 'done';
  });
  const newest = pages(at).toSorted().at(-1) as string;
  return pdfText(readFileSync(join(at.printed, newest)));
}

test('an owner registers at the hall, proves an account, and finds it at the desk without proving', async () => {
  await register(hall, 'sokolova');
  await hall.good('proof.submit', { account: 1, ...proof });
  expect((await hall.good('cabinet.attach', { account: 1 })).accounts).toMatchObject([
    { header: { account: 1 }, main: true },
  ]);
  await hall.good('visit.end', {});
  expect(await hall.good('cabinet.user', {})).toEqual({ user: null });

  expect(codeOf(await signIn(desk, 'sokolova'))).toBe('ok');
  expect(codeOf(await desk.call('statement.get', { account: 1 }))).toBe('visit.accountNotOpen');
  await desk.good('cabinet.openAccount', { account: 1 });
  expect((await desk.good('statement.get', { account: 1 })).header.number).toBe('100001');

  const job = randomUUID();
  await desk.good('documents.print', { account: 1, period: '2026-10', job });
  expect(await printedPage(desk, job)).toContain('100001');
  const printRow = await eventually(async () => {
    const { rows } = await desk.good('cabinet.activity', {});
    return rows.find(row => row.what === 'print');
  });
  expect(printRow.terminal).toBe('Стойка');

  await desk.good('cabinet.mailStatement', { account: 1, what: 'history', from: '2026-09', to: '2026-10' });
  const letter = await eventually(async () =>
    lettersTo('sokolova@example.org').find(({ mail }) => mail.attachments.length > 0),
  );
  const [file] = letter.mail.attachments;
  const text = await pdfText(new Uint8Array(file?.content as ArrayBuffer));
  expect(text).toContain('100001');
  expect(text).toMatch(/октябрь 2026/i);
  await desk.good('cabinet.signOut', {});
  expect(codeOf(await desk.call('statement.get', { account: 1 }))).toBe('visit.accountNotOpen');
  await desk.good('visit.end', {});
});

test('a signed-in user reads nothing of an account that is not theirs, by any method', async () => {
  await register(desk, 'chuzhoy');
  const before = pages(desk).length;
  const about = (Object.entries(methods) as [MethodName, Method][]).filter(([, { input }]) =>
    Object.hasOwn(sample(input) as object, 'account'),
  );
  expect(about.length).toBeGreaterThan(15);
  for (const [name, { input }] of about) {
    const result = await desk
      .call(name, { ...(sample(input) as object), account: 1, job: randomUUID() })
      .catch(() => null);
    const answer = JSON.stringify(result);
    expect([name, /Соколова|"balance"|22204/.test(answer)]).toEqual([name, false]);
    // before proof there is only the way to it, and the form that shows the address
    if (!['proof.begin', 'cabinet.printApplication'].includes(name))
      expect([name, result?.ok ?? false]).toEqual([name, false]);
  }
  expect(await desk.good('visit.state', {})).toEqual({ accounts: [] });
  await eventually(async () => pages(desk).length <= before + 1);
  await desk.good('visit.end', {});
});

test('the application form comes out with its number and the address, and nothing else of the account', async () => {
  const job = randomUUID();
  const { number } = await hall.good('cabinet.printApplication', { account: 3, job });
  const text = await printedPage(hall, job);
  expect(text).toContain(number);
  expect(text).toContain('Энгельса');
  expect(text).not.toMatch(/Соколова|222,04/);
  await hall.good('visit.end', {});
  // the fund keeps the key of a form for ever: another visit's form under it is refused, and is no failure
  expect(codeOf(await hall.call('cabinet.printApplication', { account: 4, job }))).toBe('print.unknownJob');
});

test('the agreement is read on the screen and comes out on paper, its version with it', async () => {
  const { agreement, consent } = await hall.good('cabinet.texts', { locale: 'ru' });
  expect(agreement.body).toContain('Фонд');
  expect(agreement.body).not.toMatch(/\{\w+\}/);
  expect(consent.title).not.toBe(agreement.title);
  const job = randomUUID();
  await hall.good('cabinet.printText', { what: 'agreement', locale: 'ru', job });
  const text = await printedPage(hall, job);
  expect(text).toContain(agreement.version);
  expect(text).toContain('Никому не сообщайте пароль');
  await hall.good('visit.end', {});
});

test('a password changed at the desk ends the visit at the hall', async () => {
  await register(hall, 'smena');
  await hall.good('proof.submit', { account: 2, ...proof });
  await hall.good('cabinet.attach', { account: 2 });
  expect(codeOf(await signIn(desk, 'smena'))).toBe('ok');
  const password = 'Сирень-и-7-лип';
  await desk.good('cabinet.changePassword', { oldPassword: goodPassword, password, passwordAgain: password });
  const before = hall.ended.length;
  expect(codeOf(await hall.call('cabinet.setConsent', { version: null }))).toBe('visit.signInNeeded');
  expect(hall.ended.slice(before)).toEqual(['passwordChanged']);
  expect(codeOf(await hall.call('statement.get', { account: 2 }))).toBe('visit.accountNotOpen');
  expect((await desk.good('cabinet.profile', {})).login).toBe('smena');
  await desk.good('visit.end', {});
});

test('a mailing switched on comes at once, with the month’s document in it', async () => {
  await register(hall, 'rassylka');
  await hall.good('proof.submit', { account: 6, ...proof });
  await hall.good('cabinet.attach', { account: 6 });
  await hall.good('cabinet.saveServices', {
    monthlyDocument: true,
    debtReminder: false,
    houseNews: false,
    noPaper: false,
  });
  const letter = await eventually(async () =>
    lettersTo('rassylka@example.org').find(({ mail }) => mail.attachments.length > 0),
  );
  expect(letter.mail.subject).toMatch(/^Квитанция за /);
  const text = await pdfText(new Uint8Array(letter.mail.attachments[0]?.content as ArrayBuffer));
  expect(text).toContain('100006');
  expect(text).toContain('Откуда эта сумма');
  await hall.good('visit.end', {});
});

test('news read by a signed-in user is read at the other terminal', async () => {
  await register(hall, 'chitatel');
  expect((await hall.good('news.list', {})).items).toMatchObject([{ id: 1, unread: true }]);
  await hall.good('news.read', { id: 1 });
  await hall.good('visit.end', {});
  expect((await desk.good('news.list', {})).items).toMatchObject([{ unread: true }]);
  expect(codeOf(await signIn(desk, 'chitatel'))).toBe('ok');
  expect((await desk.good('news.list', {})).items).toMatchObject([{ unread: false }]);
  await desk.good('visit.end', {});
});

describe('with the fund away', () => {
  test('the cabinet says so kindly, what was opened is still read, and all goes on when it is back', async () => {
    await register(hall, 'obryv');
    await hall.good('proof.submit', { account: 4, ...proof });
    await hall.good('cabinet.attach', { account: 4 });
    cable.pull();
    for (const result of [
      await hall.call('cabinet.recover', { login: 'obryv' }),
      await hall.call('cabinet.profile', {}),
      await hall.call('cabinet.setConsent', { version: null }),
      await hall.call('cabinet.openAccount', { account: 4 }),
    ])
      expect(codeOf(result)).toBe('cabinet.away');
    expect(codeOf(await hall.call('cabinet.printApplication', { account: 5, job: randomUUID() }))).toBe(
      'application.away',
    );
    expect((await hall.good('cabinet.accounts', {})).accounts).toMatchObject([{ header: { account: 4 }, main: true }]);
    expect((await hall.good('statement.get', { account: 4 })).header.account).toBe(4);
    expect(codeOf(await hall.call('cabinet.signIn', { login: 'obryv', password: 'x', remember: false }))).toBe(
      'cabinet.away',
    );
    cable.plug();
    expect((await hall.good('cabinet.profile', {})).login).toBe('obryv');
    await hall.good('visit.end', {});
  });
});
