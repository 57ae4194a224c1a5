// A CSV file as a billing system exports it: encoding and separator are found out, rows come with the line they stand on.
import iconv from 'iconv-lite';
import { CsvError, parse } from 'csv-parse';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import type { EntityName } from '../../../ports/exchange.ts';
import { LoadRefused, type Source, type SourceRow } from './source.ts';

export type Encoding = 'utf-8' | 'windows-1251';

export interface CsvOptions {
  /** null: found out from the bytes */
  encoding: Encoding | null;
  /** null: found out from the header */
  delimiter: string | null;
}

const CHUNK = 1 << 20;
/** Characters. A longer record is a quote that was never closed, not a row. */
const MAX_RECORD = 200_000;
/** Either kind of sign so many times settles which encoding it is. */
const ENOUGH_SIGNS = 200;

const count = (text: string, sign: RegExp) => text.match(sign)?.length ?? 0;

/** Russian in windows-1251 is nearly nowhere valid UTF-8; one broken sign in a UTF-8 file must not turn the whole file into another alphabet. */
async function encodingOf(path: string): Promise<Encoding> {
  const decoder = new TextDecoder('utf-8');
  let [broken, cyrillic] = [0, 0];
  for await (const chunk of createReadStream(path, { highWaterMark: CHUNK })) {
    const text = decoder.decode(chunk as Buffer, { stream: true });
    broken += count(text, /\uFFFD/g);
    cyrillic += count(text, /[\u0400-\u04FF]/g);
    if (Math.max(broken, cyrillic) > ENOUGH_SIGNS) break;
  }
  return broken > cyrillic ? 'windows-1251' : 'utf-8';
}

async function headOf(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(64 * 1024), 0, 64 * 1024, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** Every second byte of UTF-16 is mostly zero. */
const isWide = (head: Buffer) => head.filter(byte => byte === 0).length > head.length / 4;

const firstLine = (text: string) => text.replace(/^\uFEFF/, '').split(/[\r\n]/, 1)[0] ?? '';

const delimiterOf = (line: string): string =>
  [';', ',', '\t'].toSorted((a, b) => line.split(b).length - line.split(a).length)[0] ?? ';';

/** Throws LoadRefused for what is no CSV of ours at all. */
export async function csvFile(entity: EntityName, path: string, options: CsvOptions): Promise<Source> {
  const head = await headOf(path).catch((error: unknown) => {
    throw new LoadRefused(`Файл ${path} не читается: ${(error as Error).message}`);
  });
  if (head.length === 0) throw new LoadRefused(`${path}: файл пуст. Нужна хотя бы строка с названиями столбцов.`);
  if ((head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff) || isWide(head))
    throw new LoadRefused(`${path}: это UTF-16 или не текст. Сохраните файл как «CSV UTF-8» или «CSV» (windows-1251).`);
  const encoding = options.encoding ?? (await encodingOf(path));
  const header = firstLine(iconv.decode(head, encoding));
  const delimiter = options.delimiter ?? delimiterOf(header);
  const file = { path, encoding, delimiter };
  const columns = await headerOf(file);
  return {
    entity,
    name: basename(path),
    about: `${encoding}, разделитель «${delimiter === '\t' ? 'табуляция' : delimiter}»`,
    columns,
    fingerprint: () => digest(path, `${encoding} ${delimiter}`),
    rows: () => rowsOf(file, columns.length),
    place: line => `${basename(path)}:${line}`,
    quoted: true,
  };
}

interface File {
  path: string;
  encoding: Encoding;
  delimiter: string;
}

async function headerOf(file: File): Promise<string[]> {
  for await (const rows of records(file)) {
    const names = rows[0]?.cells;
    if (names) return names.map(name => (name ?? '').trim().toLowerCase());
  }
  throw new LoadRefused(`${file.path}: нет строки с названиями столбцов.`);
}

async function digest(path: string, read: string): Promise<string> {
  const hash = createHash('sha256').update(read);
  for await (const chunk of createReadStream(path, { highWaterMark: CHUNK })) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

/** Rows after the header. One of another length is given as it is: who reads it says so. */
async function* rowsOf(file: File, width: number): AsyncGenerator<SourceRow[]> {
  let header = true;
  for await (const rows of records(file)) {
    const data = header ? rows.slice(1) : rows;
    if (rows.length > 0) header = false;
    // a trailing separator, which some exports put at the end of every line
    for (const row of data) if (row.cells.length === width + 1 && row.cells[width] === '') row.cells.length = width;
    if (data.length > 0) yield data;
  }
}

/** Throws LoadRefused when a quote is never closed: what follows it cannot be told apart any more. */
async function* records({ path, encoding, delimiter }: File): AsyncGenerator<SourceRow[]> {
  let taken: SourceRow[] = [];
  const parser = parse({
    bom: true,
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: MAX_RECORD,
    on_record: (cells: string[], { lines }) => {
      taken.push({ cells, place: lines });
      return null;
    },
  });
  let failure: Error | null = null;
  let settled = () => {};
  parser.on('error', error => {
    failure ??= error;
    settled();
  });
  parser.resume();
  const put = (chunk: Buffer | string | null) =>
    new Promise<void>(resolve => {
      // a parser that fails does not call back
      settled = resolve;
      if (chunk === null) parser.end(resolve);
      else parser.write(chunk, () => resolve());
    });
  const decoder = encoding === 'utf-8' ? null : iconv.getDecoder(encoding);
  const bytes = createReadStream(path, { highWaterMark: CHUNK });
  try {
    for await (const chunk of bytes) {
      await put(decoder ? decoder.write(chunk as Buffer) : (chunk as Buffer));
      if (failure) throw refusal(path, failure);
      const batch = taken;
      taken = [];
      yield batch;
    }
    await put(null);
    if (failure) throw refusal(path, failure);
    yield taken;
  } finally {
    bytes.destroy();
    parser.destroy();
  }
}

function refusal(path: string, error: Error): Error {
  if (!(error instanceof CsvError)) return error;
  const line = typeof error['lines'] === 'number' ? `:${error['lines']}` : '';
  return new LoadRefused(
    `${basename(path)}${line}: кавычка открыта и не закрыта, дальше строк не различить. Исправьте файл: кавычка внутри значения удваивается.`,
  );
}
