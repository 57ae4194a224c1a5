// One transaction on the schema `cabinet`. A method of the port is one call of one function there; an audit line takes two calls.
import type { CabinetTransaction } from '../../ports/cabinet-store.ts';
import type { FundTransaction } from '../../ports/fund-database.ts';
import { accountCalls } from './account-calls.ts';
import { auditCalls } from './audit-calls.ts';
import { appendAudit } from './audit.ts';
import { caller, type Change, type TransactionDeps } from './calls.ts';
import { codeCalls } from './code-calls.ts';
import { letterCalls } from './letter-calls.ts';
import { lockCalls } from './lock-calls.ts';
import { profileCalls } from './profile-calls.ts';
import { staffCalls } from './staff-calls.ts';
import { signInCalls } from './sign-in-calls.ts';

export function createTransaction(db: FundTransaction, deps: TransactionDeps) {
  const { terminal } = deps;
  const ask = caller(db);
  let changed = false;
  let audited = false;
  const noting =
    <A extends unknown[], T>(call: (...args: A) => T) =>
    (...args: A): T => {
      changed = true;
      return call(...args);
    };
  const change: Change = Object.assign(noting(ask.value), { row: noting(ask.one), mark: noting(() => undefined) });
  const tx: CabinetTransaction = {
    async audit(event) {
      await appendAudit(ask, deps, event);
      audited = true;
    },
    ...signInCalls(ask, change, terminal),
    ...profileCalls(ask, change),
    ...accountCalls(ask, change, terminal),
    ...staffCalls(ask, change, terminal),
    ...codeCalls(ask, change, terminal),
    ...lockCalls(ask, change, terminal),
    ...letterCalls(ask, change),
    ...auditCalls(ask),
  };
  return { tx, changed: () => changed, audited: () => audited };
}
