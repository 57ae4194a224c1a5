// How the fund's data comes to this terminal, for staff; an administrator accepts what is held back.
import { fail, ok, type DataState, type Freshness, type Handlers, type IdentityFault } from '#contract';
import type { Held } from '../../ports/acceptance.ts';
import type { SyncControl, Trouble } from '../../ports/cache.ts';
import type { Audit } from '../audit/index.ts';

export interface DataDeps {
  sync: Pick<SyncControl, 'accept'>;
  system: { freshness(): Freshness; trouble(): Trouble | null; identity(): IdentityFault | null };
  audit: Pick<Audit, 'record'>;
}

const shownHeld = ({ id, what, since, refusals }: Held) => ({
  id,
  what,
  since,
  entities: refusals.map(({ entity, why, before, now, aside }) => ({ entity, why, before, now, aside })),
});

const shown = (trouble: Trouble): DataState['trouble'] => ({
  kind: trouble.kind,
  since: trouble.since,
  reason: trouble.reason,
  held: trouble.held && shownHeld(trouble.held),
});

/** «payment 400000>280000, house 12>0»: for the audit log. */
const counts = ({ refusals }: Held) =>
  refusals
    .map(({ entity, before, now, aside }) => `${entity} ${before ?? 0}>${now}${aside ? ` -${aside}` : ''}`)
    .join(', ');

export const dataMethods = ({ sync, system, audit }: DataDeps): Pick<Handlers, 'staff.data' | 'staff.acceptData'> => ({
  async 'staff.data'() {
    const trouble = system.trouble();
    return ok({ freshness: system.freshness(), trouble: trouble && shown(trouble), identity: system.identity() });
  },
  async 'staff.acceptData'({ held: id }, { who }) {
    const held = system.trouble()?.held;
    if (held?.id !== id) return fail('staff.heldChanged');
    if (!(await sync.accept(id))) return fail('staff.heldChanged');
    const details = { what: held.what, entities: counts(held) };
    await audit.record({ action: 'staff.dataAccepted', account: null, details, who });
    return ok({});
  },
});
