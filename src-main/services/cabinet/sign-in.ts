// Signing in to the cabinet: what is read with the user, and the name that the PC of one person remembers.
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
  /** the PC is of one person */
  remembers: boolean;
}

interface Found {
  user: SignedInUser;
  accounts: readonly Attached[];
}

const rememberedNote = 'remembered-login';

export function signInMethods(deps: SignInDeps): Pick<Handlers, 'cabinet.signInState' | 'cabinet.signIn'> {
  const { terminalStore, sessions, remembers } = deps;
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

  /** What was kept before the PC became one of many goes. */
  async function rememberedLogin(): Promise<string | null> {
    const kept = await terminalStore.note(rememberedNote);
    if (remembers || kept === null) return kept;
    await terminalStore.setNote(rememberedNote, null);
    return null;
  }

  return {
    async 'cabinet.signInState'({ login }) {
      const state = await guard.state(login);
      return ok({ ...state, remembers, rememberedLogin: await rememberedLogin() });
    },
    async 'cabinet.signIn'(input, { who }) {
      // the next person at the PC would read it
      if (input.remember && !remembers) return fail('cabinet.sharedPc');
      const result = await guard.signIn(input, who);
      if (result.ok && remembers)
        await terminalStore.setNote(rememberedNote, input.remember ? input.login.trim() : null);
      return result;
    },
  };
}
