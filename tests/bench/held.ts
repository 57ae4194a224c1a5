// Asking the fund for changes while a long transaction is open there: what was committed since may not be read yet, and every terminal asks again.
import pg from 'pg';
import { createFundPostgres } from '../../src-main/adapters/fund-postgres/index.ts';
import type { ChangeCursor } from '../../src-main/ports/fund.ts';
import { quantile } from './measure/race.ts';
import { load, type BenchOptions, type Report, type Row } from './measure/report.ts';
import { ACCOUNTS, withFund } from './region/region.ts';

const HELD = [0, 40_000, 200_000];
const CALLS = 60;

/** Writes until the log holds so many lines that may not be read. */
async function holdBack(dba: pg.Client, wanted: number, held: number): Promise<number> {
  for (let n = held; n < wanted;) {
    const { rows } = await dba.query<{ n: string }>(
      `with months as (select account_id, period from fund.period_balance order by account_id, period offset $1 limit $2),
         touched as (update fund.period_balance b set paid = paid from months m
           where b.account_id = m.account_id and b.period = m.period returning 1)
       select count(*) as n from touched`,
      [n, Math.min(20_000, wanted - n)],
    );
    const touched = Number(rows[0]?.n);
    if (touched === 0) return n;
    n += touched;
  }
  return wanted;
}

export const run = ({ accounts = ACCOUNTS }: BenchOptions): Promise<Report> =>
  withFund(async ({ superuserUrl, url }) => {
    const fund = createFundPostgres(url);
    const [long, dba] = [superuserUrl, superuserUrl].map(at => new pg.Client({ connectionString: at })) as [
      pg.Client,
      pg.Client,
    ];
    await Promise.all([long.connect(), dba.connect()]);
    const snapshot = await fund.snapshot();
    let after: ChangeCursor = snapshot.cursor;
    await snapshot.close();
    await long.query('begin');
    await long.query('select pg_current_xact_id()');
    const rows: Row[] = [];
    let held = 0;
    for (const wanted of HELD) {
      held = await holdBack(dba, wanted, held);
      await dba.query('analyze exchange.change_log');
      const taken: number[] = [];
      for (let call = 0; call < CALLS; call++) {
        const began = performance.now();
        const batch = await fund.changes(after, 2000);
        taken.push(performance.now() - began);
        if (batch.heldBack !== held > 0) throw new Error('The fund does not say what it holds back.');
        after = batch.cursor;
      }
      taken.sort((a, b) => a - b);
      const p50 = quantile(taken, 0.5);
      rows.push({
        held,
        p50,
        p95: quantile(taken, 0.95),
        'to none': p50 / Number(rows[0]?.['p50'] ?? p50),
        load: load(),
      });
    }
    await long.query('rollback');
    await Promise.all([long.end(), dba.end(), fund.close()]);
    return {
      sections: [
        {
          title: 'One round of asking for changes, by how many lines of the log are held back',
          columns: { held: 'count', p50: 'ms', p95: 'ms', 'to none': 'times', load: 'count' },
          rows,
        },
      ],
    };
  }, accounts);
