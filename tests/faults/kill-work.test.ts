// kill -9 while a terminal works: its outbox is sent, documents are printed, a card payment is made.
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, it } from 'vitest';
import { startLoopbackAcquirer } from '../../scripts/acquirer/index.ts';
import { secretName, shopIdName } from '../../src-main/adapters/acquirers/index.ts';
import { plainFileStore } from '../../src-main/adapters/secrets/plain-file.ts';
import { eventually } from '../integration/sync-support.ts';
import { seedFund } from '../support/fund-seed.ts';
import { shop } from '../support/payments-rig.ts';
import { freshFundDatabase, withClient, type FundDatabase } from '../support/postgres.ts';
import { outboxTable } from './support/books.ts';
import { killOften, overAndOver } from './support/kills.ts';
import { settingsOf } from './support/program.ts';

let fund: FundDatabase;
beforeAll(async () => {
  fund = await freshFundDatabase();
  await withClient(fund.url, async client => {
    await seedFund(client, 100, ['2026-09', '2026-10']);
    await client.query(`update fund.period_balance set closing = 44828, opening = 22414 where period = '2026-10'`);
  });
});
afterAll(() => fund.drop());

it('lines of the audit log, killed while they are written and sent, are each at the fund once', () =>
  killOften({
    fault: 'kill -9 while sending the outbox',
    fund,
    settings: dataDir => settingsOf(dataDir, fund.terminalOf(dataDir)),
    within: 1200,
    work: overAndOver(async (program, n) => {
      await Promise.all([1, 2, 3].map(k => program.prove(((n * 3 + k) % 100) + 1)));
      await program.call('visit.end', {});
    }),
  }));

it('documents, killed while they are printed, are on paper as often as the terminal says, and no job stays open', () =>
  killOften({
    fault: 'kill -9 while printing',
    fund,
    settings: dataDir => settingsOf(dataDir, fund.terminalOf(dataDir)),
    within: 900,
    work: overAndOver(async (program, n) => {
      const account = (n % 100) + 1;
      await program.prove(account);
      await Promise.all(
        [1, 2, 3].map(() => program.call('documents.print', { account, period: '2026-10', job: randomUUID() })),
      );
      if (n % 2) await program.call('visit.end', {});
    }),
    async compare(tally, program, dataDir) {
      await program.call('visit.end', {});
      const printed = join(dataDir, 'printed');
      const pages = existsSync(printed) ? readdirSync(printed).filter(name => name.endsWith('.pdf')).length : 0;
      const jobs = await outboxTable<{ state: string; note: string }>(dataDir, 'select * from print_job');
      const done = jobs.filter(job => job.state === 'done').length;
      // what was with the printer at the kill is told as doubtful, and never repeated
      const doubtful = jobs.filter(job => job.state === 'failed' && job.note.includes('лоток')).length;
      const open = jobs.filter(job => job.state === 'queued' || job.state === 'sent').length;
      tally.add('lost', Math.max(0, done - pages), `${done} jobs done, ${pages} pages`);
      tally.add('doubled', Math.max(0, pages - done - doubtful), `${pages} pages of ${done} + ${doubtful} jobs`);
      tally.add('untrue', open, 'jobs are open whose visitor has gone');
    },
  }));

it('payments, killed at any step, are charged once and known here and at the fund as the acquirer knows them', async () => {
  const acquirer = await startLoopbackAcquirer(shop);
  let going = true;
  const payer = (async () => {
    for (let n = 0; going; n++) {
      for (const { id, status } of acquirer.ledger()) if (status === 'pending' && n % 3) acquirer.pay(id);
      await new Promise(resolve => setTimeout(resolve, 40));
    }
  })();
  try {
    await killOften({
      fault: 'kill -9 in a card payment',
      fund,
      settings: dataDir => {
        mkdirSync(dataDir, { recursive: true });
        void plainFileStore(dataDir).set(shopIdName, shop.shopId);
        void plainFileStore(dataDir).set(secretName, shop.secret);
        const own = { acquirer: { kind: 'yookassa', baseUrl: acquirer.baseUrl } };
        return settingsOf(dataDir, fund.terminalOf(dataDir), own);
      },
      within: 1200,
      work: overAndOver(async (program, n) => {
        const account = (n % 100) + 1;
        await program.prove(account);
        const attempt = randomUUID();
        await program.call('payments.begin', { account, attempt, amount: '224,14', notPaidBefore: true });
        await program.call('payments.status', { account, attempt });
        await program.call('visit.end', {});
      }),
      async compare(tally, _program, dataDir) {
        const attempts = () =>
          outboxTable<{ id: string; state: string; settled: number }>(dataDir, 'select * from payment_attempt');
        await eventually(async () => (await attempts()).every(each => each.settled), 60_000).catch(() => undefined);
        const ours = new Map((await attempts()).map(each => [each.id, each.state]));
        const paid = acquirer.ledger().filter(each => each.charges > 0);
        for (const { metadata, charges } of paid) {
          tally.add('doubled', charges - 1, 'a payment is charged twice');
          tally.add('lost', ours.get(metadata['attempt'] ?? '') === 'succeeded' ? 0 : 1, 'charged, not known here');
        }
        const charged = new Set(paid.map(({ metadata }) => metadata['attempt']));
        for (const [id, state] of ours)
          tally.add('wrong', state === 'succeeded' && !charged.has(id) ? 1 : 0, 'called paid, and never charged');
        await eventually(async () => (await outboxTable(dataDir, 'select 1 from outgoing')).length === 0, 30_000);
        const theirs = await withClient(fund.url, async client => {
          const { rows } = await client.query<{ id: string }>(
            `select id from terminal.payment_intent where state = 'succeeded'`,
          );
          return new Set(rows.map(({ id }) => id));
        });
        tally.add('lost', [...charged].filter(id => !theirs.has(id ?? '')).length, 'charged, not known to the fund');
        tally.add('doubled', theirs.size - charged.size, 'more intents at the fund than charges');
      },
    });
  } finally {
    going = false;
    await payer;
    await acquirer.close();
  }
});
