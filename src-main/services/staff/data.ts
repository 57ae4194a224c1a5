// How the fund's data comes to this terminal, for staff; an administrator accepts what is held back.
import { fail, ok, type DataState, type Freshness, type Handlers, type IdentityFault } from '#contract';
import type { Held } from '../../ports/acceptance.ts';
import { acceptedOf } from '../sync/acceptance.ts';
import type { SyncControl, Trouble } from '../../ports/cache.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import type { TerminalStore } from '../../ports/terminal-store.ts';
import { shownDamage } from './outbox-damage.ts';
import type { StaffSession } from './session.ts';

export interface DataDeps {
  sync: Pick<SyncControl, 'accept' | 'reconcile'>;
  system: { freshness(): Freshness; trouble(): Trouble | null; identity(): IdentityFault | null };
  session: Pick<StaffSession, 'act'>;
  terminalStore: Pick<TerminalStore, 'damage'>;
  clock: Pick<Clock, 'now'>;
  log: Pick<Log, 'error'>;
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

/** A comparison of the whole copy that somebody asks for; one at a time. */
function comparisons({ sync, clock, log }: Pick<DataDeps, 'sync' | 'clock' | 'log'>) {
  let comparing = false;
  let compared: DataState['compared'] = null;
  return {
    state: () => ({ comparing, compared }),
    begin() {
      if (comparing) return;
      comparing = true;
      sync
        .reconcile()
        .then(({ rows, mended, left }) => (compared = { at: clock.now(), rows, mended, left }))
        .catch((error: unknown) => log.error('reconcile failed', error))
        .finally(() => (comparing = false));
    },
  };
}

type Methods = Pick<Handlers, 'staff.data' | 'staff.acceptData' | 'staff.compareData'>;

export function dataMethods(deps: DataDeps): Methods {
  const { sync, system, session, terminalStore } = deps;
  const comparison = comparisons(deps);
  return {
    'staff.compareData': async () => {
      comparison.begin();
      return ok({});
    },
    async 'staff.data'() {
      const trouble = system.trouble();
      return ok({
        freshness: system.freshness(),
        trouble: trouble && shown(trouble),
        identity: system.identity(),
        ...comparison.state(),
        outbox: shownDamage(await terminalStore.damage()),
      });
    },
    async 'staff.acceptData'({ held: id }, { who }) {
      const held = system.trouble()?.held;
      if (held?.id !== id) return fail('staff.heldChanged');
      // written down at the fund, for every terminal that holds the same, before anything takes effect
      const written = await session.act(async (tx, staff) => {
        await tx.acceptData(staff.token, acceptedOf(held.refusals));
        const details = { what: held.what, entities: counts(held) };
        await tx.audit({ action: 'staff.dataAccepted', user: null, who, details });
        return ok({});
      });
      if (!written.ok) return written;
      return (await sync.accept(id)) ? ok({}) : fail('staff.heldChanged');
    },
  };
}
