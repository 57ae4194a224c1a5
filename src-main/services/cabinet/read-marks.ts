// Read marks of news for a signed-in user, kept by the fund; while it is away they are kept for the visit, as for anybody else.
import { ok } from '#contract';
import type { ReadMarks } from '../../ports/read-marks.ts';
import type { Session, Sessions } from './session.ts';

/** `visitMarks` are for a visitor who is not signed in. Items opened before sign-in stay read during the visit. */
export function createUserMarks(sessions: Sessions, visitMarks: ReadMarks): ReadMarks {
  const read = new WeakMap<Session, Set<number>>();

  async function of(session: Session): Promise<ReadonlySet<number>> {
    const kept = read.get(session);
    if (kept) return kept;
    const asked = await sessions.act(async (tx, { token }) => ok(new Set(await tx.newsRead(token))));
    if (!asked.ok) return new Set();
    read.set(session, asked.value);
    return asked.value;
  }

  return {
    async opened(ids) {
      const session = sessions.current();
      const inVisit = await visitMarks.opened(ids);
      if (!session) return inVisit;
      const kept = await of(session);
      return new Set(ids.filter(id => inVisit.has(id) || kept.has(id)));
    },
    async mark(id, who) {
      const session = sessions.current();
      await visitMarks.mark(id, who);
      if (!session || (await of(session)).has(id)) return;
      const marked = await sessions.act(async (tx, { user, token }) => {
        await tx.markNewsRead(token, id);
        await tx.audit({ action: 'cabinet.newsRead', user, details: { news: id }, who });
        return ok(null);
      });
      if (marked.ok) read.get(session)?.add(id);
    },
  };
}
