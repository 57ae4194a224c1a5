// How the fund's database says that it refuses who writes, or an audit line: its codes (migrations/fund, terminal.own and take_audit_line).
import type { IdentityFault } from '#contract';
import { FundRefusal, FundUnreadable, type RefusedBy } from '../../ports/fund.ts';
import { reaching, sqlState } from './connection.ts';

const faults: Readonly<Record<string, IdentityFault | RefusedBy>> = {
  KT001: 'loginTaken',
  KT002: 'terminalTaken',
  KT003: 'fork',
  KT004: 'hash',
  KT005: 'moment',
};

/** Null for any other error. */
export function asRefusal(error: unknown): FundRefusal | null {
  const { code, message } = error as { code?: string; message?: string };
  const fault = faults[code ?? ''];
  return fault === undefined ? null : new FundRefusal(fault, message ?? '');
}

/** A function or a grant is missing: nothing that is sent can be taken, whatever it is. Null for any other error. */
function ofAll(error: unknown): FundUnreadable | null {
  const state = error instanceof Error ? sqlState(error) : null;
  return state?.startsWith('42')
    ? new FundUnreadable(`${(error as Error).message} (${state})`, { cause: error })
    : null;
}

/** Work at the fund whose refusal is `FundRefusal`, and whose failure to reach it `FundUnreachable`. */
export async function refusing<T>(work: () => Promise<T>): Promise<T> {
  return reaching(async () => {
    try {
      return await work();
    } catch (error) {
      throw asRefusal(error) ?? ofAll(error) ?? error;
    }
  });
}
