// kill -9 at the desk and in the cabinet: batches of documents to a folder and to a printer, registrations.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, it } from 'vitest';
import { createStaffAdmin } from '../../src-main/adapters/cabinet-postgres/staff-admin.ts';
import { createFundDatabase } from '../../src-main/adapters/fund-postgres/database.ts';
import { argon2Passwords } from '../../src-main/adapters/passwords/argon2.ts';
import { loginNorm } from '../../src-main/services/sign-in/credentials.ts';
import { agreementVersion, consentVersion, goodPassword } from '../support/cabinet-rig.ts';
import { seedFund } from '../support/fund-seed.ts';
import { pdfText } from '../support/pdf.ts';
import { freshFundDatabase, inFund, withClient, type FundDatabase } from '../support/postgres.ts';
import { startSmtp, type TestSmtp } from '../support/smtp.ts';
import { eventually } from '../integration/sync-support.ts';
import { tornFiles } from './support/books.ts';
import { killOften, overAndOver } from './support/kills.ts';
import { settingsOf, type RunningProgram } from './support/program.ts';

const accounts = 120;
const password = 'Берёза-и-4-сосны';
let fund: FundDatabase;
let smtp: TestSmtp;
beforeAll(async () => {
  fund = await freshFundDatabase();
  await withClient(fund.url, client => seedFund(client, accounts, ['2026-09', '2026-10']));
  const owner = createFundDatabase(fund.url);
  const passwordHash = await argon2Passwords().hash(password);
  const clerk = { login: 'clerk', loginNorm: loginNorm('clerk'), name: 'Петрова', role: 'operator' as const };
  await createStaffAdmin(owner).add({ ...clerk, passwordHash });
  await owner.close();
  smtp = await startSmtp();
});
afterAll(async () => {
  await smtp.stop();
  await fund.drop();
});

const desk = (dataDir: string) =>
  settingsOf(dataDir, fund.terminalOf(dataDir), { audience: 'desk', terminalName: 'Стойка' });

async function begin(program: RunningProgram, to: 'folder' | 'printer') {
  await program.good('staff.signIn', { login: 'clerk', password });
  await program.good('staff.startBatch', { house: 1, reason: 'delivery', period: '2026-10', to });
}

/** Goes on with the batch until it is done. */
async function finished(program: RunningProgram, to: 'folder' | 'printer') {
  await begin(program, to);
  return eventually(async () => {
    const { batch } = await program.good('staff.batch', {});
    return batch?.state === 'running' ? null : batch;
  });
}

const pdfs = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter(name => name.endsWith('.pdf'))
        .map(name => join(folder, name))
    : [];

it('a batch to a folder, killed and begun again, is every account’s document of today’s figures, once', () => {
  let figure = 0;
  return killOften({
    fault: 'kill -9 in a batch of documents to a folder',
    fund,
    settings: desk,
    within: 2500,
    work: program => begin(program, 'folder'),
    every: 7,
    async compare(tally, program, dataDir) {
      const batch = await finished(program, 'folder');
      tally.told(batch.state === 'done', `the batch is ${batch.state}: ${batch.note.ru}`);
      const files = pdfs(join(dataDir, 'документы')).filter(path => batch.files.some(name => path.endsWith(name)));
      const text = (await Promise.all(files.map(path => pdfText(readFileSync(path))))).join('\n');
      for (let account = 1; account <= accounts; account++) {
        const pages = text.split(String(100_000 + account)).length - 1;
        tally.add('lost', pages === 0 ? 1 : 0, `no document of ${100_000 + account}`);
      }
      if (figure > 0)
        tally.add('wrong', text.replaceAll(/\s/g, '').includes(`${figure},77`) ? 0 : 1, 'the sum of a run before');
      tally.add('lost', tornFiles(join(dataDir, 'документы')).length, 'torn files are left in the folder');
      // the next run has another sum of account 7
      figure = 5000 + tally.rounds;
      await inFund(
        fund,
        `update fund.period_balance set closing = ${figure}77, opening = ${figure}77 where account_id = 7 and period = '2026-10'`,
      );
      await eventually(async () => (await program.freshness()).state === 'fresh');
      await pause(1500);
    },
  });
});

it('a batch to a printer, killed and begun again, prints no flat twice', () =>
  killOften({
    fault: 'kill -9 in a batch of documents to a printer',
    fund,
    settings: desk,
    within: 1500,
    work: program => begin(program, 'printer'),
    every: 1_000_000,
    async compare(tally, program, dataDir) {
      const batch = await finished(program, 'printer');
      tally.told(batch.state === 'done', `the batch is ${batch.state}: ${batch.note.ru}`);
      const texts = await Promise.all(pdfs(join(dataDir, 'printed')).map(async path => pdfText(readFileSync(path))));
      for (let account = 1; account <= accounts; account++) {
        const number = String(100_000 + account);
        const pages = texts.filter(text => text.includes(number));
        tally.add('lost', pages.length === 0 ? 1 : 0, `no page of ${number}`);
        // a page that was with the printer at a kill may come a second time, and says that it does
        const unmarked = pages.filter(text => !/КОПИЯ/i.test(text)).length;
        tally.add('doubled', Math.max(0, unmarked - 1), `${unmarked} pages of ${number} that say they are the first`);
      }
    },
  }));

it('registrations, killed at any step, are each one user or none, and what was confirmed is kept', () => {
  const confirmed: string[] = [];
  let made = 0;
  return killOften({
    fault: 'kill -9 in a registration',
    fund,
    settings: dataDir =>
      settingsOf(dataDir, fund.mailerOf(dataDir), {
        smtp: {
          host: '127.0.0.1',
          port: smtp.port,
          security: 'none',
          from: { name: 'Фонд', address: 'fund@example.org' },
        },
      }),
    within: 4000,
    work: overAndOver(async program => {
      const login = `user${++made}`;
      const email = `${login}@example.org`;
      const begun = await program.call('cabinet.register', {
        login,
        email,
        password: goodPassword,
        passwordAgain: goodPassword,
        agreementVersion,
        consentVersion,
      });
      if (!begun.ok) return;
      const code = await eventually(() => {
        const letter = smtp.taken.find(({ to }) => to.includes(email));
        return program.isGone ? 'gone' : (/\b(\d{6})\b/.exec(letter?.mail.text ?? '')?.[1] ?? null);
      });
      const done = await program.call('cabinet.confirmRegistration', {
        registration: begun.value.registration,
        code,
      });
      if (done.ok) confirmed.push(login);
      await program.call('visit.end', {});
    }),
    async compare(tally) {
      const users = await withClient(fund.url, async client => {
        const { rows } = await client.query<{ login: string }>('select login from cabinet.app_user');
        return rows.map(({ login }) => login);
      });
      tally.add('lost', confirmed.filter(login => !users.includes(login)).length, 'confirmed, and no user');
      tally.add('doubled', users.length - new Set(users).size, 'two users of one login');
      const letters = smtp.taken.map(({ to }) => to.join());
      tally.add('doubled', letters.length - new Set(letters).size, 'a code mailed twice');
    },
  });
});
