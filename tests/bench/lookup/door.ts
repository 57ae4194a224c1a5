// Looking up through the door of a host, as a clerk's page asks: HTTP, dispatch, the store thread; at rest, and while the region is copied anew.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { demoStaff, seedDemoStaff } from '../../../scripts/demo/staff.ts';
import { enter, type Entry } from '../measure/entry.ts';
import { dice, type Dice } from '../measure/random.ts';
import { quantile } from '../measure/race.ts';
import { load, type Row, type Section } from '../measure/report.ts';
import { withFund } from '../region/region.ts';
import { startProgram } from '../startup/program.ts';

/** Of each kind of look-up. */
const AT_REST = 600;
const BESIDE = 600;
/** Copies made one after another until there are so many look-ups beside them. */
const MOST_COPIES = 10;
/** Between two calls, up to: a person is no loop, and a client without pauses would itself take a core. */
const PAUSE_MS = 6;

interface Sample {
  number: string;
  settlement: number;
  settlementName: string;
  street: string;
  house: number;
  flat: string;
}

const kinds = [
  'number',
  'settlement',
  'street',
  'street with a slip',
  'flats',
  'by flat',
  'nothing of the store',
] as const;
type Kind = (typeof kinds)[number];
type Taken = Record<Kind, number[]>;

const none = (): Taken => Object.fromEntries(kinds.map(kind => [kind, [] as number[]])) as Taken;

async function samplesOf(superuserUrl: string, entry: Entry, d: Dice): Promise<Sample[]> {
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  const { rows } = await client.query<
    Record<'number' | 'settlement' | 'district' | 'street' | 'house' | 'flat', string>
  >(
    `select a.number, h.settlement, h.district, h.street, h.id as house, p.number as flat
      from (select * from fund.account order by md5(id::text) limit 400) a
      join fund.premises p on p.id = a.premises_id join fund.house h on h.id = p.house_id`,
  );
  await client.end();
  const samples: Sample[] = [];
  for (const { number, settlement, district, street, house, flat } of d.some(rows, rows.length)) {
    const { items } = (await entry.call('lookup.settlements', { query: settlement })).value as {
      items: { id: number; label: string }[];
    };
    const here = items.find(item => item.label.includes(district) && item.label.includes(settlement)) ?? items[0];
    if (!here) throw new Error(`${settlement}, ${district} is not found`);
    samples.push({ number, settlement: here.id, settlementName: settlement, street, house: Number(house), flat });
  }
  return samples;
}

/** Two letters swapped, as a finger slips. */
const slipped = (name: string) => name.slice(0, 2) + (name[3] ?? '') + (name[2] ?? '') + name.slice(4);

const asked: Record<Exclude<Kind, 'nothing of the store'>, (sample: Sample) => [string, object]> = {
  number: ({ number }) => ['lookup.byNumber', { number }],
  settlement: ({ settlementName }) => ['lookup.settlements', { query: settlementName.slice(0, 4).toLowerCase() }],
  street: ({ settlement, street }) => ['lookup.streets', { settlement, query: street.slice(0, 5).toLowerCase() }],
  'street with a slip': ({ settlement, street }) => [
    'lookup.streets',
    { settlement, query: slipped(street.toLowerCase()) },
  ],
  flats: ({ house }) => ['lookup.flats', { house, query: '' }],
  'by flat': ({ house, flat }) => ['lookup.byFlat', { house, flat }],
};

const freshness = async (entry: Entry): Promise<string> =>
  ((await entry.call('system.info', {})).value as { freshness: { state: string } }).freshness.state;

/** One person found in every way; true while another copy is being made. */
async function round(entry: Entry, sample: Sample, taken: Taken, d: Dice): Promise<boolean> {
  const one = async (kind: Kind, method: string, input: object) => {
    const { ms, value } = await entry.call(method, input);
    taken[kind].push(ms);
    await pause(d.below(PAUSE_MS));
    return value;
  };
  for (const kind of kinds) if (kind !== 'nothing of the store') await one(kind, ...asked[kind](sample));
  await one('nothing of the store', 'visit.state', {});
  return (await freshness(entry)) === 'renewing';
}

