// Payment documents of a house or of the whole region: files of many documents, made side by side and resumable file by file.
import type { BatchOptions, BatchOutcome, FileMaker, MadeFile } from '../../ports/document-files.ts';
import { dropPlan, fileName, isFinished, leftPlan, planFinished, putAway, writePlan, type Plan } from './plan.ts';

const inFiles = (accounts: readonly number[], perFile: number): number[][] =>
  Array.from({ length: Math.ceil(accounts.length / perFile) }, (_, i) =>
    accounts.slice(i * perFile, (i + 1) * perFile),
  );

/** How far each maker is in the file it makes, and what is behind all of them. */
class Progress {
  readonly #all: number;
  readonly #underWay = new Map<FileMaker, { accounts: number; documents: number }>();
  #accounts = 0;
  documents = 0;

  constructor(all: number) {
    this.#all = all;
  }

  at(maker: FileMaker, accounts: number, documents: number): void {
    this.#underWay.set(maker, { accounts, documents });
  }

  passed(accounts: number, maker?: FileMaker, documents = 0): void {
    if (maker) this.#underWay.delete(maker);
    this.#accounts += accounts;
    this.documents += documents;
  }

  now(): { fraction: number; documents: number } {
    const sum = { accounts: this.#accounts, documents: this.documents };
    for (const { accounts, documents } of this.#underWay.values()) {
      sum.accounts += accounts;
      sum.documents += documents;
    }
    return { fraction: sum.accounts / this.#all, documents: sum.documents };
  }
}

/**
 * Each maker makes one file after another of those that are left. Rejects when a file cannot be written: then no further file is begun.
 * Finished files stay, and the next run continues after them.
 */
export async function makeBatch(makers: readonly FileMaker[], options: BatchOptions): Promise<BatchOutcome> {
  const { what, period, format, out, perFile, onProgress, day } = options;
  const head = { what, period, format, day };
  const left = leftPlan(out, head);
  const plan: Plan = left ?? { ...head, files: inFiles(await options.accounts(), perFile), finished: {} };
  if (!left) {
    for (const at of plan.files.keys()) putAway(fileName(out, at, plan.files.length));
    writePlan(out, plan);
  }
  const progress = new Progress(plan.files.reduce((sum, ids) => sum + ids.length, 0));
  const results: ({ path: string; skipped: boolean } & MadeFile)[] = [];
  const files = [...plan.files.entries()];
  let failed = false;

  async function workThrough(maker: FileMaker): Promise<void> {
    for (let next = files.shift(); next && !failed; next = files.shift()) {
      const [at, ids] = next;
      const path = fileName(out, at, plan.files.length);
      if (isFinished(plan, at, path)) {
        progress.passed(ids.length);
        results[at] = { path, skipped: true, made: 0, unread: [] };
        continue;
      }
      const file = await maker(path, ids, options, (accounts, documents) => {
        progress.at(maker, accounts, documents);
        const { fraction, documents: drawn } = progress.now();
        onProgress(fraction, path, drawn);
      });
      progress.passed(ids.length, maker, file.made);
      results[at] = { path, skipped: false, ...file };
      if (file.made > 0) planFinished(out, plan, at, path);
    }
  }

  const ended = await Promise.allSettled(
    makers.map(maker =>
      workThrough(maker).catch((error: unknown) => {
        failed = true;
        throw error;
      }),
    ),
  );
  for (const end of ended) if (end.status === 'rejected') throw end.reason;
  dropPlan(out);
  const made = results.filter(({ skipped }) => !skipped);
  const unread = made.flatMap(file => file.unread);
  const looked = plan.files.reduce((sum, ids, at) => sum + (results[at]?.skipped ? 0 : ids.length), 0);
  return {
    files: results
      .filter(file => file.skipped || file.made > 0)
      .map(({ path, made: documents, skipped }) => ({ path, documents, skipped })),
    documents: progress.documents,
    without: looked - progress.documents - unread.length,
    unread,
  };
}
