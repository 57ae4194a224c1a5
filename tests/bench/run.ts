// `npm run bench -- <name>…`: measures our ways against others' and writes bench-results/<name>.json. Without a name, lists what there is.
import { parseArgs } from 'node:util';
import { load, machine, printSection, writeReport, type BenchOptions, type Report } from './measure/report.ts';

interface Bench {
  about: string;
  load(): Promise<{ run(options: BenchOptions): Promise<Report> }>;
}

const benches: Record<string, Bench> = {
  lookup: {
    about:
      'an account by number and a street as it is typed, against LIKE, MiniSearch and TypeORM; through a host’s door, also beside a copy (--accounts N: the last alone)',
    load: () => import('./lookup.ts'),
  },
  statement: {
    about: 'a statement with 36 months of history and payments, against TypeORM find',
    load: () => import('./statement.ts'),
  },
  documents: {
    about:
      'a payment document as PDF and 300 in one file, against pdfmake, pdf-lib and Chromium’s printToPDF; --region: a region’s files, one thread and two',
    load: () => import('./documents.ts'),
  },
  startup: {
    about: 'first and second start to a usable program, the phases of it, and opening the encrypted cache',
    load: () => import('./startup.ts'),
  },
  load: {
    about: 'a million charge lines from a CSV file, against truncate and COPY, psql and row inserts',
    load: () => import('./load.ts'),
  },
  region: {
    about: 'a copy of a region of 400 000 accounts, and every rule between its rows (--accounts: fewer)',
    load: () => import('./region.ts'),
  },
  sync: {
    about: 'a whole region copied: time, CPU and memory, against the floor, sqlite3 .import and TypeORM (--accounts N)',
    load: () => import('./sync.ts'),
  },
  changes: {
    about: 'a payment, thousands of changes a second and a month’s charging until they are in the copy (--accounts N)',
    load: () => import('./changes.ts'),
  },
  entropy: {
    about: 'comparing the whole copy with the fund by sums of buckets: clock and CPU of both sides (--accounts N)',
    load: () => import('./entropy.ts'),
  },
  terminals: {
    about:
      'a fleet of 10, 50 and 200 terminals on one PostgreSQL: its connections, CPU and network, at rest and at work',
    load: () => import('./terminals.ts'),
  },
  held: {
    about: 'asking for changes while a long transaction holds back what was committed since',
    load: () => import('./held.ts'),
  },
  news: {
    about: 'a payment made in the fund’s database until it is on the open statement',
    load: () => import('./news.ts'),
  },
  guessing: {
    about: 'accounts somebody who guesses all day opens under the limits of a kiosk, with all or parts of them',
    load: () => import('./guessing.ts'),
  },
};

const { positionals: names, values } = parseArgs({
  allowPositionals: true,
  options: { accounts: { type: 'string' }, region: { type: 'boolean' } },
});
const options: BenchOptions = {
  ...(values.accounts === undefined ? {} : { accounts: Number(values.accounts) }),
  ...(values.region === undefined ? {} : { region: values.region }),
};
const unknown = names.filter(name => !(name in benches));
if (names.length === 0 || unknown.length > 0) {
  if (unknown.length > 0) console.error(`No such bench: ${unknown.join(', ')}`);
  console.log('npm run bench -- <name>… [--accounts N] [--region]\n');
  for (const [name, { about }] of Object.entries(benches)) console.log(`  ${name.padEnd(10)} ${about}`);
  process.exit(unknown.length > 0 ? 2 : 0);
}

const { cpu, cores, memoryGb, node } = machine();
console.log(`${cpu}, ${cores} cores, ${memoryGb} GB, Node ${node}, load ${load()}`);
if (load() > cores / 2) console.log('The machine is busy with other work: read the figures with care.');

for (const name of names) {
  const began = { at: new Date().toISOString(), load: load() };
  console.log(`\n── ${name}: ${benches[name]!.about}`);
  const report = await (await benches[name]!.load()).run(options);
  report.sections.forEach(printSection);
  console.log(`\n  ${writeReport(name, report, { ...began, ...options })}`);
}
process.exit(0);
