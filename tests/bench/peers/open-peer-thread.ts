// The peers' worker thread as a bench sees it.
import { Worker } from 'node:worker_threads';
import { remote, type Callable } from '../../../src-main/threads/rpc.ts';
import type { PeerThreadData } from './peer-thread.ts';
import type { TypeOrmPeer } from './typeorm.ts';

type ThreadPeer = TypeOrmPeer & { likeByNumber(number: string): unknown[] };

export interface PeerThread {
  api: Callable<ThreadPeer>;
  end(): Promise<unknown>;
}

export async function openPeerThread(data: PeerThreadData): Promise<PeerThread> {
  const worker = new Worker(new URL('./peer-thread.ts', import.meta.url), { workerData: data });
  const api = await new Promise<PeerThread['api']>((resolve, reject) => {
    worker.once('error', reject);
    const line = remote<ThreadPeer>(worker, () => resolve(line.api));
  });
  return { api, end: () => worker.terminate() };
}
