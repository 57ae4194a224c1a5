// One transaction on the schema `cabinet`. A method of the port is one call of one function there; an audit line takes two calls.
import type { CabinetTransaction } from '../../ports/cabinet-store.ts';
import type { FundTransaction } from '../../ports/fund-database.ts';
import { accountCalls } from './account-calls.ts';
import { appendAudit } from './audit.ts';
import { caller, type Change, type ChangeIfThere, type TransactionDeps } from './calls.ts';
import { codeCalls } from './code-calls.ts';
import { letterCalls } from './letter-calls.ts';
import { lockCalls } from './lock-calls.ts';
import { limitCalls } from './limit-calls.ts';
import { profileCalls } from './profile-calls.ts';
import { registrationCalls } from './registration-calls.ts';
import { staffCalls } from './staff-calls.ts';
import { userCalls } from './user-calls.ts';

export function createTransaction(db: FundTransaction, deps: TransactionDeps) {
  const { terminal } = deps;
  const ask = caller(db);
  let changed = false;
  let audited = false;
  const change: Change = async (name, ...values) => {
    changed = true;
    return ask.value(name, ...values);
  };
  const changeIfThere: ChangeIfThere = async (name, ...values) => {
    const done = (await ask.value(name, ...values)) === true;
    changed ||= done;
    return done;
  };
  const tx: CabinetTransaction = {
    async audit(event) {
      await appendAudit(ask, deps, event);
      audited = true;
    },
    ...userCalls(ask, change),
    ...profileCalls(ask, change, terminal),
    ...accountCalls(ask, change, terminal),
    ...staffCalls(ask, changeIfThere, terminal),
    ...registrationCalls(ask, change, terminal),
    ...codeCalls(ask, change),
    ...limitCalls(ask, change),
    ...lockCalls(ask, change, terminal),
    ...letterCalls(ask, change, terminal),
  };
  return { tx, changed: () => changed, audited: () => audited };
}
