// Payment documents of a house or of the whole region: files of many documents, written page by page and resumable file by file.
import { isUnread, type PaymentDocument, type Result } from '#contract';
import { formatPeriod } from '../../domain/period.ts';
import type { BatchOptions, BatchOutcome } from '../../ports/document-files.ts';
import type { Paper } from '../../ports/paper.ts';
import { dropPlan, fileName, isFinished, leftPlan, planFinished, putAway, writePlan, type Plan } from './plan.ts';
import { growFile } from './whole-file.ts';

export interface BatchTools {
  documents: { paymentDocument(account: number, period: string): Promise<Result<PaymentDocument>> };
  paper: Pick<Paper, 'book'>;
  /** told of each document that could not be drawn */
  notDrawn?: (account: number, why: unknown) => void;
}

const inFiles = (accounts: readonly number[], perFile: number): number[][] =>
  Array.from({ length: Math.ceil(accounts.length / perFile) }, (_, i) =>
    accounts.slice(i * perFile, (i + 1) * perFile),
  );

/** Rejects when a file cannot be written. Finished files stay, and the next run continues after them. */
export async function makeBatch(tools: BatchTools, options: BatchOptions): Promise<BatchOutcome> {
  const { what, period, format, out, perFile, onProgress, day } = options;
  const head = { what, period, format, day };
  const left = leftPlan(out, head);
  const plan: Plan = left ?? { ...head, files: inFiles(await options.accounts(), perFile), finished: {} };
  if (!left) {
    for (const at of plan.files.keys()) putAway(fileName(out, at, plan.files.length));
    writePlan(out, plan);
  }
  const all = plan.files.reduce((sum, ids) => sum + ids.length, 0);
  const outcome: BatchOutcome = { files: [], documents: 0, without: 0, unread: [] };
  let seen = 0;
  for (const [at, ids] of plan.files.entries()) {
    const path = fileName(out, at, plan.files.length);
    if (isFinished(plan, at, path)) {
      seen += ids.length;
      outcome.files.push({ path, documents: 0, skipped: true });
      continue;
    }
    const { made, unread } = await makeFileWithout(tools, path, ids, options, (done, drawn) =>
      onProgress((seen + done) / all, path, outcome.documents + drawn),
    );
    seen += ids.length;
    outcome.documents += made;
    outcome.unread.push(...unread);
    outcome.without += ids.length - made - unread.length;
    if (made === 0) continue;
    planFinished(out, plan, at, path);
    outcome.files.push({ path, documents: made, skipped: false });
  }
  dropPlan(out);
  return outcome;
}

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
  options: BatchOptions,
  onDone: (accounts: number, documents: number) => void,
): Promise<{ made: number; unread: number[] }> {
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
  { period, format, signal }: BatchOptions,
  onDone: (accounts: number, documents: number) => void,
): Promise<{ made: number; unread: number[] }> {
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
