// Who is paid, through the program's own door and from a real fund: common pot, special accounts, details in doubt, and none.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { failureSaid, nothingSaid } from '#contract';
import type { ErrorCode, Input, MethodName, Output, PaymentDocument, Result } from '#contract';
import { openForCommand } from '../../src-main/adapters/cache/read-only.ts';
import { createPaper } from '../../src-main/adapters/paper/index.ts';
import { compose } from '../../src-main/compose.ts';
import type { Program } from '../../src-main/program.ts';
import { Settings } from '../../src-main/settings.ts';
import { seedFund } from '../support/fund-seed.ts';
import { pdfText, rasterise, scan, scanQr } from '../support/pdf.ts';
import { paymentsRig } from '../support/payments-rig.ts';
import { freshFundDatabase, withClient, type FundDatabase } from '../support/postgres.ts';
import { eventually, folder, keysOf, removeFolder } from './sync-support.ts';

const common = '40703810300009900013';
const special = '40705810109909910001';
const moved = '40705810409909910002';
const details = `'АО «Банк»', '049706990', '30101810200000000990'`;
/** Accounts of the houses: 1 on the common pot, 2 on a special account, 3 on one not known, 4 with one of several on the common pot. */
const houses = { common: 1, special: 2, missing: 3, several: 4 };

const dataDir = folder();
let fund: FundDatabase;
let program: Program;

const sql = (text: string) => withClient(fund.url, client => client.query(text));

function open(dir: string): Promise<Program> {
  const printed = join(dir, 'printed');
  mkdirSync(printed, { recursive: true });
  const settings = Settings.parse({
    dataDir: dir,
    fundUrl: fund.terminalOf(dir),
    printers: [{ name: 'Папка', kind: 'folder', folder: printed }],
    demo: { account: { accountNumber: '100001', address: '', paidOn: '2026-10-05', amount: 22204 } },
  });
  return compose(settings, { checkOutputs: true, log: 'file' });
}

const ready = (of: Program) => eventually(async () => (await good('system.info', {}, of)).freshness.state === 'fresh');

beforeAll(async () => {
  fund = await freshFundDatabase();
  await withClient(fund.url, async client => {
    await seedFund(client, 4, ['2026-10']);
    await client.query(`update fund.period_balance set closing = 63623, opening = 41209`);
    await client.query(
      `update fund.organization set inn = '2130990176', kpp = '213001001', phone = '8 800', settlement_account = '${common}',
         (bank_name, bic, correspondent_account) = (${details}) where id = 1`,
    );
    await client.query(
      `insert into fund.organization (id, kind, name, phone) values (2, 'managing', 'УК «Уют»', '8 900')`,
    );
    await client.query(
      `insert into fund.house (id, settlement, street, number, formation, operator_id, managing_id) values
       (2, 'Чебоксары', 'Мира', '2', 'specialAccount', 1, 2), (3, 'Чебоксары', 'Мира', '3', 'specialAccount', 1, 2),
       (4, 'Чебоксары', 'Мира', '4', 'commonPot', 1, null)`,
    );
    await client.query(`update fund.premises set house_id = id`);
    await client.query(
      `insert into fund.house_account (id, house_id, organization_id, settlement_account, valid_from, valid_to, bank_name, bic, correspondent_account)
       values (1, 2, 2, '${special}', '2020-01-01', null, ${details}),
              (2, 2, 1, '${common}', '2015-01-01', '2019-12-31', ${details}),
              (4, 4, 1, '${moved}', '2020-01-01', null, ${details})`,
    );
    await client.query(
      `insert into fund.period_balance (account_id, period, opening, charged, penalty, paid, closing, issued_on, due_on, payments_until)
       select id, '2016-05', 0, 22204, 0, 22204, 0, '2016-06-01', '2016-06-10', '2016-05-31' from fund.account`,
    );
  });
  program = await open(dataDir);
  await ready(program);
  for (const account of Object.values(houses)) await prove(account);
});
afterAll(async () => {
  await program.close();
  await fund.drop();
  removeFolder(dataDir);
});

async function call<M extends MethodName>(method: M, input: Input<M>, of = program): Promise<Result<Output<M>>> {
  return (await of.dispatch({ audience: 'kiosk' }, method, input)) as Result<Output<M>>;
}
async function good<M extends MethodName>(method: M, input: Input<M>, of = program): Promise<Output<M>> {
  const result = await call(method, input, of);
  if (!result.ok) throw new Error(`${method}: ${result.error.code}`);
  return result.value;
}
const prove = (account: number, of = program) =>
  good('proof.submit', { account, paidOn: '2026-10-05', amount: '222,04' }, of);
const preview = (account: number, of = program) => good('documents.preview', { account, period: '2026-10' }, of);
const accountOf = ({ payee }: PaymentDocument) => (payee.known ? payee.settlementAccount : null);
const paper = createPaper();

