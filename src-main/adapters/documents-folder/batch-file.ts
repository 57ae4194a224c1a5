// One file of many payment documents: complete or not at all, and without those that cannot be drawn.
import { isUnread, type PaymentDocument, type Result } from '#contract';
import { formatPeriod } from '../../domain/period.ts';
import type { FileMaker, FileOptions, MadeFile } from '../../ports/document-files.ts';
import type { Paper } from '../../ports/paper.ts';
import { growFile } from './whole-file.ts';

export interface BatchTools {
  documents: { paymentDocument(account: number, period: string): Promise<Result<PaymentDocument>> };
  paper: Pick<Paper, 'book'>;
  /** told of each document that could not be drawn */
  notDrawn?: (account: number, why: unknown) => void;
}

export const fileMaker =
  (tools: BatchTools): FileMaker =>
  (path, ids, options, onDone) =>
    makeFileWithout(tools, path, ids, options, onDone);

/** A document that could not be drawn; the file it would stand in is begun again without it. */
class NotDrawn extends Error {
  override name = 'NotDrawn';
  readonly account: number;
  constructor(account: number, cause: unknown) {
    super(`The document of account ${account} could not be drawn.`, { cause });
    this.account = account;
  }
}

async function makeFileWithout(
  tools: BatchTools,
  path: string,
  ids: readonly number[],
  options: FileOptions,
  onDone: (accounts: number, documents: number) => void,
): Promise<MadeFile> {
  const failed: number[] = [];
  for (;;) {
    const rest = ids.filter(id => !failed.includes(id));
    try {
      const { made, unread } = await makeFile(tools, path, rest, options, onDone);
      return { made, unread: [...unread, ...failed] };
    } catch (error) {
      if (!(error instanceof NotDrawn)) throw error;
      tools.notDrawn?.(error.account, error.cause);
      failed.push(error.account);
    }
  }
}

/** An error of the file system names its call; anything else came from the drawing. */
const isOfFile = (error: unknown): boolean => error instanceof Error && 'syscall' in error;

async function makeFile(
  { documents, paper }: BatchTools,
  path: string,
  ids: readonly number[],
  { period, format, signal }: FileOptions,
  onDone: (accounts: number, documents: number) => void,
): Promise<MadeFile> {
  const file = growFile(path);
  try {
    const title = `Платёжные документы, ${formatPeriod(period)}`;
    const book = await paper.book(format, { title, day: `${period}-01` }, bytes => file.write(bytes));
    let made = 0;
    const unread: number[] = [];
    for (const [i, id] of ids.entries()) {
      signal?.throwIfAborted();
      const found = await documents.paymentDocument(id, period);
      if (found.ok) {
        try {
          await book.add({ kind: 'paymentDocument', document: found.value });
        } catch (error) {
          throw isOfFile(error) ? error : new NotDrawn(id, error);
        }
        made++;
      } else if (isUnread(found.error)) unread.push(id);
      onDone(i + 1, made);
    }
    if (made === 0) {
      file.drop();
      return { made, unread };
    }
    await book.end();
    file.finish();
    return { made, unread };
  } catch (error) {
    file.drop();
    throw error;
  }
}
