// `npm run documents`: writes the payment document of an account, of every account of a house, or of the whole region into files.
import { isUnread, type PaperFormat } from '#contract';
import { extname } from 'node:path';
import { availableParallelism } from 'node:os';
import { composeDocuments, type DocumentThreadData, type DocumentTools } from '../compose-documents.ts';
import { naturalCompare } from '../domain/natural-order.ts';
import { formatPeriod, isPeriod } from '../domain/period.ts';
import { accountKeys, isSameNumber } from '../domain/account-number.ts';
import type { DocumentModel } from '../ports/paper.ts';
import { readSettings } from '../settings.ts';
import { systemClock } from '../adapters/clock/system-clock.ts';
import { makeBatch } from '../adapters/documents-folder/batch.ts';
import { fileMaker } from '../adapters/documents-folder/batch-file.ts';
import { jsonLog } from '../adapters/log/json-log.ts';
import { startDocumentThreads, type DocumentThreads } from '../threads/documents-client.ts';
import { picture } from '../adapters/paper/picture.ts';
import { writeWhole } from '../adapters/documents-folder/whole-file.ts';
import { readOptions, wholeNumber } from './options.ts';
import { steps } from './steps.ts';

const usage = [
  'npm run documents -- --account НОМЕР --period ГГГГ-ММ [--format a4|a5|80mm|58mm] --out ФАЙЛ.pdf',
  '     ФАЙЛ.png: как будет выглядеть бумага; ФАЙЛ.bin: байты ESC/POS [--profile generic-80]',
  'npm run documents -- --house КЛЮЧ|ФИАС --period ГГГГ-ММ [--format …] --out ФАЙЛ.pdf',
  'npm run documents -- --region --period ГГГГ-ММ [--format …] [--per-file 500] --out ФАЙЛ.pdf',
  '     везде можно добавить --data ПАПКА',
].join('\n');

const given = readOptions(
  {
    account: { type: 'string' },
    house: { type: 'string' },
    region: { type: 'boolean' },
    period: { type: 'string' },
    format: { type: 'string' },
    out: { type: 'string' },
    profile: { type: 'string' },
    'per-file': { type: 'string' },
    data: { type: 'string' },
  },
  usage,
);

/** The request cannot be met: prints a sentence and exits with code 2. */
class Refused extends Error {}

const formats: readonly string[] = ['a4', 'a5', '80mm', '58mm'] satisfies PaperFormat[];
/** Dots per inch: a receipt printer's resolution, and enough to read a sheet's small print. */
const dotsPerInch = { a4: 150, a5: 150, '80mm': 203.2, '58mm': 203.2 } satisfies Record<PaperFormat, number>;

function asked() {
  const { account, house, region, period, out } = given;
  if ([account, house, region].filter(what => what !== undefined).length !== 1)
    throw new Refused(`Назовите одно из трёх: --account, --house или --region.\n\n${usage}`);
  if (!period || !isPeriod(period))
    throw new Refused(`--period: нужен месяц вида 2026-10, а не «${period ?? ''}».\n\n${usage}`);
  if (!out) throw new Refused(`--out: назовите файл.\n\n${usage}`);
  const kind = extname(out).toLowerCase();
  if (!['.pdf', '.png', '.bin'].includes(kind)) throw new Refused(`--out: .pdf, .png или .bin, а не «${out}».`);
  if (account === undefined && kind !== '.pdf') throw new Refused('Много документов сразу пишутся только в .pdf.');
  const format = given.format ?? (kind === '.bin' ? '80mm' : 'a4');
  if (!formats.includes(format)) throw new Refused(`--format: ${formats.join(', ')}, а не «${format}».`);
  if (kind === '.bin' && !format.endsWith('mm'))
    throw new Refused('Байты ESC/POS бывают для ленты: --format 80mm или 58mm.');
  return { period, out, kind, format: format as PaperFormat };
}

