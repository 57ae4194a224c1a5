// Print jobs of this terminal as staff see them: the spool's own record, without what was printed; and a waiting one sent elsewhere.
import { DocumentKind, fail, ok, type Handlers, type PrintJob, type StaffJob } from '#contract';
import type { StoredJob, TerminalStore } from '../../ports/terminal-store.ts';
import type { Audit } from '../audit/index.ts';
import type { Printing } from '../printing/index.ts';
import type { Visit } from '../visit/index.ts';
import type { Shift } from './shift.ts';

const mostJobs = 50;

const kindOf = ({ request }: StoredJob): StaffJob['kind'] =>
  request === '' ? null : (DocumentKind.safeParse((JSON.parse(request) as { kind?: unknown }).kind).data ?? null);

export function jobsMethods(deps: {
  store: Pick<TerminalStore, 'recentJobs'>;
  printing: Pick<Printing, 'job' | 'redirect'>;
  visit: Pick<Visit, 'id'>;
  shift: Shift;
  audit: Audit;
}): Pick<Handlers, 'staff.jobs' | 'staff.redirect'> {
  const { store, printing, visit, shift, audit } = deps;

  /** Whose a live job is: the visitor's who is here, or this shift's. Those of ended visits are taken back by the spool. */
  const owners = () => [visit.id(), shift.id()];

  async function live(job: string): Promise<{ owner: string; job: PrintJob } | null> {
    for (const owner of owners()) {
      const found = await printing.job(owner, job);
      if (found.ok) return { owner, job: found.value };
    }
    return null;
  }

  async function shown(stored: StoredJob): Promise<StaffJob> {
    const { id, printer, state, note, createdAt } = stored;
    const waiting = state === 'queued' ? await live(id) : null;
    return { job: id, kind: kindOf(stored), printer, state, note, at: createdAt, others: waiting?.job.others ?? [] };
  }

  return {
    async 'staff.jobs'() {
      const stored = await store.recentJobs(mostJobs);
      return ok({ jobs: await Promise.all(stored.map(shown)) });
    },
    async 'staff.redirect'({ job, printer }, { who }) {
      const found = await live(job);
      if (!found) return fail('print.unknownJob');
      const moved = await printing.redirect(found.owner, job, printer);
      if (moved.ok)
        await audit.record({ action: 'staff.jobRedirected', account: null, details: { job, printer }, who });
      return moved;
    },
  };
}
