// How the fund's data comes to this terminal, for staff; an administrator accepts what is held back.
import { fail, ok, type DataState, type Freshness, type Handlers } from '#contract';
import type { Held } from '../../ports/acceptance.ts';
import type { SyncControl, Trouble } from '../../ports/cache.ts';
import type { Audit } from '../audit/index.ts';
import { byStaff } from './session.ts';
import type { Shift } from './shift.ts';

export interface DataDeps {
  sync: Pick<SyncControl, 'accept'>;
  system: { freshness(): Freshness; trouble(): Trouble | null };
  shift: Pick<Shift, 'staff'>;
  audit: Pick<Audit, 'record'>;
}

const shownHeld = ({ id, what, since, refusals }: Held) => ({
  id,
  what,
  since,
  entities: refusals.map(({ entity, column, why, before, now, aside }) => ({
    entity,
    column,
    why,
    before,
    now,
    aside,
  })),
});

const shown = (trouble: Trouble): DataState['trouble'] => ({
  kind: trouble.kind,
  since: trouble.since,
  reason: trouble.reason,
  held: trouble.held && shownHeld(trouble.held),
});

/** «payment 400000>280000, account.last_name 400000>12 -399988»: for the audit log. */
const counts = ({ refusals }: Held) =>
  refusals
    .map(({ entity, column, before, now, aside }) => {
      const subject = column === '' ? entity : `${entity}.${column}`;
      return `${subject} ${before ?? 0}>${now}${aside ? ` -${aside}` : ''}`;
    })
    .join(', ');

export const dataMethods = ({
  sync,
  system,
  shift,
  audit,
}: DataDeps): Pick<Handlers, 'staff.data' | 'staff.acceptData'> => ({
  async 'staff.data'() {
    const trouble = system.trouble();
    return ok({ freshness: system.freshness(), trouble: trouble && shown(trouble) });
  },
  async 'staff.acceptData'({ held: id }) {
    const staff = shift.staff();
    const held = system.trouble()?.held;
    if (!staff || held?.id !== id) return fail('staff.heldChanged');
    // written down before anything takes effect
    const details = { what: held.what, entities: counts(held) };
    await audit.record({ action: 'staff.dataAccepted', account: null, details, by: byStaff(staff) });
    return (await sync.accept(id)) ? ok({}) : fail('staff.heldChanged');
  },
});