const figures = (what: string, ms: readonly number[]): Row => {
  const sorted = ms.toSorted((a, b) => a - b);
  const at = (q: number) => quantile(sorted, q);
  return { what, calls: ms.length, p50: at(0.5), p95: at(0.95), p99: at(0.99), most: sorted.at(-1) ?? null };
};

const section = (title: string, taken: Taken, note?: string): Section => ({
  title,
  columns: { what: 'text', calls: 'count', p50: 'ms', p95: 'ms', p99: 'ms', most: 'ms' },
  rows: [
    ...kinds.map(kind => figures(kind, taken[kind])),
    figures(
      'all look-ups',
      kinds.filter(kind => kind !== 'nothing of the store').flatMap(kind => taken[kind]),
    ),
  ],
  ...(note === undefined ? {} : { note }),
});

async function renewed(superuserUrl: string, entry: Entry): Promise<void> {
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  await client.query('select exchange.resnapshot()');
  await client.end();
  // It may ask for its turn first, and looks as if it copied for a moment.
  for (let seen = 0; seen < 5; seen = (await freshness(entry)) === 'renewing' ? seen + 1 : 0) await pause(50);
}

async function measure(superuserUrl: string, entry: Entry, accounts: number): Promise<Section[]> {
  const d = dice(23);
  const samples = await samplesOf(superuserUrl, entry, d);
  for (let i = 0; i < 100; i++) await round(entry, d.pick(samples), none(), d);
  const rest = none();
  const restLoad = load();
  for (let i = 0; i < AT_REST; i++) await round(entry, d.pick(samples), rest, d);
  const beside = none();
  const seconds: number[] = [];
  while (beside.number.length < BESIDE && seconds.length < MOST_COPIES) {
    await renewed(superuserUrl, entry);
    const began = performance.now();
    while (await round(entry, d.pick(samples), beside, d));
    seconds.push((performance.now() - began) / 1000);
    console.log(`  beside a copy of ${seconds.at(-1)?.toFixed(1)} s: ${beside.number.length} of each, load ${load()}`);
  }
  return [
    section(`Through the door of a host, ${accounts} accounts, at rest (load ${restLoad})`, rest),
    section(
      `The same while the region is copied anew, ${seconds.length} times (load ${load()})`,
      beside,
      [
        `Copies took ${seconds.map(s => s.toFixed(1)).join(', ')} s. Each figure is from the request to the last byte, with up to ${PAUSE_MS} ms between calls; `,
        'PostgreSQL and the client work on the same cores. «nothing of the store» is visit.state, which main answers by itself.',
      ].join(''),
    ),
  ];
}

/** The program itself as a process of its own, over a fund that is filled for it. */
export const throughDoor = (accounts: number): Promise<Section[]> =>
  withFund(async ({ superuserUrl, url }) => {
    await seedDemoStaff(superuserUrl);
    const dataDir = mkdtempSync(join(tmpdir(), 'kapremont-bench-door-'));
    const fundUrl = new URL(url);
    process.env['PGPASSWORD'] = decodeURIComponent(fundUrl.password);
    fundUrl.password = '';
    const settings = join(dataDir, 'settings.json');
    // A demo keeps its keys in a plain file, and a machine that measures may have no keychain.
    const demo = { account: { accountNumber: '220753', address: '', paidOn: '2026-10-09', amount: 1 } };
    writeFileSync(settings, JSON.stringify({ fundUrl: fundUrl.href, audience: 'desk', terminalName: 'Bench', demo }));
    const program = await startProgram(dataDir, accounts, 'serve', settings);
    try {
      const entry = await enter(program.url);
      while ((await freshness(entry)) !== 'fresh') await pause(100);
      // Who has signed in is not slowed down as a stranger at a kiosk is.
      await entry.call('staff.signIn', { login: demoStaff[0].login, password: demoStaff[0].password });
      const sections = await measure(superuserUrl, entry, accounts);
      entry.leave();
      return sections;
    } finally {
      await program.stop();
      delete process.env['PGPASSWORD'];
      rmSync(dataDir, { recursive: true, force: true });
    }
  }, accounts);
