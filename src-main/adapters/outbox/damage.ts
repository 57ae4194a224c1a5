// What could not be read when the outbox was made anew: told once in the audit log, and kept until somebody has seen it.
import type { OutboxDamage } from '../../ports/outbox-damage.ts';
import type { TerminalStore } from '../../ports/terminal-store.ts';
import { metaKeys, type Meta } from './meta.ts';
import type { Outgoings } from './outgoings.ts';

export function outboxDamage(
  meta: Meta,
  outgoings: Outgoings,
): Pick<TerminalStore, 'damage' | 'tellDamage' | 'forgetDamage'> {
  const read = (): OutboxDamage | null => {
    const kept = meta.get(metaKeys.damage);
    return kept === null ? null : (JSON.parse(kept) as OutboxDamage);
  };
  return {
    damage: async () => read(),
    tellDamage: async audit =>
      outgoings.commit(() => {
        const damage = read();
        if (!damage || damage.told) return;
        outgoings.audit(audit);
        meta.set(metaKeys.damage, JSON.stringify({ ...damage, told: true } satisfies OutboxDamage));
      }),
    forgetDamage: async (at, audit) =>
      outgoings.commit(() => {
        if (read()?.at !== at) return false;
        outgoings.audit(audit);
        meta.set(metaKeys.damage, null);
        return true;
      }),
  };
}
