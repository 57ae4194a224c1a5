// Read marks of a visitor who is not signed in: in memory, cleared at the end of the visit.
import type { ReadMarks } from '../../ports/read-marks.ts';
import type { Visit } from '../visit/index.ts';

export function createVisitMarks(visit: Pick<Visit, 'id'>): ReadMarks {
  let of = visit.id();
  let marked = new Set<number>();
  const current = () => {
    if (of !== visit.id()) {
      of = visit.id();
      marked = new Set();
    }
    return marked;
  };
  return {
    opened: async ids => new Set(ids.filter(id => current().has(id))),
    mark: async id => void current().add(id),
  };
}
