// Threads that make files of payment documents side by side, as a command sees them.
import type { FileMaker, FileOptions, MadeFile } from '../ports/document-files.ts';
import type { Log } from '../ports/log.ts';
import { siblingModule, superviseWorker } from './supervisor.ts';

export interface DocumentThreadServices {
  files: {
    make(path: string, ids: readonly number[], options: Pick<FileOptions, 'period' | 'format'>): Promise<MadeFile>;
  };
}

/** Each maker makes one file at a time. Those who made them end them. */
export interface DocumentThreads {
  makers: FileMaker[];
  end(): Promise<void>;
}

type OnDone = (accounts: number, documents: number) => void;

async function startOne(
  name: string,
  workerData: unknown,
  log: Log,
): Promise<{ make: FileMaker; end(): Promise<void> }> {
  let onDone: OnDone = () => undefined;
  const worker = await superviseWorker<DocumentThreadServices>({
    name,
    url: siblingModule('./documents-thread', import.meta.url),
    workerData,
    log,
    errors: [],
    jobs: true,
    onEvent(event) {
      const { accounts, documents } = event as { accounts: number; documents: number };
      onDone(accounts, documents);
    },
  });
  const files = worker.service('files');
  return {
    make(path, ids, { period, format, signal }, told) {
      signal?.throwIfAborted();
      onDone = told;
      return files.make(path, ids, { period, format });
    },
    end: () => worker.end(),
  };
}

/** `workerData`: what documents-thread takes. Rejects when a thread does not start. */
export async function startDocumentThreads(count: number, workerData: unknown, log: Log): Promise<DocumentThreads> {
  const started = await Promise.all(
    Array.from({ length: count }, (_, i) => startOne(`documents-${i + 1}`, workerData, log)),
  );
  return {
    makers: started.map(({ make }) => make),
    async end() {
      await Promise.all(started.map(({ end }) => end()));
    },
  };
}
