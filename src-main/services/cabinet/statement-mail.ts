// The shown range by e-mail, and what a signed-in user printed, in their own list.
import { fail, ok, type Handlers, type Who } from '#contract';
import type { Visit } from '../visit/index.ts';
import { done, type Sessions } from './session.ts';
import type { StatementModel } from '../statement/model.ts';

export interface StatementMail {
  mail: Handlers['cabinet.mailStatement'];
  /** Something was printed; noted for the user when one is signed in and the fund can be reached. */
  printed(account: number | null, who: Who): Promise<void>;
}

export function createStatementMail(deps: {
  sessions: Sessions;
  visit: Pick<Visit, 'isOpen' | 'provedAt'>;
  statementModel: StatementModel;
}): StatementMail {
  const { sessions, visit, statementModel } = deps;
  return {
    async mail({ account, what, from, to }, { who }) {
      if (!visit.isOpen(account)) return fail('visit.accountNotOpen');
      // what staff opened by a document may be anybody's who sits at the desk, and the letter goes to who is signed in
      const isTheirs = sessions.current()?.accounts.some(each => each.account === account) ?? false;
      if (!isTheirs && visit.provedAt(account) === null) return fail('cabinet.mailOwnOnly');
      // the same that will be attached: what cannot be made is told now and not by a letter that never comes
      const model = await statementModel(account, { what, from, to });
      if (!model.ok) return model;
      return sessions.act(async (tx, { user, token }) => {
        await tx.mailStatement(token, { kind: what, account, from, to });
        await tx.audit({ action: 'cabinet.statementMailed', user, account, details: { what, from, to }, who });
        return done;
      });
    },
    async printed(account, who) {
      if (!sessions.current()) return;
      await sessions.act(async (tx, { user, token }) => {
        await tx.addActivity(token, 'print');
        await tx.audit({ action: 'cabinet.printed', user, account, who });
        return ok(null);
      });
    },
  };
}