async function printed(document: PaymentDocument, format: 'a4' | 'a5' | '80mm') {
  const bytes = await paper.pdf({ kind: 'paymentDocument', document }, format);
  const [page] = await rasterise(bytes, 203);
  return { text: await pdfText(bytes), qr: await scanQr(page!), bars: (await scan(page!, 'code128')).length };
}

test('a copy of a past month names who was paid then, as far as the fund’s data tells it, and nobody by a guess', async () => {
  const then = async (account: number) =>
    (await good('documents.preview', { account, period: '2016-05' })).document.payeeThen;
  expect(await then(houses.special)).toMatchObject({ name: 'Фонд', bank: { settlementAccount: common } });
  expect(await then(houses.common)).toMatchObject({ name: 'Фонд', inn: '2130990176', bank: null });
  // a special account that is not known, and a house whose accounts began later
  expect(await then(houses.missing)).toBeNull();
  expect(await then(houses.several)).toBeNull();
  expect((await preview(houses.special)).document.payeeThen).toBeNull();
});

describe.each([
  ['of the common pot', houses.common, common, 'Фонд'],
  ['of a special account', houses.special, special, 'УК «Уют»'],
  ['with one of several accounts on the common pot', houses.several, moved, 'Фонд'],
] as const)('a house %s', (_, account, paid, name) => {
  test('is paid by its own account: screen, code and every paper', async () => {
    const { document } = await preview(account);
    expect([accountOf(document), document.payee.known && document.payee.name]).toEqual([paid, name]);
    for (const format of ['a4', 'a5', '80mm'] as const) {
      const { text, qr, bars } = await printed(document, format);
      expect(qr).toContain(`|PersonalAcc=${paid}|`);
      expect(text).toContain(paid);
      expect(bars).toBe(1);
      for (const other of [common, special, moved]) if (other !== paid) expect(text).not.toContain(other);
    }
  });

  test('has no other bank details among its organizations', async () => {
    const { organizations } = await good('organizations.ofHouse', { account });
    const shown = organizations.map(one => [one.name, one.settlementAccount]).filter(([, number]) => number !== '');
    expect(shown).toEqual([[name, paid]]);
  });
});

test('a house whose special account is not known has no payee, no code, and whom to ask', async () => {
  const { document } = await preview(houses.missing);
  expect(document.qrText).toBeNull();
  expect(document.payee).toEqual({
    known: false,
    special: true,
    ask: [
      { name: 'УК «Уют»', phone: '8 900' },
      { name: 'Фонд', phone: '8 800' },
    ],
  });
  for (const format of ['a4', 'a5', '80mm'] as const) {
    const { text, qr: code, bars } = await printed(document, format);
    expect([code, bars]).toEqual([null, 0]);
    expect(text).toContain('УК «Уют»');
    for (const other of [common, special, moved]) expect(text).not.toContain(other);
  }
});

test('the offer to pay says whether there is somebody to pay, whether by card or not', async () => {
  const known = async (account: number) => (await good('payments.offer', { account })).payeeKnown;
  expect(await known(houses.special)).toBe(true);
  expect(await known(houses.common)).toBe(true);
  expect(await known(houses.missing)).toBe(false);
});

describe('by card', () => {
  const attempt = '5f0c1f9e-3b1a-4c55-9b1e-2f6f7a1c0d11';
  // one program a folder
  beforeAll(() => program.close());
  afterAll(async () => {
    program = await open(dataDir);
    await ready(program);
    for (const account of Object.values(houses)) await prove(account);
  });
  /** A terminal with an acquirer, which the refusals below never reach. */
  const withAcquirer = async (cardAccounts: readonly string[]) => {
    const rig = await paymentsRig({ dataDir, baseUrl: 'http://127.0.0.1:9', cardAccounts });
    const answer = async (account: number) => {
      const offered = await rig.payments.methods['payments.offer']({ account });
      return offered.ok ? offered.value.why : offered.error.code;
    };
    const why = Object.fromEntries(
      await Promise.all(Object.entries(houses).map(async ([name, account]) => [name, await answer(account)] as const)),
    );
    const begun = await rig.payments.methods['payments.begin']({ account: houses.missing, attempt, amount: '100' });
    await rig.stop();
    return { why, begun };
  };

  test('only the operator’s account is paid, unless the settings name the house’s as the acquirer’s too', async () => {
    const { why, begun } = await withAcquirer([]);
    const because = (code: ErrorCode) => failureSaid({ code, message: '' });
    const refused = { special: because('payment.otherAccount'), missing: because('payment.noPayee') };
    expect(why).toEqual({ ...refused, common: nothingSaid, several: refused.special });
    expect(begun).toMatchObject({ ok: false, error: { code: 'payment.noPayee' } });
    expect((await withAcquirer([moved])).why).toEqual({
      ...refused,
      common: nothingSaid,
      several: nothingSaid,
    });
  });
});

