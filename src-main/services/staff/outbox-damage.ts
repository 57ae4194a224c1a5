// That the outbox could not be read whole: told in the audit log at the start, and to staff until one of them says that they have seen it.
import { ok, type DataState, type Handlers } from '#contract';
import type { OutboxDamage } from '../../ports/outbox-damage.ts';
import type { TerminalStore } from '../../ports/terminal-store.ts';
import type { Audit } from '../audit/index.ts';
import { bySchedule } from '../audit/who.ts';

type Unread = NonNullable<DataState['outbox']>['unread'][number];

/** Who reads it knows no tables, and some hold nothing of theirs. */
const things: Readonly<Record<string, Unread>> = {
  outgoing: 'lines',
  attempt_limit: 'locks',
  tally: 'locks',
  payment_attempt: 'payments',
  print_job: 'jobs',
  printed: 'jobs',
};

const unreadThings = ({ unread }: OutboxDamage): Unread[] => [...new Set(unread.flatMap(table => things[table] ?? []))];

export const shownDamage = (damage: OutboxDamage | null): DataState['outbox'] =>
  damage && {
    at: damage.at,
    why: damage.why,
    file: damage.file,
    waiting: damage.waiting,
    unread: unreadThings(damage),
  };

export interface OutboxDamageDeps {
  terminalStore: Pick<TerminalStore, 'damage' | 'tellDamage' | 'forgetDamage'>;
  audit: Audit;
}

/** Writes the audit line that tells of it, if none does yet. */
export async function tellOutboxDamage({ terminalStore, audit }: OutboxDamageDeps): Promise<void> {
  const damage = await terminalStore.damage();
  if (!damage || damage.told) return;
  const details = {
    why: damage.why,
    saved: damage.waiting,
    unread: unreadThings(damage).join(', '),
    head: damage.head,
  };
  await terminalStore.tellDamage(audit.row({ action: 'outbox.damaged', account: null, details, who: bySchedule }));
}

export const outboxDamageMethods = ({
  terminalStore,
  audit,
}: OutboxDamageDeps): Pick<Handlers, 'staff.outboxSeen'> => ({
  async 'staff.outboxSeen'({ at }, { who }) {
    const line = audit.row({ action: 'staff.outboxSeen', account: null, details: { since: at }, who });
    // somebody else may have seen it meanwhile
    await terminalStore.forgetDamage(at, line);
    return ok({});
  },
});
