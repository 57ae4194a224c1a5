// Queries to a CUPS server about one queue and its jobs.
import { userInfo } from 'node:os';
import { ask, operations, type IppAnswer, type IppAttribute, type Server } from './ipp.ts';

/** job-state (RFC 8011, 5.3.7) */
export type JobState = 'waiting' | 'printing' | 'stopped' | 'canceled' | 'aborted' | 'completed' | 'forgotten';

export interface QueueStatus {
  exists: boolean;
  accepting: boolean;
  stopped: boolean;
  /** printer-state-reasons: media-empty-error, paused … */
  reasons: string[];
  /** printer-state-message: what the operator who stopped the queue wrote, or what CUPS says; may be empty */
  message: string;
}

/** What is said of a queue whose server does not answer. */
export const unknownStatus: QueueStatus = { exists: true, accepting: false, stopped: false, reasons: [], message: '' };

export interface CupsQueue {
  status(): Promise<QueueStatus>;
  /** `forgotten` when the server keeps no history of finished jobs */
  jobState(job: number): Promise<JobState>;
  /** Cancels a job or, when it is finished, asks the server to purge its copy. Rejects when the server refuses. */
  cancel(job: number): Promise<void>;
  wipe(job: number): Promise<void>;
}

const NOT_FOUND = 0x0406;
const jobStates: Record<number, JobState> = {
  3: 'waiting',
  4: 'waiting',
  5: 'printing',
  6: 'stopped',
  7: 'canceled',
  8: 'aborted',
  9: 'completed',
};
const STOPPED = 5;

function successful(answer: IppAnswer): IppAnswer {
  if (answer.status < 0x100) return answer;
  throw new Error(`IPP status 0x${answer.status.toString(16)}`);
}

/** Every call rejects when the server does not answer. An instance (`queue/instance`) is a set of options of `lp`: the server knows the queue alone. */
export function cupsQueue(server: Server, destination: string): CupsQueue {
  const [queue = ''] = destination.split('/');
  const path = `/printers/${encodeURIComponent(queue)}`;
  const user: IppAttribute = ['name', 'requesting-user-name', userInfo().username];
  const printer: IppAttribute = ['uri', 'printer-uri', `ipp://localhost${path}`];
  const about = (job: number): IppAttribute => ['uri', 'job-uri', `ipp://localhost/jobs/${job}`];
  const texts = (answer: IppAnswer, name: string) =>
    (answer.attributes.get(name) ?? []).map(String).filter(text => text !== 'none');

  return {
    async status() {
      const wanted = ['printer-state', 'printer-state-reasons', 'printer-state-message', 'printer-is-accepting-jobs'];
      const answer = await ask(server, path, operations.printerAttributes, [
        printer,
        user,
        ['keyword', 'requested-attributes', ...wanted],
      ]);
      if (answer.status === NOT_FOUND) return { ...unknownStatus, exists: false };
      const { attributes } = successful(answer);
      return {
        exists: true,
        accepting: attributes.get('printer-is-accepting-jobs')?.[0] !== false,
        stopped: attributes.get('printer-state')?.[0] === STOPPED,
        reasons: texts(answer, 'printer-state-reasons'),
        message: texts(answer, 'printer-state-message')[0] ?? '',
      };
    },
    async jobState(job) {
      const answer = await ask(server, '/jobs/', operations.jobAttributes, [
        about(job),
        user,
        ['keyword', 'requested-attributes', 'job-state'],
      ]);
      if (answer.status === NOT_FOUND) return 'forgotten';
      return jobStates[Number(successful(answer).attributes.get('job-state')?.[0])] ?? 'waiting';
    },
    async cancel(job) {
      successful(await ask(server, '/jobs/', operations.cancelJob, [about(job), user]));
    },
    async wipe(job) {
      successful(await ask(server, path, operations.purgeJobs, [printer, user, ['integer', 'job-ids', job]]));
    },
  };
}
