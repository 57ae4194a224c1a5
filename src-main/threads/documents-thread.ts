// A thread that makes files of payment documents, one at a time, for a command that makes many: drawing fills a core.
import { parentPort, workerData } from 'node:worker_threads';
import { fileMaker } from '../adapters/documents-folder/batch-file.ts';
import { documentTools, type DocumentThreadData } from '../compose-documents.ts';
import type { DocumentThreadServices } from './documents-client.ts';
import { serve, serviceOf } from './rpc.ts';

const port = parentPort;
if (!port) throw new Error('documents-thread is a worker thread’s module.');
const make = fileMaker(documentTools(workerData as DocumentThreadData));

const api: DocumentThreadServices['files'] = {
  make: (path, ids, options) => make(path, ids, options, (accounts, documents) => tell({ accounts, documents })),
};
const tell = serve<DocumentThreadServices>(port, { files: serviceOf(api) });
tell({ ready: true });
