// Who acts: derived from the visit and the shift as they are at the call, and nowhere else.
import type { StaffMember, Who } from '#contract';
import type { Shift } from '../staff/shift.ts';
import type { Visit } from '../visit/index.ts';

type AtVisit = Pick<Visit, 'id' | 'user'>;

const made = (who: Pick<Who, 'role' | 'actor' | 'visit' | 'shift'>): Who => who as Who;

/** While somebody is on shift the deeds are theirs, whoever sits across the table; else the signed-in user's, or a visitor's. */
export function whoActs(visit: AtVisit, shift: Pick<Shift, 'id' | 'staff'>): Who {
  const staff = shift.staff();
  return staff ? inShift(visit.id(), staff, shift.id()) : visitor(visit);
}

/** A signed-in user, or somebody who is not. */
export const visitor = (visit: AtVisit): Who =>
  made({ role: 'owner', actor: visit.user()?.id ?? '', visit: visit.id(), shift: null });

/** Staff whose shift is about to begin, or has just ended. */
export const inShift = (
  visit: string | null,
  { role, login }: Pick<StaffMember, 'role' | 'login'>,
  shift: string,
): Who => made({ role, actor: login, visit, shift });

/** The same person in another visit. */
export const whoIn = (who: Who, visit: string): Who => made({ ...who, visit });

/** A member of staff named at a sign-in that failed; nobody where there is no such name. */
export const named = ({ visit }: Who, staff: Pick<StaffMember, 'role' | 'login'> | null): Who =>
  made({ role: staff?.role ?? 'operator', actor: staff?.login ?? '', visit, shift: null });

/** Done by a schedule, or by what another program answered. */
export const bySchedule: Who = made({ role: 'system', actor: '', visit: null, shift: null });
