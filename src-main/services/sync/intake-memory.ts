// What the file that serves remembers of the last days: the best they were is what anything new is held against.
import type { AcceptanceLimits, IntakeMemory, Losses, Subject } from '../../ports/acceptance.ts';
import type { CacheFile, Taken } from '../../ports/cache-writer.ts';
import { entityNames, type EntityName } from '../../ports/exchange.ts';

type Remembering = Pick<CacheFile, 'intake' | 'setIntake' | 'aside'>;

const dayMs = 24 * 3_600_000;
const earlier = (day: string, days: number) => new Date(Date.parse(day) - days * dayMs).toISOString().slice(0, 10);

/** A memory that begins with what serves now. */
export const freshMemory = (aside: IntakeMemory['days'][number]['aside'], now: string): IntakeMemory => ({
  lost: {},
  days: [{ day: now.slice(0, 10), lost: {}, aside }],
  accepted: null,
});

/** What the file is compared with today: a day that is too long ago is forgotten, and a new one begins. */
export function memoryOf(file: Remembering, now: string, { days }: Pick<AcceptanceLimits, 'days'>): IntakeMemory {
  const known = file.intake();
  const today = now.slice(0, 10);
  if (known?.days.at(-1)?.day === today) return known;
  const kept = (known?.days ?? []).filter(({ day }) => day > earlier(today, days) && day < today);
  const lost = known?.lost ?? {};
  const memory = {
    lost,
    days: [...kept, { day: today, lost, aside: file.aside() }],
    accepted: known?.accepted ?? null,
  };
  file.setIntake(memory);
  return memory;
}

/** How much less there is of a subject than on the best of the days. */
export const lostSinceBest = ({ lost, days }: IntakeMemory, subject: Subject): number =>
  Math.max(0, ...days.map(day => (lost[subject] ?? 0) - (day.lost[subject] ?? 0)));

export const leastAside = ({ days }: IntakeMemory, entity: EntityName): number =>
  Math.min(...days.map(({ aside }) => aside[entity] ?? 0));

const sum = (a: Losses, b: Iterable<readonly [Subject, number]>): Losses => {
  const found: Record<string, number> = { ...(a as Record<string, number>) };
  for (const [subject, lost] of b) if (lost !== 0) found[subject] = (found[subject] ?? 0) + lost;
  return found;
};

const least = (a: Losses, b: Losses): Losses => {
  const subjects = [...new Set([...Object.keys(a), ...Object.keys(b)])] as Subject[];
  return Object.fromEntries(subjects.map(subject => [subject, Math.min(a[subject] ?? 0, b[subject] ?? 0)]));
};

/** The memory after so much more was lost; `aside` is what is set aside then. */
export function remembered(
  memory: IntakeMemory,
  more: Taken['lost'],
  aside: IntakeMemory['days'][number]['aside'],
): IntakeMemory {
  const lost = sum(memory.lost, more);
  const today = memory.days.at(-1);
  if (!today) return { ...memory, lost };
  const fewer = entityNames.map(entity => [entity, Math.min(today.aside[entity] ?? 0, aside[entity] ?? 0)] as const);
  const best = {
    day: today.day,
    lost: least(today.lost, lost),
    aside: Object.fromEntries(fewer.filter(([, n]) => n > 0)),
  };
  return { ...memory, lost, days: [...memory.days.slice(0, -1), best] };
}
