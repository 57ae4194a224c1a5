// Accounts for trying the program: read from the filled region, each with the date and sum that prove it.
import pg from 'pg';
import { formatAddress } from '../../src-main/domain/address.ts';
import { WALK_ACCOUNT } from './accounts.ts';
import { defects } from './data.ts';

export interface WalkAccount {
  id: number;
  number: string;
  unifiedNumber: string;
  /** «Соколова Людмила Леонидовна» */
  owner: string;
  address: string;
  house: number;
  flat: string;
  /** the last payment: day and kopecks */
  paidOn: string;
  amount: number;
}

interface Row {
  id: number;
  number: string;
  unified_number: string;
  owner: string;
  postal_code: string;
  region: string;
  district: string;
  settlement_kind: string;
  settlement: string;
  street_kind: string;
  street: string;
  house_number: string;
  block: string;
  house: number;
  flat: string;
  paid_on: string;
  amount: number;
}

/**
 * Open accounts of people's flats, spread over the region, the walk account first. Each has one payment on its last payment day, both
 * by paid and by posted day, and it is no refund; none is among the deliberate defects or shares its number, ЕЛС or flat with another
 * account. The same data gives the same accounts. Rejects when the region is not filled.
 */
export async function demoWalkAccounts(superuserUrl: string, options: { count?: number } = {}): Promise<WalkAccount[]> {
  const client = new pg.Client({ connectionString: superuserUrl, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    // the region's own: accounts that a test adds come after them
    const { rows: there } = await client.query(`select from pg_class where oid = to_regclass('demo.region')`);
    if (there.length === 0) return [];
    const { rows } = await client.query<{ last: number }>('select accounts as last from demo.region');
    const last = rows[0]?.last ?? 0;
    const count = options.count ?? 10;
    const found = new Map<number, WalkAccount>();
    // Even steps over the whole region; at each, the first suitable account.
    const steps = [
      WALK_ACCOUNT.id,
      ...Array.from({ length: count * 2 }, (_, i) => Math.floor((last * (i + 0.5)) / (count * 2))),
    ];
    for (const from of [steps[0] as number, ...shuffledHalves(steps.slice(1))]) {
      if (found.size >= count) break;
      const account = await firstFrom(client, from, [...found.keys()]);
      if (account) found.set(account.id, account);
    }
    return [...found.values()];
  } finally {
    await client.end();
  }
}

/** Every second step first, so that ten accounts already cover the region. */
const shuffledHalves = (steps: number[]) => [
  ...steps.filter((_, i) => i % 2 === 0),
  ...steps.filter((_, i) => i % 2 === 1),
];

async function firstFrom(client: pg.Client, from: number, known: number[]): Promise<WalkAccount | null> {
  const avoided = [...known, ...defects.map(defect => defect.account)];
  const { rows } = await client.query<Row>(
    `select a.id::float8 as id, a.number, a.unified_number, concat_ws(' ', a.last_name, a.first_name, nullif(a.middle_name, '')) as owner,
            h.postal_code, h.region, h.district, h.settlement_kind, h.settlement, h.street_kind, h.street, h.number as house_number, h.block, h.id::float8 as house,
            p.number as flat, last.paid_on::text as paid_on, last.amount::float8 as amount
       from fund.account a
       join fund.premises p on p.id = a.premises_id and p.kind = 'residential'
       join fund.house h on h.id = p.house_id
       cross join lateral (
         select paid_on, posted_on, amount, id from fund.payment where account_id = a.id order by paid_on desc, id desc limit 1) last
      where a.id between $1 and $1 + 500 and a.id <> all ($2) and a.owner_kind = 'person' and a.closed_on is null
        and a.unified_number <> '' and last.amount > 0
        and not exists (select from fund.payment o where o.account_id = a.id and o.id <> last.id
                        and (o.paid_on >= last.paid_on or o.posted_on >= last.posted_on))
        and not exists (select from fund.account o where o.premises_id = a.premises_id and o.id <> a.id)
      order by a.id limit 1`,
    [from, avoided],
  );
  const row = rows[0];
  if (!row) return null;
  const address = formatAddress(
    {
      postal_code: row.postal_code,
      region: row.region,
      district: row.district,
      settlement_kind: row.settlement_kind,
      settlement: row.settlement,
      street_kind: row.street_kind,
      street: row.street,
      number: row.house_number,
      block: row.block,
    },
    { number: row.flat, kind: 'residential' },
  );
  return {
    id: row.id,
    number: row.number,
    unifiedNumber: row.unified_number,
    owner: row.owner,
    address,
    house: row.house,
    flat: row.flat,
    paidOn: row.paid_on,
    amount: row.amount,
  };
}
