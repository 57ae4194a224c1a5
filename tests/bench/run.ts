// `npm run bench -- <name>…`: measures our ways against others' and writes bench-results/<name>.json. Without a name, lists what there is.
import { load, machine, printSection, writeReport, type Report } from './measure/report.ts';

interface Bench {
  about: string;
  load(): Promise<{ run(): Promise<Report> }>;
}

const benches: Record<string, Bench> = {
  lookup: {
    about: 'an account by number and a street as it is typed, against LIKE, MiniSearch and TypeORM',
    load: () => import('./lookup.ts'),
  },
  statement: {
    about: 'a statement with 36 months of history and payments, against TypeORM find',
    load: () => import('./statement.ts'),
  },
  documents: {
    about: 'a payment document as PDF and 300 in one file, against pdfmake, pdf-lib and Chromium’s printToPDF',
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
    about: 'a copy of a region of 400 000 accounts, and every rule between its rows (KAPREMONT_BENCH_ACCOUNTS: fewer)',
    load: () => import('./region.ts'),
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

const names = process.argv.slice(2);
const unknown = names.filter(name => !(name in benches));
if (names.length === 0 || unknown.length > 0) {
  if (unknown.length > 0) console.error(`No such bench: ${unknown.join(', ')}`);
  console.log('npm run bench -- <name>…\n');
  for (const [name, { about }] of Object.entries(benches)) console.log(`  ${name.padEnd(10)} ${about}`);
  process.exit(unknown.length > 0 ? 2 : 0);
}

const { cpu, cores, memoryGb, node } = machine();
console.log(`${cpu}, ${cores} cores, ${memoryGb} GB, Node ${node}, load ${load()}`);
if (load() > cores / 2) console.log('The machine is busy with other work: read the figures with care.');

for (const name of names) {
  const began = { at: new Date().toISOString(), load: load() };
  console.log(`\n── ${name}: ${benches[name]!.about}`);
  const report = await (await benches[name]!.load()).run();
  report.sections.forEach(printSection);
  console.log(`\n  ${writeReport(name, report, began)}`);
}
process.exit(0);
