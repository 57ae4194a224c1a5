// `npm run load`: loads the fund's tables from CSV files or from relations of the same database, touching only rows that differ.
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import {
  type Asked,
  type Difference,
  type Loaded,
  loadFund,
  LoadRefused,
} from '../adapters/fund-postgres/load/index.ts';
import { type EntityName, entityNames } from '../ports/exchange.ts';
import { adminDatabase, readOptions, wholeNumber } from './options.ts';
import { steps } from './steps.ts';

const usage = [
  'npm run load -- --dir ПАПКА               файлы account.csv, payment.csv … из папки',
  'npm run load -- --file account=ФАЙЛ.csv   один файл; можно повторять',
  'npm run load -- --schema СХЕМА            таблицы, представления и внешние таблицы с именами сущностей',
  'npm run load -- --relation account=СХЕМА.ИМЯ   одно отношение; можно повторять',
  '     --dry-run             показать разницу и ничего не менять',
  '     --show-values         в примерах изменений показать и сами значения: это персональные данные',
  '     --mode full|partial   full: удалить строки, которых нет в источнике; partial (если не сказано): не удалять',
  '     --delete-up-to 5      сколько процентов строк таблицы можно удалить при full',
  '     --strict              не загружать ничего, если хоть одна строка не принята',
  '     --refused ФАЙЛ        записать все непринятые строки с причинами',
  '     --encoding utf-8|windows-1251, --delimiter «,»|«;»   если не угаданы сами',
  '     --database postgres://владелец@сервер/база или переменная KAPREMONT_FUND_ADMIN',
  'Код выхода: 0 — всё загружено; 1 — загружено, но часть строк не принята; 2 — ничего не изменено.',
].join('\n');

const given = readOptions(
  {
    dir: { type: 'string' },
    file: { type: 'string', multiple: true },
    schema: { type: 'string' },
    relation: { type: 'string', multiple: true },
    'dry-run': { type: 'boolean' },
    'show-values': { type: 'boolean' },
    mode: { type: 'string' },
    'delete-up-to': { type: 'string' },
    strict: { type: 'boolean' },
    refused: { type: 'string' },
    encoding: { type: 'string' },
    delimiter: { type: 'string' },
    database: { type: 'string' },
  },
  usage,
);

const isEntity = (name: string): name is EntityName => (entityNames as readonly string[]).includes(name);

function entity(name: string, where: string): EntityName {
  if (isEntity(name)) return name;
  throw new LoadRefused(`${where}: сущности «${name}» нет. Есть: ${entityNames.join(', ')}.`);
}

/** `account=rest` of --file and --relation. */
function pair(text: string, option: string): [EntityName, string] {
  const at = text.indexOf('=');
  if (at < 1 || at === text.length - 1) throw new LoadRefused(`${option}: нужно сущность=источник, а не «${text}».`);
  return [entity(text.slice(0, at), option), text.slice(at + 1)];
}

function folder(dir: string): Asked[] {
  if (!existsSync(dir)) throw new LoadRefused(`--dir: папки ${dir} нет.`);
  const names = readdirSync(dir).filter(name => extname(name).toLowerCase() === '.csv');
  if (names.length === 0) throw new LoadRefused(`--dir: в ${dir} нет файлов .csv.`);
  return names.map(name => ({
    entity: entity(basename(name, extname(name)).toLowerCase(), name),
    file: join(dir, name),
  }));
}

const inSchema = (schema: string): Asked[] =>
  entityNames.map(name => ({ entity: name, relation: `${schema}.${name}`, optional: true }));

function asked(): Asked[] {
  const all: Asked[] = [
    ...(given.dir === undefined ? [] : folder(given.dir)),
    ...(given.file ?? []).map(text => pair(text, '--file')).map(([name, file]) => ({ entity: name, file })),
    ...(given.schema === undefined ? [] : inSchema(given.schema)),
    ...(given.relation ?? [])
      .map(text => pair(text, '--relation'))
      .map(([name, from]) => ({ entity: name, relation: from, optional: false })),
  ];
  if (all.length === 0) throw new LoadRefused(`Назовите источник: --dir, --file, --schema или --relation.\n\n${usage}`);
  const names = all.map(one => one.entity);
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) throw new LoadRefused(`Для ${twice} названо два источника.`);
  return all;
}

