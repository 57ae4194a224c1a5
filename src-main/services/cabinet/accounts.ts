// The accounts of a login: attached after proof, opened without proving again, one of them the main one.
import { fail, ok, type AccountHeader, type Output, type Result } from '#contract';
import type { ActivityKind, CabinetTransaction } from '../../ports/cabinet-store.ts';
import type { Visit } from '../visit/index.ts';
import type { Attached, Session, Sessions } from './session.ts';

type Accounts = Output<'cabinet.accounts'>;

export interface CabinetAccounts {
  list(): Promise<Result<Accounts>>;
  open(account: number): Promise<Result<{ account: AccountHeader }>>;
  attach(account: number): Promise<Result<Accounts>>;
  detach(account: number): Promise<Result<Accounts>>;
  setMain(account: number): Promise<Result<Accounts>>;
}

export function createAccounts(deps: {
  sessions: Sessions;
  visit: Pick<Visit, 'id' | 'isOpen' | 'open' | 'close'>;
  header(account: number): Promise<AccountHeader | null>;
  /** Brings the account's latest figures and gives its header. */
  openAccount(account: number): Promise<AccountHeader | null>;
}): CabinetAccounts {
  const { sessions, visit } = deps;

  /** Headers from this terminal's copy of the data; an account it does not have yet is left out. */
  async function withHeaders(attached: readonly Attached[]): Promise<Result<Accounts>> {
    const found = await Promise.all(
      attached.map(async ({ account, main }) => ({ header: await deps.header(account), main })),
    );
    return ok({ accounts: found.flatMap(({ header, main }) => (header ? [{ header, main }] : [])) });
  }

  async function keep(tx: CabinetTransaction, session: Session): Promise<void> {
    session.accounts = await tx.accounts(session.user);
  }

  const isAttached = (session: Session, account: number) => session.accounts.some(each => each.account === account);

  /** One change of the list, its audit event, and the list as it then is. */
  async function change(
    account: number,
    action: string,
    activity: ActivityKind | null,
    work: (tx: CabinetTransaction, session: Session) => Promise<Result<null>>,
  ): Promise<Result<Accounts>> {
    const changed = await sessions.act(async (tx, session) => {
      await keep(tx, session);
      const result = await work(tx, session);
      if (!result.ok) return result;
      if (activity) await tx.addActivity(session.user, activity);
      await keep(tx, session);
      await tx.audit({ action, user: session.user, account });
      return ok(session.accounts);
    });
    return changed.ok ? withHeaders(changed.value) : changed;
  }

  return {
    async list() {
      const session = sessions.current();
      if (!session) return fail('visit.signInNeeded');
      const fresh = await sessions.act(async (tx, of) => {
        await keep(tx, of);
        return ok(of.accounts);
      });
      if (fresh.ok) return withHeaders(fresh.value);
      // the fund is away: the list is as it was read at sign-in
      return fresh.error.code === 'cabinet.away' ? withHeaders(session.accounts) : fresh;
    },

    async open(account) {
      const visitId = visit.id();
      const attached = await sessions.act(async (tx, session) => {
        await keep(tx, session);
        return isAttached(session, account) ? ok(null) : fail('cabinet.notAttached');
      });
      if (!attached.ok) return attached;
      const header = await deps.openAccount(account);
      // signed out, or another visit, while the figures were on their way
      if (!header || !sessions.current() || !visit.open(visitId, account)) return fail('visit.accountNotOpen');
      return ok({ account: header });
    },

    async attach(account) {
      if (!visit.isOpen(account)) return fail('visit.accountNotOpen');
      return change(account, 'cabinet.accountAttached', 'accountAdded', async (tx, { user }) => {
        await tx.attach(user, account);
        return ok(null);
      });
    },

    async detach(account) {
      const result = await change(account, 'cabinet.accountDetached', 'accountRemoved', async (tx, session) => {
        if (!isAttached(session, account)) return fail('cabinet.notAttached');
        await tx.detach(session.user, account);
        return ok(null);
      });
      if (result.ok) visit.close(account);
      return result;
    },

    setMain: account =>
      change(account, 'cabinet.mainAccountChosen', null, async (tx, session) => {
        if (!isAttached(session, account)) return fail('cabinet.notAttached');
        await tx.setMain(session.user, account);
        return ok(null);
      }),
  };
}
