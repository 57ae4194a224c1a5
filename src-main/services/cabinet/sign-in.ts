// Signing in to the cabinet: what is read with the user, and the name a desk PC remembers.
import { fail, ok, type CabinetUser, type Handlers } from '#contract';
import type { SignedInUser } from '../../ports/cabinet-store.ts';
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
  user: SignedInUser;
  accounts: readonly Attached[];
}

const rememberedNote = 'remembered-login';

export function signInMethods(deps: SignInDeps): Pick<Handlers, 'cabinet.signInState' | 'cabinet.signIn'> {
  const { terminalStore, sessions } = deps;
  const guard = createGuard<SignedInUser, Found, { user: CabinetUser }>(deps, {
    names: 'name',
    terminal: deps.counts.signIn,
    wrong: 'cabinet.signInWrong',
    away: 'cabinet.away',
    end: (tx, ticket) => tx.endSignIn('name', ticket),
    failed: (tx, { person }, who) => tx.audit({ action: 'cabinet.signInFailed', user: person?.id ?? null, who }),
    async succeeded(tx, user, who) {
      await tx.addActivity(user.token, 'signIn');
      const accounts = await tx.accounts(user.token);
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
