// Signing in and sessions: a try is counted in one transaction and told in the next.
import type { StaffRole } from '#contract';
import type { CabinetTransaction, SignInEnd, SignedIn } from '../../ports/cabinet-store.ts';
import { nothing, type Ask, type Change, type Terminal } from './calls.ts';
import { instantOrNull, keyOrNull, limitOf, type Row } from './rows.ts';

/** `rest` reads what a user and staff have besides. */
function endOf<P extends SignedIn>(row: Row, rest: (row: Row) => Omit<P, keyof SignedIn>): SignInEnd<P> {
  const id = row['id'] as string | null;
  const person = id === null ? null : { id, login: row['login'] as string };
  const token = row['token'] as string | null;
  return {
    right: person && token !== null ? ({ ...person, token, ...rest(row) } as P) : null,
    person,
    role: (row['role'] as string | null) ?? '',
    lockedUntil: instantOrNull(row['locked_until']),
  };
}

const users = (row: Row) => ({
  mainAccount: keyOrNull(row['main_account']),
  locale: row['locale'] as 'ru' | 'en',
});
const staff = (row: Row) => ({ name: row['name'] as string, role: row['role'] as StaffRole });

export const signInCalls = (
  ask: Ask,
  change: Change,
  terminal: Terminal,
): Pick<
  CabinetTransaction,
  | 'signInState'
  | 'trySignIn'
  | 'endSignIn'
  | 'sessionHolds'
  | 'endSession'
  | 'passwordRight'
  | 'changePassword'
  | 'changeStaffPassword'
  | 'staffMustChange'
> => ({
  async signInState(of, norm) {
    const row = (await ask.one('sign_in_state', of, norm)) as Row;
    return { salt: row['salt'] as string, ...limitOf(row) };
  },
  // no audit line: the fund keeps every try
  async trySignIn(of, norm, answer) {
    const row = (await ask.one('sign_in_try', of, norm, answer)) as Row;
    const lockedUntil = instantOrNull(row['locked_until']);
    if (lockedUntil !== null) return { lockedUntil };
    return { ticket: row['ticket'] as string, waitMs: row['wait_ms'] as number };
  },
  async endSignIn(of: 'name' | 'staff', ticket: string) {
    const row = (await change.row('sign_in_end', ticket)) as Row;
    return endOf(row, of === 'name' ? users : staff) as never;
  },
  sessionHolds: async (of, token) => (await ask.value('session_holds', token, of === 'staff')) as boolean,
  endSession: token => nothing(ask.value('end_session', token)),
  async passwordRight(token, ticket) {
    const row = (await ask.one('password_right', token, ticket)) as Row;
    return { right: row['was_right'] as boolean, lockedUntil: instantOrNull(row['locked_until']) };
  },
  async changeStaffPassword(token, ticket, hash) {
    const row = (await change.row('change_staff_password', token, ticket, hash)) as Row;
    return { right: row['was_right'] as boolean, lockedUntil: instantOrNull(row['locked_until']) };
  },
  staffMustChange: async token => (await ask.value('staff_must_change', token)) === true,
  changePassword: (token, ticket, hash, today) =>
    nothing(change('change_password', token, ticket, hash, today, terminal.name)),
});
