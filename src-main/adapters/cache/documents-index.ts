// The index by which a document's own number finds its account: of the last months of the data, as many as fit.
import type { Db } from '../sqlite/database.ts';

/** The number printed as «Платёжный документ №». */
export const printedDocument = `coalesce(nullif(payment_document_id, ''), document_number)`;

/** At 34 bytes each (docs/benchmarks.md) the index stays under 170 MB. */
const mostEntries = 5_000_000;
const [fewestMonths, mostMonths] = [12, 24];

/**
 * Documents that are looked up by their own number: those whose number does not begin with the ЕЛС, in funds that give no ИПД, of this month
 * and later. An older one is found by the account's number beside it.
 */
const documentsFrom = (month: string) =>
  `payment_document_id not glob '[0-9][0-9][^0-9][^0-9][0-9][0-9][0-9][0-9][0-9][0-9]-*' and ${printedDocument} <> '' and period >= '${month}'`;

/** Part of the schema's digest; the month is each file's own. */
export const documentsIndex = (month: string) =>
  `create index if not exists balance_by_document on period_balance (${printedDocument}) where ${documentsFrom(month)}`;

const monthBefore = (month: string, n: number): string => {
  const [year = 0, number = 1] = month.split('-').map(Number);
  const all = year * 12 + number - 1 - n;
  return `${String(Math.floor(all / 12)).padStart(4, '0')}-${String((all % 12) + 1).padStart(2, '0')}`;
};

/**
 * The first month of the index: counted back from the newest one with a document, so that it moves on with the fund's data at every new copy; between
 * copies later months are added to it. A month still to come is no month.
 */
function firstMonth(db: Db, thisMonth: string): string {
  const months = db
    .prepare<[string], { period: string; documents: number }>(
      `select period, count(*) as documents from period_balance where ${documentsFrom('')} and period <= ?
       group by period order by period desc limit ${mostMonths}`,
    )
    .all(thisMonth);
  const newest = months[0]?.period ?? thisMonth;
  let documents = 0;
  const fit = months.filter(month => (documents += month.documents) <= mostEntries);
  const earliest = fit.at(-1)?.period ?? newest;
  const atLeast = monthBefore(newest, fewestMonths - 1);
  return earliest < atLeast ? earliest : atLeast;
}

/** Builds the index of a file that has none yet. */
export function indexDocuments(db: Db, thisMonth: string): void {
  const known = db.prepare<[], string>(`select value from meta where key = 'documents_from'`).pluck().get();
  const month = known ?? firstMonth(db, thisMonth);
  db.exec(documentsIndex(month));
  db.prepare(`insert or replace into meta (key, value) values ('documents_from', ?)`).run(month);
}

/** The condition under which this file's index is used. */
export function documentsByNumber(db: Db): string {
  const month = db.prepare<[], string>(`select value from meta where key = 'documents_from'`).pluck().get();
  if (month === undefined) throw new Error('The cache file has no index of documents: it is not whole.');
  return documentsFrom(month);
}
