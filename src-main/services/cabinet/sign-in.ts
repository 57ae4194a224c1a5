// Signing in to the cabinet: what is read with the user, and the name a desk PC remembers.
import { fail, ok, type CabinetUser, type Handlers } from '#contract';
import type { UserRow } from '../../ports/cabinet-store.ts';
import type { TerminalStore } from '../../ports/terminal-store.ts';
import { createGuard, type GuardDeps } from '../sign-in/guard.ts';
import type { TerminalCounts } from '../sign-in/terminal-counts.ts';
import { userOf, type Attached, type Sessions } from './session.ts';

export interface SignInDeps extends GuardDeps {
  terminalStore: Pick<TerminalStore, 'note' | 'setNote'>;
  counts: Pick<TerminalCounts, 'signIn'>;
  sessions: Sessions;
  /** «Запомнить» works at a desk only */
  remembers: boolean;
}

interface Found {
  user: UserRow;
  accounts: readonly Attached[];
}

const rememberedNote = 'remembered-login';

export function signInMethods(deps: SignInDeps): Pick<Handlers, 'cabinet.signInState' | 'cabinet.signIn'> {
  const { terminalStore, sessions } = deps;
  const guard = createGuard<UserRow, Found, { user: CabinetUser }>(deps, {
    names: 'name',
    terminal: deps.counts.signIn,
    wrong: 'cabinet.signInWrong',
    away: 'cabinet.away',
    find: (tx, norm) => tx.userByLogin(norm),
    failed: (tx, user, who) => tx.audit({ action: 'cabinet.signInFailed', user: user?.id ?? null, who }),
    async succeeded(tx, user, who) {
      await tx.addActivity(user.id, 'signIn');
      const accounts = await tx.accounts(user.id);
      await tx.audit({ action: 'cabinet.signedIn', user: user.id, who });
      return { user, accounts };
    },
    begin({ user, accounts }, visitId) {
      if (!sessions.begin(visitId, user, accounts)) return fail('visit.signInNeeded');
      const session = sessions.current();
      return session ? ok({ user: userOf(session) }) : fail('visit.signInNeeded');
    },
  });

  return {
    async 'cabinet.signInState'({ login }) {
      const state = await guard.state(login);
      return ok({ ...state, rememberedLogin: deps.remembers ? await terminalStore.note(rememberedNote) : null });
    },
    async 'cabinet.signIn'(input, { who }) {
      const result = await guard.signIn(input, who);
      if (result.ok && deps.remembers)
        await terminalStore.setNote(rememberedNote, input.remember ? input.login.trim() : null);
      return result;
    },
  };
}