function chosen<const T extends string>(name: string, text: string | undefined, words: readonly T[]): T | undefined {
  const word = words.find(one => one === text);
  if (text !== undefined && word === undefined)
    throw new LoadRefused(`--${name}: ${words.join(' или ')}, а не «${text}».`);
  return word;
}

/** Rows told one by one on the screen; the file of --refused has all. */
const SHOWN = 20;

class Refusals {
  readonly #lines: string[] = [];
  readonly #shown = new Map<EntityName, number>();

  readonly tell = (name: EntityName, { place, reason }: { place: string; reason: string }): void => {
    this.#lines.push(`${name}: ${place}: ${reason}`);
    const shown = this.#shown.get(name) ?? 0;
    this.#shown.set(name, shown + 1);
    if (shown < SHOWN) console.error(`${place}: ${reason}`);
    if (shown === SHOWN) console.error(`${name}: … остальные — в файле, названном в --refused`);
  };

  write(file: string): void {
    writeFileSync(file, this.#lines.map(line => `${line}\n`).join(''), { mode: 0o600 });
  }
}

const figures = ({ entity: name, before, new: added, changed, gone, held, keyless, refused }: Difference): string[] => [
  `${name.padEnd(15)} было ${before}, новых ${added}, изменённых ${changed}, пропавших ${gone}, не принято ${refused}`,
  ...(held > 0 ? [`  не удалены, на них ссылаются остающиеся строки: ${held}`] : []),
  ...(keyless ? ['  есть строки, у которых не читается ключ: из этой таблицы ничего не удаляется'] : []),
];

function report({ staged, differences, applied, stopped }: Loaded): void {
  for (const { source, unknown, absent, again } of staged) {
    console.log(`${source.name}: ${source.about}${again ? '; строки взяты от прерванной загрузки' : ''}`);
    if (unknown.length > 0) console.log(`  незнакомые столбцы пропущены: ${unknown.join(', ')}`);
    if (absent.length > 0) console.log(`  столбцов нет, значения в таблице не тронуты: ${absent.join(', ')}`);
  }
  for (const one of differences) {
    for (const line of figures(one)) console.log(line);
    for (const example of one.examples) console.log(`  ${example}`);
  }
  for (const why of stopped) console.error(why);
  if (applied) console.log('Загружено.');
  else console.log(stopped.length > 0 ? 'Ничего не изменено.' : 'Пробный прогон: ничего не изменено.');
}

async function run(url: string): Promise<number> {
  const refusals = new Refusals();
  const sources = asked();
  const options = {
    full: chosen('mode', given.mode, ['full', 'partial']) === 'full',
    dryRun: given['dry-run'] ?? false,
    showValues: given['show-values'] ?? false,
    strict: given.strict ?? false,
    deleteUpTo: wholeNumber('delete-up-to', given['delete-up-to'], 5, 0, 100),
    csv: {
      encoding: chosen('encoding', given.encoding, ['utf-8', 'windows-1251']) ?? null,
      delimiter: chosen('delimiter', given.delimiter, [',', ';', '\t']) ?? null,
    },
  };
  const loaded = await steps().run('Загрузка', progress =>
    loadFund(url, sources, { ...options, progress: (name, rows) => progress(0, `${name}: ${rows}`) }, refusals.tell),
  );
  if (given.refused !== undefined) refusals.write(given.refused);
  report(loaded);
  if (loaded.stopped.length > 0) return 2;
  return loaded.differences.some(({ refused }) => refused > 0) ? 1 : 0;
}

try {
  const url = adminDatabase('--database', given.database);
  if (!url) throw new LoadRefused(`Назовите базу фонда: --database или KAPREMONT_FUND_ADMIN.\n\n${usage}`);
  process.exitCode = await run(url);
} catch (error) {
  console.error((error as Error).message);
  if (!(error instanceof LoadRefused)) console.error('Ничего не изменено.');
  process.exitCode = 2;
}
