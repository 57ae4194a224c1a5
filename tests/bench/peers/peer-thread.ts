// The peers in a worker thread of their own, called as our store thread is, so that the thread's cost is in both figures or in neither.
import { parentPort, workerData } from 'node:worker_threads';
import { openDatabase } from '../../../src-main/adapters/sqlite/database.ts';
import { serve } from '../../../src-main/threads/rpc.ts';
import type { Layout } from './entities.ts';
import { likePeer } from './like.ts';
import { openTypeOrm } from './typeorm.ts';

export interface PeerThreadData {
  file: string;
  key: string;
  layout: Layout;
}

const { file, key, layout } = workerData as PeerThreadData;
const typeorm = await openTypeOrm({ file, key, layout });
const like = likePeer(openDatabase(file, key, { readonly: true, mustExist: true }));

serve(parentPort!, {
  ...typeorm,
  likeByNumber: (number: string) => like.byNumber(number),
});
parentPort!.postMessage({ event: 'open' });