describe('details in doubt', () => {
  const onList = async () => {
    const { rows } = await defects();
    return rows.filter(({ kind }) => kind === 'bank').map(({ entity, key, in_use }) => [entity, key, in_use]);
  };
  /** As staff read them, past the sign-in. */
  const defects = async () => {
    const { cache, close } = openForCommand(dataDir, await keysOf(dataDir));
    const found = await cache.defects(0, 100);
    close();
    return found;
  };

  test('blanks are taken out and are no doubt', async () => {
    await sql(
      `update fund.organization set settlement_account = '40703 810 3 0000 9900013', bic = ' 049706990' where id = 1`,
    );
    await sql(`update fund.organization set phone = '8 801' where id = 1`);
    await eventually(async () => (await preview(houses.common)).document.issuer.phone === '8 801');
    expect(accountOf((await preview(houses.common)).document)).toBe(common);
    expect(await onList()).toEqual([]);
  });

  test('of a name too long, which is cut and listed, leave the house its payee', async () => {
    await sql(`update fund.house_account set bank_name = bank_name || ' ' || repeat('ж', 600) where id = 1`);
    await eventually(async () =>
      (await defects()).rows.some(
        ({ kind, entity, key }) => kind === 'doubt' && entity === 'house_account' && key === '1',
      ),
    );
    const { document } = await preview(houses.special);
    expect(accountOf(document)).toBe(special);
    await sql(`update fund.house_account set bank_name = split_part(bank_name, ' жж', 1) where id = 1`);
    await eventually(async () => !(await defects()).rows.some(({ kind }) => kind === 'doubt'));
  });

  test('by a change leave the last sound ones in use and are listed; a fresh terminal, which has none, names no payee', async () => {
    await sql(`update fund.organization set settlement_account = '40703810300009900014', phone = '8 802' where id = 1`);
    await sql(`update fund.house_account set bic = '04970699' where id = 1`);
    await eventually(async () => (await onList()).length === 2);
    expect(accountOf((await preview(houses.common)).document)).toBe(common);
    expect((await preview(houses.common)).document.issuer.phone).toBe('8 802');
    expect(accountOf((await preview(houses.special)).document)).toBe(special);
    expect(await onList()).toEqual(
      expect.arrayContaining([
        ['organization', '1', common],
        ['house_account', '1', special],
      ]),
    );
    // the same after every terminal has copied everything anew
    await sql(`select exchange.resnapshot()`);
    await sql(`update fund.organization set phone = '8 803' where id = 1`);
    await eventually(async () => (await preview(houses.common)).document.issuer.phone === '8 803');
    expect(accountOf((await preview(houses.common)).document)).toBe(common);
    expect(accountOf((await preview(houses.special)).document)).toBe(special);

    const other = folder();
    const fresh = await open(other);
    try {
      await ready(fresh);
      for (const account of [houses.common, houses.special]) {
        await prove(account, fresh);
        const { document } = await preview(account, fresh);
        expect([document.payee.known, document.qrText]).toEqual([false, null]);
        expect((await printed(document, 'a4')).text).toContain('Куда платить');
      }
      const { organization } = await good('organizations.operator', {}, fresh);
      expect(organization?.settlementAccount).toBe('');
    } finally {
      await fresh.close();
      removeFolder(other);
    }
  });

  test('of another holder are never paid by the former one’s', async () => {
    await sql(`update fund.house_account set organization_id = 1 where id = 1`);
    await eventually(async () => !(await preview(houses.special)).document.payee.known);
  });

  test('are forgotten when the fund corrects them, and no account is left when it deletes one', async () => {
    await sql(`update fund.organization set settlement_account = '${common}' where id = 1`);
    await sql(`update fund.house_account set bic = '049706990', organization_id = 2 where id = 1`);
    await eventually(async () => (await onList()).length === 0);
    expect(accountOf((await preview(houses.special)).document)).toBe(special);
    await sql(`delete from fund.house_account where id = 1`);
    await eventually(async () => !(await preview(houses.special)).document.payee.known);
  });
});

test('an account of a house that could not be read is not replaced by the operator’s', async () => {
  await sql(`create or replace view exchange.house_account as
    select id, house_id, organization_id, bank_name, bic, settlement_account, correspondent_account, date 'infinity' as valid_from, valid_to
      from fund.house_account`);
  const isUnread = async (of: Program) => {
    const found = await call('documents.preview', { account: houses.several, period: '2026-10' }, of);
    return !found.ok && found.error.code === 'document.payeeUnread';
  };
  // by a change
  await sql(`update fund.house_account set bank_name = 'АО «Банк» ' where id = 4`);
  await eventually(() => isUnread(program));
  expect((await good('payments.offer', { account: houses.several })).available).toBe(false);
  expect(accountOf((await preview(houses.common)).document)).toBe(common);
  // and by a copy
  const other = folder();
  const fresh = await open(other);
  try {
    await ready(fresh);
    await prove(houses.several, fresh);
    expect(await isUnread(fresh)).toBe(true);
  } finally {
    await fresh.close();
    removeFolder(other);
  }
});
