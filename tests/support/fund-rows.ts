// Figures straight from the fund's database, to hold what the screen and the paper say against.
import { withClient } from './postgres.ts';

export interface FundMonth {
  period: string;
  opening: number;
  charged: number;
  recalculation: number;
  privilege: number;
  penalty: number;
  paid: number;
  closing: number;
}

const columns = ['opening', 'charged', 'recalculation', 'privilege', 'penalty', 'paid', 'closing']
  .map(name => `${name}::float8 as ${name}`)
  .join(', ');

/** An account's months, newest first; kopecks. */
export const fundMonths = (url: string, account: number): Promise<FundMonth[]> =>
  withClient(url, async client => {
    const { rows } = await client.query<FundMonth>(
      `select period::text as period, ${columns} from fund.period_balance where account_id = $1 order by period desc`,
      [account],
    );
    return rows;
  });
