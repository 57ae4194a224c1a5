// Following the fund after the first copy: nothing lost, nothing half-applied, one account at once when a person waits.
import { connect, createServer, type Server, type Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import pg from 'pg';
import { entityNames } from '../../src-main/ports/exchange.ts';
import { freshFundDatabase, withClient, type FundDatabase } from '../support/postgres.ts';
import {
  cacheRows,
  eventually,
  folder,
  fundRows,
  openActive,
  region,
  removeFolder,
  startTerminal,
  type Terminal,
} from './sync-support.ts';

let fund: FundDatabase;
beforeAll(async () => {
  fund = await region();
});
afterAll(() => fund.drop());

const inFund = (sql: string, values: unknown[] = []) => withClient(fund.url, client => client.query(sql, values));

describe('changes', () => {
  let dataDir: string;
  let terminal: Terminal;
  let account: number;
  beforeEach(async () => {
    dataDir = folder();
    // a poll so rare that what is seen within seconds was seen because the fund woke us
    terminal = await startTerminal(dataDir, fund.terminalOf(dataDir), 600);
    await terminal.until('fresh');
    account = (await terminal.store.cache.accountsByNumber('220753'))[0]?.id ?? 0;
    expect(account).toBeGreaterThan(0);
  });
  afterEach(async () => {
    await terminal.stop();
    removeFolder(dataDir);
  });

  const caughtUp = async (change: () => Promise<unknown>) => {
    const mark = terminal.events.length;
    await change();
    return terminal.until('accountsChanged', mark);
  };
  const addPayment = (id: number, amount: number) =>
    inFund(
      `insert into fund.payment (account_id, id, paid_on, posted_on, period, amount, channel)
       values ($1, $2, '2026-11-20', '2026-11-21', '2026-11', $3, 'Почта России')`,
      [account, id, amount],
    );

  it('a new payment is in the cache within two seconds, its account named', async () => {
    const began = performance.now();
    const said = await caughtUp(() => addPayment(900_000_001, 12_345));
    expect(performance.now() - began).toBeLessThan(2000);
    expect(said.accounts).toEqual([account]);
    const [newest] = await terminal.store.cache.payments(account);
    expect(newest).toMatchObject({ id: 900_000_001, amount: 12_345, channel: 'Почта России' });
    const last = await terminal.store.cache.lastPayments(account, '2026-11-28', 3);
    expect(last).toHaveLength(3);
    expect(last[0]?.id).toBe(900_000_001);
  });

  it('a row that commits late, after later ones were read, is not lost', async () => {
    const slow = new pg.Client({ connectionString: fund.url });
    await slow.connect();
    try {
      await slow.query('begin');
      await slow.query(
        `insert into fund.payment (account_id, id, paid_on, posted_on, period, amount, channel)
         values ($1, 900000010, '2026-11-18', '2026-11-18', '2026-11', 777, 'касса')`,
        [account],
      );
      const mark = terminal.events.length;
      await addPayment(900_000_011, 888);
      // the later one is committed and the program has looked; the early one is not committed yet
      await terminal.until('fresh', mark);
      await slow.query('commit');
      await eventually(async () => {
        const ids = (await terminal.store.cache.payments(account)).map(row => row.id);
        return ids.includes(900_000_010) && ids.includes(900_000_011);
      });
    } finally {
      await slow.end();
    }
  });

  it('a row held back by a transaction of another database is here soon after that one ends, though nobody tells us', async () => {
    const other = await freshFundDatabase();
    const old = new pg.Client({ connectionString: other.url });
    await old.connect();
    try {
      await old.query('begin; select pg_current_xact_id()');
      const mark = terminal.events.length;
      await addPayment(900_000_015, 999);
      await terminal.until('fresh', mark);
      expect(terminal.events.slice(mark).map(({ type }) => type)).not.toContain('accountsChanged');
      await old.query('commit');
      await terminal.until('accountsChanged', mark, 20_000);
      expect((await terminal.store.cache.payments(account)).map(row => row.id)).toContain(900_000_015);
    } finally {
      await old.end();
      await other.drop();
    }
  });

  it('a month rewritten by the fund is rewritten here, lines that are gone included', async () => {
    await caughtUp(() =>
      inFund(
        `with gone as (delete from fund.charge_line where account_id = $1 and period = '2026-10')
         insert into fund.charge_line (account_id, period, line_no, kind, service, unit, area, tariff, amount, reason)
         values ($1, '2026-10', 7, 'recalculation', 'Взнос', 'кв. м', null, null, -5, 'ошибка площади')`,
        [account],
      ),
    );
    const lines = await terminal.store.cache.lines(account, '2026-10', '2026-10');
    expect(lines).toEqual([expect.objectContaining({ line_no: 7, amount: -5, reason: 'ошибка площади', area: null })]);
  });

  it('a payment moved to another account is on that account only', async () => {
    const [other] = (await cacheRows(dataDir, 'account')).map(row => (row as { id: number }).id);
    await caughtUp(() => addPayment(900_000_020, 50));
    const said = await caughtUp(() => inFund('update fund.payment set account_id = $1 where id = 900000020', [other]));
    expect(said.accounts.toSorted((a, b) => a - b)).toEqual([other, account].toSorted((a, b) => (a ?? 0) - (b ?? 0)));
    const has = async (id: number) => (await terminal.store.cache.payments(id)).some(row => row.id === 900_000_020);
    expect([await has(account), await has(other ?? 0)]).toEqual([false, true]);
  });

  it('a renamed street is found by its new name and no longer by the old', async () => {
    const mark = terminal.events.length;
    const house = (await terminal.store.cache.account(account))?.house;
    await inFund(`update fund.house set street = 'Новая Проба' where street = $1`, [house?.street]);
    await terminal.until('addressesChanged', mark);
    const streets: string[] = [];
    for (const settlement of await terminal.store.cache.settlements())
      streets.push(...(await terminal.store.cache.streets(settlement.id)).map(street => street.name));
    expect(streets).toContain('Новая Проба');
    expect(streets).not.toContain(house?.street);
    await inFund(`update fund.house set street = $1 where street = 'Новая Проба'`, [house?.street]);
  });

  it('an organization under a new name is told as addresses are, so that nobody goes on showing the old one', async () => {
    const mark = terminal.events.length;
    await inFund(`update fund.organization set name = name || ' (новое)' where kind = 'operator'`, []);
    await terminal.until('addressesChanged', mark);
    expect((await terminal.store.cache.operator())?.name).toContain('(новое)');
    await inFund(`update fund.organization set name = replace(name, ' (новое)', '') where kind = 'operator'`, []);
  });

  it('a row without its money is set aside and the one before it goes, a bad day costs itself alone, the rest is applied', async () => {
    await withClient(fund.url, async client => {
      // what a DBA's own view may do: no reference constraint stands behind it
      await client.query(`alter view exchange.period_balance rename to kept_view`);
      await client.query(`create view exchange.period_balance as
        select account_id, period,
          case when account_id = ${account} and period = '2026-10' then 'много' else opening::text end as opening,
          charged, recalculation, privilege, penalty, paid, closing, state_duty, court_costs, issued_on,
          case when account_id = ${account} and period = '2026-09' then 'скоро' else due_on::text end as due_on,
          payments_until, payment_document_id, document_number from exchange.kept_view`);
      await client.query('grant select on exchange.period_balance to kiosk_reader');
    });
    try {
      await caughtUp(() =>
        withClient(fund.url, async client => {
          await client.query('begin');
          await client.query(
            `update fund.period_balance set opening = opening + 100 where account_id = $1 and period = '2026-10'`,
            [account],
          );
          await client.query(
            `update fund.period_balance set opening = 4242 where account_id = $1 and period = '2026-09'`,
            [account],
          );
          await client.query('commit');
        }),
      );
      expect(await terminal.store.cache.balances(account, '2026-10', '2026-10')).toEqual([]);
      expect((await terminal.store.cache.setAside(account)).months).toEqual(['2026-10']);
      expect(await terminal.store.cache.balances(account, '2026-09', '2026-09')).toMatchObject([
        { opening: 4242, due_on: null },
      ]);
      const quarantine = async () => {
        const { db } = await openActive(dataDir);
        try {
          return db
            .prepare(
              `select entity, key, weight, cell, code, value, raw from quarantine where key like '${account}/%' order by key`,
            )
            .all() as Record<string, string>[];
        } finally {
          db.close();
        }
      };
      const about = { entity: 'period_balance', raw: expect.anything() as unknown };
      expect(await quarantine()).toEqual([
        { ...about, key: `${account}/2026-09`, weight: 'doubt', cell: 'due_on', code: 'notDay', value: 'скоро' },
        { ...about, key: `${account}/2026-10`, weight: 'refused', cell: 'opening', code: 'notWhole', value: 'много' },
      ]);

      await withClient(fund.url, async client => {
        await client.query('drop view exchange.period_balance');
        await client.query('alter view exchange.kept_view rename to period_balance');
      });
      await caughtUp(() =>
        inFund(
          `update fund.period_balance set opening = 555 where account_id = $1 and period in ('2026-09', '2026-10')`,
          [account],
        ),
      );
      expect((await terminal.store.cache.balances(account, '2026-10', '2026-10'))[0]?.opening).toBe(555);
      expect(await quarantine()).toEqual([]);
    } finally {
      await withClient(fund.url, client =>
        client.query('alter view if exists exchange.kept_view rename to period_balance'),
      ).catch(() => undefined);
    }
  });

  it('opening an account brings its news at once, and says so only when there are any', async () => {
    await withClient(fund.url, async client => {
      // a fund whose triggers were forgotten: only asking finds it
      await client.query('alter table fund.payment disable trigger user');
    });
    try {
      const mark = terminal.events.length;
      expect(await terminal.sync.refreshAccount(account, 5000)).toBe(true);
      expect(terminal.events.slice(mark).map(event => event.type)).not.toContain('accountsChanged');
      await addPayment(900_000_030, 31);
      expect(await terminal.sync.refreshAccount(account, 5000)).toBe(true);
      expect((await terminal.store.cache.payments(account)).map(row => row.id)).toContain(900_000_030);
      expect((await terminal.until('accountsChanged', mark)).accounts).toEqual([account]);
    } finally {
      await inFund('alter table fund.payment enable trigger user');
    }
  });

  it('thousands of changes at once end with exactly the fund’s rows', async () => {
    await withClient(fund.url, async client => {
      await client.query('begin');
      await client.query('update fund.payment set amount = amount + 1 where id % 3 = 0');
      await client.query('delete from fund.payment where id % 29 = 0');
      await client.query(`update fund.period_balance set penalty = penalty + 7 where period > '2026-01'`);
      await client.query(`delete from fund.charge_line where period = '2025-05' and account_id % 2 = 0`);
      await client.query(`update fund.account set last_name = 'Проверкина' where id % 5 = 0`);
      await client.query('commit');
    });
    const mark = terminal.events.length;
    await addPayment(900_000_040, 1);
    await terminal.until('fresh', mark);
    // Another test's long transaction on the same server holds the change log back: that is waited out, not failed.
    await eventually(
      async () => (await terminal.store.cache.payments(account)).some(row => row.id === 900_000_040),
      90_000,
    );
    for (const entity of entityNames)
      expect(await cacheRows(dataDir, entity), entity).toEqual(await fundRows(fund.terminalUrl, entity));
  }, 120_000);
});

describe('a fund out of reach', () => {
  it('the terminal serves what it had, says since when, and catches up by itself', async () => {
    const gate = await Gate.open(fund.terminalUrl);
    const dataDir = folder();
    let terminal = await startTerminal(dataDir, gate.url, 0.3);
    try {
      const { asOf } = await terminal.until('fresh');
      const [view] = await terminal.store.cache.accountsByNumber('220753');
      const account = view?.id ?? 0;
      await terminal.stop();
      await gate.shut();

      // started with the cable out
      terminal = await startTerminal(dataDir, gate.url, 0.3);
      await terminal.until('trouble');
      expect((await terminal.store.cache.accountsByNumber('220753'))[0]?.id).toBe(account);
      const meta = await terminal.store.cache.meta();
      expect(meta.ready).toBe(true);
      expect(Date.parse(meta.asOf ?? '')).toBeGreaterThanOrEqual(Date.parse(asOf));
      const asked = performance.now();
      expect(await terminal.sync.refreshAccount(account, 700)).toBe(false);
      expect(performance.now() - asked).toBeLessThan(900);

      await inFund(
        `insert into fund.payment (account_id, id, paid_on, posted_on, period, amount, channel)
         values ($1, 900000050, '2026-11-20', '2026-11-21', '2026-11', 5, 'банк')`,
        [account],
      );
      const mark = terminal.events.length;
      await gate.reopen();
      await terminal.until('online', mark);
      expect((await terminal.store.cache.payments(account)).map(row => row.id)).toContain(900_000_050);
    } finally {
      await terminal.stop();
      await gate.shut();
      removeFolder(dataDir);
    }
  });
});

/** A cable to the fund that can be pulled out. */
class Gate {
  readonly url: string;
  readonly #target: URL;
  #server: Server;
  readonly #open = new Set<Socket>();

  private constructor(server: Server, port: number, target: URL) {
    this.#server = server;
    this.#target = target;
    const url = new URL(target.href);
    url.port = String(port);
    this.url = url.href;
  }

  static async open(url: string): Promise<Gate> {
    const server = createServer();
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const gate = new Gate(server, typeof address === 'object' && address ? address.port : 0, new URL(url));
    gate.#join(server);
    return gate;
  }

  #join(server: Server): void {
    server.on('connection', near => {
      const far = connect(Number(this.#target.port), this.#target.hostname);
      for (const [one, other] of [
        [near, far],
        [far, near],
      ] as const) {
        this.#open.add(one);
        one.on('error', () => other.destroy());
        one.on('close', () => {
          this.#open.delete(one);
          other.destroy();
        });
        one.pipe(other);
      }
    });
  }

  async shut(): Promise<void> {
    for (const socket of this.#open) socket.destroy();
    if (this.#server.listening) await new Promise(resolve => this.#server.close(resolve));
  }

  async reopen(): Promise<void> {
    this.#server = createServer();
    this.#join(this.#server);
    await new Promise<void>(resolve => this.#server.listen(Number(new URL(this.url).port), '127.0.0.1', resolve));
  }
}
