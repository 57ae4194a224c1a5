// The cabinet session for several screens: who is signed in, the accounts of the login, opening one, signing out.
import { ok, type AccountHeader, type AccountId, type AttachedAccount, type Failure, type Result } from '#contract';
import { transport } from '../transport/index.ts';
import { go } from './navigation.ts';
import { visitState } from './visit.ts';

/** True when a user is signed in; after a reload it asks main. */
export async function isSignedIn(): Promise<boolean> {
  if (visitState.user) return true;
  const answer = await transport.call('cabinet.user', {});
  if (answer.ok && answer.value.user)
    visitState.set({ user: answer.value.user, attached: [], missing: 0, afterSignIn: null });
  return visitState.user !== null;
}

/** Main no longer knows the user: the screen goes to the sign-in instead of showing a failure. */
export function isSignedOut(failure: Failure, wanted: string): boolean {
  if (failure.code !== 'visit.signInNeeded') return false;
  visitState.signedOut(visitState.accounts);
  askToSignIn(wanted, '/');
  return true;
}

/** Loads the accounts of the login again. */
export async function loadAttached(): Promise<Result<readonly AttachedAccount[]>> {
  const answer = await transport.call('cabinet.accounts', {});
  if (!answer.ok) return answer;
  visitState.set({ attached: answer.value.accounts, missing: answer.value.missing });
  return ok(answer.value.accounts);
}

/** Makes an account the current one, opening it first when it is attached but not open yet. */
export async function showAccount(account: AccountId): Promise<Result<AccountHeader>> {
  const known = visitState.accounts.find(header => header.account === account);
  if (known) {
    visitState.show(account);
    return ok(known);
  }
  const answer = await transport.call('cabinet.openAccount', { account });
  if (!answer.ok) return answer;
  visitState.open(answer.value.account);
  return ok(answer.value.account);
}

/** Opens the main account of the login, for a screen that needs one. */
export async function showMainAccount(): Promise<void> {
  const attached = visitState.attached.length > 0 ? ok(visitState.attached) : await loadAttached();
  const main = attached.ok ? (attached.value.find(one => one.main) ?? attached.value[0]) : undefined;
  if (main) await showAccount(main.header.account);
}

/** Every account this person may see: those of the login and those opened by proof. */
export function knownAccounts(): AccountHeader[] {
  const attached = visitState.attached.map(one => one.header);
  const proved = visitState.accounts.filter(header => attached.every(one => one.account !== header.account));
  return [...attached, ...proved];
}

/** The visit goes on. If the terminal does not answer, «Завершить» still ends the visit. */
export async function signOut(): Promise<void> {
  const answer = await transport.call('cabinet.signOut', {});
  if (!answer.ok) return;
  const state = await transport.call('visit.state', {});
  visitState.signedOut(state.ok ? state.value.accounts : []);
  go('/');
}

/** «Добавить лицевой счёт»: the next account found is added to the cabinet. */
export function addAccount(): void {
  visitState.lookToAttach(true);
  go('/find');
}

/** A cabinet screen was opened without a sign-in: it is shown after the sign-in. */
export function askToSignIn(wanted: string, back: string): void {
  visitState.set({ afterSignIn: wanted });
  go('/cabinet/sign-in', back);
}
