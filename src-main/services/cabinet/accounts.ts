// The accounts of a login: attached after proof, opened without proving again, one of them the main one.
import { fail, ok, type AccountHeader, type Handlers, type Output, type Result, type Who } from '#contract';
import type { ActivityKind, CabinetTransaction } from '../../ports/cabinet-store.ts';
import type { Visit } from '../visit/index.ts';
import type { Attached, Session, Sessions } from './session.ts';

export interface AccountsDeps {
  sessions: Sessions;
  visit: Pick<Visit, 'held' | 'isOpen' | 'provedAt' | 'open' | 'close'>;
  header(account: number): Promise<AccountHeader | null>;
  /** Brings the account's latest figures and gives its header. */
  openAccount(account: number): Promise<AccountHeader | null>;
}

type Listed = Promise<Result<Output<'cabinet.accounts'>>>;

/** One change of the list: what it is called in the audit and in the user's own activity, and how it is done. */
interface Change {
  action: 'cabinet.accountAttached' | 'cabinet.accountDetached' | 'cabinet.mainAccountChosen';
  activity: ActivityKind | null;
  work(tx: CabinetTransaction, session: Session): Promise<Result<null>>;
}

/** Headers from this terminal's copy of the data; accounts it does not have are counted. */
async function withHeaders({ header }: AccountsDeps, attached: readonly Attached[]): Listed {
  const found = await Promise.all(attached.map(async ({ account, main }) => ({ header: await header(account), main })));
  const accounts = found.flatMap(each => (each.header ? [{ header: each.header, main: each.main }] : []));
  return ok({ accounts, missing: attached.length - accounts.length });
}

async function readAccounts(tx: CabinetTransaction, session: Session): Promise<void> {
  session.accounts = await tx.accounts(session.token);
}

const isAttached = (session: Session, account: number) => session.accounts.some(each => each.account === account);

/** Makes the change with its audit event and answers the list as it is after it. */
async function change(deps: AccountsDeps, account: number, who: Who, { action, activity, work }: Change): Listed {
  const changed = await deps.sessions.act(async (tx, session) => {
    await readAccounts(tx, session);
    const result = await work(tx, session);
    if (!result.ok) return result;
    if (activity) await tx.addActivity(session.token, activity);
    await readAccounts(tx, session);
    await tx.audit({ action, user: session.user, account, who });
    return ok(session.accounts);
  });
  return changed.ok ? withHeaders(deps, changed.value) : changed;
}

async function list(deps: AccountsDeps): Listed {
  const session = deps.sessions.current();
  if (!session) return fail('visit.signInNeeded');
  const fresh = await deps.sessions.act(async (tx, of) => {
    await readAccounts(tx, of);
    return ok(of.accounts);
  });
  if (fresh.ok) return withHeaders(deps, fresh.value);
  // the fund is away: the list is as it was read at sign-in
  return fresh.error.code === 'cabinet.away' ? withHeaders(deps, session.accounts) : fresh;
}

async function open({ sessions, visit, openAccount }: AccountsDeps, account: number) {
  const held = visit.held();
  const attached = await sessions.act(async (tx, session) => {
    await readAccounts(tx, session);
    return isAttached(session, account) ? ok(null) : fail('cabinet.notAttached');
  });
  if (!attached.ok) return attached;
  const header = await openAccount(account);
  // signed out, or another visit, while the figures were on their way
  if (!header || !sessions.current() || !visit.open(held, account, 'cabinet')) return fail('visit.accountNotOpen');
  return ok({ account: header });
}

async function attach(deps: AccountsDeps, account: number, who: Who): Listed {
  // a document that staff saw is no proof of the user's: such an account is given by a form (staff.acceptApplication)
  const provedAt = deps.visit.provedAt(account);
  if (provedAt === null) return fail(deps.visit.isOpen(account) ? 'cabinet.proofNeeded' : 'visit.accountNotOpen');
  return change(deps, account, who, {
    action: 'cabinet.accountAttached',
    activity: 'accountAdded',
    async work(tx, { token }) {
      return (await tx.attach(token, account, provedAt)) ? ok(null) : fail('cabinet.proofOld');
    },
  });
}

async function detach(deps: AccountsDeps, account: number, who: Who): Listed {
  const result = await change(deps, account, who, {
    action: 'cabinet.accountDetached',
    activity: 'accountRemoved',
    async work(tx, session) {
      if (!isAttached(session, account)) return fail('cabinet.notAttached');
      await tx.detach(session.token, account);
      return ok(null);
    },
  });
  if (result.ok) deps.visit.close(account);
  return result;
}

const setMain = (deps: AccountsDeps, account: number, who: Who): Listed =>
  change(deps, account, who, {
    action: 'cabinet.mainAccountChosen',
    activity: null,
    async work(tx, session) {
      if (!isAttached(session, account)) return fail('cabinet.notAttached');
      await tx.setMain(session.token, account);
      return ok(null);
    },
  });

export const accountsMethods = (
  deps: AccountsDeps,
): Pick<
  Handlers,
  'cabinet.accounts' | 'cabinet.openAccount' | 'cabinet.attach' | 'cabinet.detach' | 'cabinet.setMain'
> => ({
  'cabinet.accounts': () => list(deps),
  'cabinet.openAccount': ({ account }) => open(deps, account),
  'cabinet.attach': ({ account }, { who }) => attach(deps, account, who),
  'cabinet.detach': ({ account }, { who }) => detach(deps, account, who),
  'cabinet.setMain': ({ account }, { who }) => setMain(deps, account, who),
});
