// Loads the fund's tables from files or relations: staged first, then merged in one transaction in which only rows that differ are touched.
import type pg from 'pg';
import { type EntityName, entityNames } from '../../../ports/exchange.ts';
import { clientConfig, connect } from '../connection.ts';
import { type CsvOptions, csvFile } from './csv-file.ts';
import { judge, type Judging } from './judge.ts';
import { type Difference, difference, planGone, removeGone, upsert } from './merge.ts';
import { relation } from './relation.ts';
import { LoadRefused, type Source } from './source.ts';
import { matchColumns, stage, type Staged, stagedTable } from './staging.ts';
import { tableFacts } from './table-facts.ts';

export { LoadRefused } from './source.ts';
export type { Staged } from './staging.ts';
export type { Difference } from './merge.ts';

export type Asked =
  | { entity: EntityName; file: string }
  /** `optional`: not there is no mistake, its table is left alone */
  | { entity: EntityName; relation: string; optional: boolean };

export interface LoadOptions {
  /** rows that a source does not have are deleted from its table */
  full: boolean;
  dryRun: boolean;
  /** examples of changes tell what stands in the cells: personal data */
  showValues: boolean;
  /** one refused row stops the whole load */
  strict: boolean;
  /** percent of a table's rows that may be deleted */
  deleteUpTo: number;
  csv: CsvOptions;
  /** called with the rows of a source staged so far */
  progress(entity: EntityName, rows: number): void;
}

export interface Refusal {
  place: string;
  reason: string;
}

export interface Loaded {
  staged: Staged[];
  differences: Difference[];
  /** false: a dry run, or a load that was stopped by `stopped` */
  applied: boolean;
  stopped: string[];
}

/** Fewer rows than these may go in any share, unless none is left. */
const FEW = 10;
/** PostgreSQL's number for advisory locks of this program's loads. */
const LOCK = 1_795_300_451;

/**
 * Loads `asked` into the fund at `url`, as the owner of its schemas. `told` gets every refused row, before the outcome is known.
 * Throws LoadRefused when nothing can be loaded; whatever it throws, nothing has been changed.
 */
export async function loadFund(
  url: string,
  asked: readonly Asked[],
  options: LoadOptions,
  told: (entity: EntityName, refusal: Refusal) => void,
): Promise<Loaded> {
  const config = clientConfig(url, { applicationName: 'kapremont загрузка' }, 0);
  const client = await connect(config);
  const reader = asked.some(one => 'relation' in one) ? await connect(config) : null;
  try {
    for (const one of [client, reader])
      await one?.query(
        `set statement_timeout = 0; set idle_in_transaction_session_timeout = 0; set lock_timeout = '60s'; set work_mem = '128MB'`,
      );
    return await load(client, await sourcesOf(asked, options, reader), options, told);
  } finally {
    await reader?.end().catch(() => undefined);
    await client.end().catch(() => undefined);
  }
}

async function sourcesOf(asked: readonly Asked[], { csv }: LoadOptions, reader: pg.Client | null): Promise<Source[]> {
  const sources: Source[] = [];
  for (const one of asked)
    if ('file' in one) sources.push(await csvFile(one.entity, one.file, csv));
    else if (reader) {
      const source = await relation(reader, one.entity, one.relation);
      if (source) sources.push(source);
      else if (!one.optional) throw new LoadRefused(`Отношения ${one.relation} в базе нет.`);
    }
  if (sources.length === 0) throw new LoadRefused('Ни одного источника нет: проверьте название схемы.');
  return sources.toSorted((a, b) => entityNames.indexOf(a.entity) - entityNames.indexOf(b.entity));
}

async function load(
  client: pg.Client,
  sources: readonly Source[],
  options: LoadOptions,
  told: (entity: EntityName, refusal: Refusal) => void,
): Promise<Loaded> {
  const locked = await client.query<{ got: boolean }>('select pg_try_advisory_lock($1) as got', [LOCK]);
  if (!locked.rows[0]?.got) throw new LoadRefused('Другая загрузка ещё идёт. Дождитесь её конца.');
  const facts = await tableFacts(client);
  const staged = new Map<EntityName, Staged>();
  // All headers before the first row: a mistake in the last file is told at once.
  for (const source of sources) {
    const table = facts.get(source.entity);
    if (table) matchColumns(source, table);
  }
  for (const source of sources) {
    const table = facts.get(source.entity);
    if (table)
      staged.set(source.entity, await stage(client, source, table, rows => options.progress(source.entity, rows)));
  }
  const judging: Judging = { staged, facts, full: options.full };
  await client.query('begin');
  try {
    const loaded = await merge(client, judging, options, told);
    await client.query(loaded.applied ? 'commit' : 'rollback');
    if (loaded.applied) await tidy(client, judging, loaded);
    return loaded;
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  }
}

async function merge(
  client: pg.Client,
  judging: Judging,
  options: LoadOptions,
  told: (entity: EntityName, refusal: Refusal) => void,
): Promise<Loaded> {
  const { facts } = judging;
  const staged = [...judging.staged.values()];
  await client.query(
    `lock table ${staged.map(({ entity }) => `fund.${entity}`).join(', ')} in share row exclusive mode`,
  );
  for (const { entity } of staged) await judge(client, entity, judging);
  const differences: Difference[] = [];
  for (const one of staged) {
    const table = facts.get(one.entity);
    if (table) differences.push(await difference(client, one, table, options.showValues));
    await tellRefused(client, one, told);
  }
  if (options.full) for (const one of differences.toReversed()) await planGone(client, one, judging);
  const stopped = stops(differences, options);
  const applied = !options.dryRun && stopped.length === 0;
  if (applied) {
    // Numbers and the operator's sign may change places within one load.
    await client.query('set constraints all deferred');
    for (const one of staged) {
      const table = facts.get(one.entity);
      if (table) await upsert(client, one, table);
    }
    for (const { entity, gone } of differences.toReversed()) {
      const table = facts.get(entity);
      if (table && gone > 0) await removeGone(client, table);
    }
  }
  return { staged, differences, applied, stopped };
}

async function tellRefused(
  client: pg.Client,
  { entity, source }: Staged,
  told: (entity: EntityName, refusal: Refusal) => void,
): Promise<void> {
  const { rows } = await client.query<{ place: string; refused: string }>(
    `select place, refused from ${stagedTable(entity)} where refused is not null order by place`,
  );
  for (const { place, refused } of rows) told(entity, { place: source.place(Number(place)), reason: refused });
}

function stops(differences: readonly Difference[], { strict, deleteUpTo }: LoadOptions): string[] {
  const out: string[] = [];
  for (const { entity, before, gone, refused } of differences) {
    if (strict && refused > 0) out.push(`${entity}: не принято строк: ${refused}, а загрузка строгая (--strict).`);
    const share = before === 0 ? 0 : (gone / before) * 100;
    if (share > deleteUpTo && (gone >= FEW || gone === before))
      out.push(
        `${entity}: пропало бы строк: ${gone} из ${before} (${share.toFixed(1).replace('.', ',')} %), разрешено ${deleteUpTo} %. ` +
          `Если так и должно быть, повторите с --delete-up-to ${Math.ceil(share)}.`,
      );
  }
  return out;
}

async function tidy(client: pg.Client, { staged }: Judging, { differences }: Loaded): Promise<void> {
  for (const { entity, new: added, changed, gone } of differences) {
    if (added + changed + gone > 0) await client.query(`analyze fund.${entity}`);
    await client.query(`drop table ${stagedTable(entity)}`);
  }
  await client.query('delete from fund_load.staged where entity = any($1)', [[...staged.keys()]]);
}
