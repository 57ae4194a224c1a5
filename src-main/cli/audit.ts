// `npm run audit`: verifies the chains of the fund's audit log, and writes down their ends to be verified against later.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { openAuditLog } from '../adapters/fund-postgres/audit-log.ts';
import { cabinetChainStart, chainHash, chainStart } from '../adapters/outbox/audit-chain.ts';
import type { AuditLog } from '../ports/audit-log.ts';
import { verifyAudit, type AnchorLine, type AuditFinding, type AuditReport } from '../services/audit/verify.ts';
import { adminDatabase, readOptions } from './options.ts';
import { steps } from './steps.ts';

const usage = [
  'npm run audit -- --verify             проверить журнал: хеш каждой строки, обе цепочки каждого терминала, их концы',
  '     --from 2026-11-01                только строки, пришедшие с этого дня',
  '     --against ЛИСТ                   и сверить с листом концов, записанным раньше',
  'npm run audit -- --anchor             напечатать лист концов всех цепочек: храните его вне базы',
  '     --lang ru|en                     язык отчёта',
  '     --database postgres://владелец@сервер/база или переменная KAPREMONT_FUND_ADMIN',
  'Код выхода: 0 — журнал цел; 1 — найдены нарушения; 2 — проверить не удалось.',
].join('\n');

const given = readOptions(
  {
    verify: { type: 'boolean' },
    anchor: { type: 'boolean' },
    from: { type: 'string' },
    against: { type: 'string' },
    lang: { type: 'string' },
    database: { type: 'string' },
  },
  usage,
);

const words = {
  ru: {
    whole: 'Журнал цел',
    broken: 'Нарушения',
    counted: (report: AuditReport) => `Терминалов: ${report.terminals}, строк: ${report.lines}`,
    silent: 'Молчат больше трёх дней',
    days: (days: number) => `${Math.floor(days)} сут.`,
    more: (count: number) => (count > 1 ? `, всего таких: ${count}` : ''),
    hash: 'хеш строки не от того, что в ней написано',
    gap: 'строка стоит ни за какой: строки перед ней нет',
    fork: 'за одной строкой идут две, и администратор этого не разрешал',
    endMissing: 'нет последних строк: конца цепочки, который помнит фонд, в журнале нет',
    anchorMissing: 'нет строки, которая была концом цепочки на листе',
  },
  en: {
    whole: 'The log is whole',
    broken: 'Faults',
    counted: (report: AuditReport) => `Terminals: ${report.terminals}, lines: ${report.lines}`,
    silent: 'Silent for over three days',
    days: (days: number) => `${Math.floor(days)} days`,
    more: (count: number) => (count > 1 ? `, ${count} of them` : ''),
    hash: 'the hash of a line is not that of what it says',
    gap: 'a line follows none: the one before it is missing',
    fork: 'two lines follow one, and no administrator let them',
    endMissing: 'the newest lines are missing: the end of the chain that the fund keeps is no line’s',
    anchorMissing: 'the line that was a chain’s end on the sheet is missing',
  },
};

function language(): 'ru' | 'en' {
  const { lang = 'ru' } = given;
  if (lang === 'ru' || lang === 'en') return lang;
  throw new Error(`--lang: ru или en, а не «${lang}».\n\n${usage}`);
}

function since(): string | null {
  if (given.from === undefined) return null;
  if (!/^\d{4}-\d\d-\d\d$/.test(given.from) || Number.isNaN(Date.parse(given.from)))
    throw new Error(`--from: день вида 2026-11-01, а не «${given.from}».`);
  return new Date(given.from).toISOString();
}

const anchorPattern = /^([0-9a-f-]{36}) (outbox|cabinet) ([0-9a-f]{64})(?: \d+)?$/gm;
const digest = (text: string) => createHash('sha256').update(text).digest('hex');

/** A sheet whose last line is the digest of the others: one that was changed is told, and the digest alone is enough on paper. */
function readAnchor(file: string | undefined): AnchorLine[] {
  if (file === undefined) return [];
  const text = readFileSync(file, 'utf8').replace(/\r\n/g, '\n');
  const lines = [...text.matchAll(anchorPattern)];
  const sum = /^sha256 ([0-9a-f]{64})$/m.exec(text)?.[1];
  if (sum !== digest(lines.map(([line]) => `${line}\n`).join('')))
    throw new Error(`Лист «${file}» изменён или неполон: его сумма не сходится.`);
  return lines.map(([, terminalId = '', , head = '']) => ({ terminalId, head }));
}

async function printAnchor(log: AuditLog): Promise<void> {
  const text = (await log.chains()).map(({ terminalId, kind, head }) => `${terminalId} ${kind} ${head}\n`).join('');
  console.log(`# ${new Date().toISOString()}\n${text}sha256 ${digest(text)}`);
}

function print(report: AuditReport, lang: 'ru' | 'en'): void {
  const say = words[lang];
  const named = ({ terminal }: Pick<AuditFinding, 'terminal'>) => `${terminal.name || '—'} (${terminal.id})`;
  console.log(say.counted(report));
  if (report.silent.length > 0) {
    console.log(`${say.silent}: ${report.silent.length}`);
    for (const terminal of report.silent)
      console.log(`  ${named({ terminal })}: ${say.days(terminal.silentDays ?? 0)}`);
  }
  if (report.findings.length === 0) return console.log(say.whole);
  console.log(`${say.broken}: ${report.findings.length}`);
  for (const finding of report.findings) {
    const { fault, line, hash, count } = finding;
    const where = line ? `${line.id} ${line.at} ${line.action}` : hash;
    console.log(`  ${named(finding)}: ${say[fault]}: ${where}${say.more(count)} [${fault}]`);
  }
}

try {
  const lang = language();
  const [from, anchor] = [since(), readAnchor(given.against)];
  const url = adminDatabase('--database', given.database);
  if (!url || (given.verify === true) === (given.anchor === true)) throw new Error(usage);
  const log = await openAuditLog(url);
  try {
    if (given.anchor) await printAnchor(log);
    else {
      const deps = { log, chainHash, chainStart, cabinetChainStart };
      const report = await steps().run(lang === 'ru' ? 'Проверка журнала' : 'Verifying the log', () =>
        verifyAudit(deps, { from, anchor }),
      );
      print(report, lang);
      process.exitCode = report.findings.length > 0 ? 1 : 0;
    }
  } finally {
    await log.close();
  }
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 2;
}
