// The shown range by e-mail, and what a signed-in user printed, in their own list.
import { randomUUID } from 'node:crypto';
import { fail, ok, type Handlers, type Who } from '#contract';
import { formatPeriod } from '../../domain/period.ts';
import type { Visit } from '../visit/index.ts';
import type { Letters } from '../mail/letters.ts';
import { done, type Sessions } from './session.ts';
import type { StatementModel } from '../statement/model.ts';

export interface StatementMail {
  mail: Handlers['cabinet.mailStatement'];
  /** Something was printed; noted for the user when one is signed in and the fund can be reached. */
  printed(account: number | null, who: Who): Promise<void>;
}

export function createStatementMail(deps: {
  sessions: Sessions;
  visit: Pick<Visit, 'isOpen'>;
  statementModel: StatementModel;
  letters: Letters;
}): StatementMail {
  const { sessions, visit, statementModel, letters } = deps;
  return {
    async mail({ account, what, from, to }, { who }) {
      if (!visit.isOpen(account)) return fail('visit.accountNotOpen');
      // the same that will be attached: what cannot be made is told now and not by a letter that never comes
      const model = await statementModel(account, { what, from, to });
      if (!model.ok) return model;
      const { number } = model.value.header;
      return sessions.act(async (tx, { user }) => {
        const locale = (await tx.profile(user))?.locale ?? 'ru';
        const letter = await letters.write(`asked-${what}`, locale, {
          number,
          from: formatPeriod(from),
          to: formatPeriod(to),
        });
        const attachments = [{ kind: what, account, from, to }] as const;
        await tx.putLetter({ id: randomUUID(), kind: 'asked', onceKey: null, attachments, ...letter }, user);
        await tx.audit({ action: 'cabinet.statementMailed', user, account, details: { what, from, to }, who });
        return done;
      });
    },
    async printed(account, who) {
      if (!sessions.current()) return;
      await sessions.act(async (tx, { user }) => {
        await tx.addActivity(user, 'print');
        await tx.audit({ action: 'cabinet.printed', user, account, who });
        return ok(null);
      });
    },
  };
}