async function one(tools: DocumentTools, number: string, wanted: ReturnType<typeof asked>): Promise<void> {
  const { period, out, kind, format } = wanted;
  const alike = (await Promise.all(accountKeys(number).map(key => tools.cache.accountsByNumber(key)))).flat();
  const view = alike.find(view => isSameNumber(number, view.number)) ?? alike[0];
  if (!view) throw new Refused(`Лицевого счёта «${number}» в данных фонда нет.`);
  const found = await tools.documents.paymentDocument(view.id, period);
  if (!found.ok && isUnread(found.error)) throw new Refused(found.error.message);
  if (!found.ok) throw new Refused(`У счёта ${view.number} нет платёжного документа за ${formatPeriod(period)}.`);
  const model: DocumentModel = { kind: 'paymentDocument', document: found.value };
  if (kind === '.bin') {
    writeWhole(out, await tools.escpos(model, given.profile ?? (format === '58mm' ? 'generic-58' : 'generic-80')));
  } else {
    const pdf = await tools.paper.pdf(model, format);
    writeWhole(out, kind === '.png' ? await picture(pdf, dotsPerInch[format]) : pdf);
  }
  console.log(out);
}

/** Files of a region are made on two cores. A third would take from whoever works at the machine. */
const mostThreads = 2;

async function threadsOf(tools: DocumentTools & DocumentThreadData): Promise<DocumentThreads> {
  const count = Math.min(mostThreads, availableParallelism());
  if (given.region === undefined || count < 2) return { makers: [fileMaker(tools)], end: async () => undefined };
  const { settings, keys } = tools;
  return startDocumentThreads(count, { settings, keys } satisfies DocumentThreadData, jsonLog(process.stderr));
}

async function many(
  tools: DocumentTools & DocumentThreadData,
  wanted: ReturnType<typeof asked>,
  day: string,
): Promise<void> {
  const { period, out, format } = wanted;
  const house = given.house === undefined ? null : tools.house(given.house.trim());
  if (given.house !== undefined && house === null) throw new Refused(`Дома «${given.house}» в данных фонда нет.`);
  const accounts = async () =>
    house === null
      ? tools.cache.regionAccounts()
      : (await tools.cache.houseAccounts(house))
          .sort((a, b) => naturalCompare(a.premises, b.premises) || a.id - b.id)
          .map(({ id }) => id);
  const perFile = wholeNumber('per-file', given['per-file'], 500, 1, 10_000);
  const threads = await threadsOf(tools);
  const work = steps().run(`Платёжные документы за ${formatPeriod(period)}`, onProgress =>
    makeBatch(threads.makers, {
      accounts,
      period,
      day,
      format,
      out,
      perFile,
      onProgress,
      what: house === null ? 'весь регион' : `дом ${house}`,
    }),
  );
  const outcome = await work.finally(() => threads.end());
  for (const { path, documents, skipped } of outcome.files)
    console.log(skipped ? `${path}: готов с прошлого раза` : `${path}: документов ${documents}`);
  if (outcome.files.length === 0) throw new Refused(`За ${formatPeriod(period)} нет ни одного платёжного документа.`);
  for (const id of outcome.unread) {
    const view = await tools.cache.account(id);
    console.log(
      `Пропущен л/с ${view?.number ?? id}: его сумма, плательщик или получатель не прочитаны из данных фонда`,
    );
  }
  if (outcome.without > 0) console.log(`Без документа за этот месяц: ${outcome.without}`);
}

try {
  const wanted = asked();
  const settings = readSettings(undefined, given.data ? { dataDir: given.data } : {});
  const tools = await composeDocuments(settings);
  try {
    if (given.account !== undefined) await one(tools, given.account, wanted);
    else await many(tools, wanted, systemClock(settings.timeZone).today());
  } finally {
    tools.close();
  }
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = error instanceof Refused ? 2 : 1;
}
