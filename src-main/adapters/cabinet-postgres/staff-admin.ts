// Staff accounts as the fund's administrator manages them, with the rights of the schema's owner, which no terminal has.
import type { StaffRole } from '#contract';
import type { FundDatabase } from '../../ports/fund-database.ts';

export interface StaffAccount {
  login: string;
  name: string;
  role: StaffRole;
  disabled: boolean;
}

/** One change of a staff account, and the database login that made it. */
export interface StaffChange {
  /** ISO UTC, to the second */
  at: string;
  by: string;
  login: string;
  change: 'added' | 'removed' | 'password' | 'role' | 'disabled' | 'enabled';
  /** the role after the change */
  role: StaffRole;
}

export interface NewStaff {
  login: string;
  loginNorm: string;
  name: string;
  role: StaffRole;
  passwordHash: string;
  /** it is known to who has set it: its owner is asked to change it */
  mustChange?: boolean;
}

export interface StaffAdmin {
  list(): Promise<StaffAccount[]>;
  /** False when the name is taken. */
  add(staff: NewStaff): Promise<boolean>;
  /** False when there is no such name. The person's shifts end within seconds, as they do after `setDisabled`. */
  setPassword(loginNorm: string, passwordHash: string, mustChange?: boolean): Promise<boolean>;
  setDisabled(loginNorm: string, disabled: boolean): Promise<boolean>;
  setRole(loginNorm: string, role: StaffRole): Promise<boolean>;
  /**
   * Lifts every lock of a name, of an account by its number, or of a terminal by its name or id; how many there were. A terminal hears of
   * it within seconds.
   */
  unlock(what: string, loginNorm: string): Promise<number>;
  /** Newest first; a trigger writes it for every change. */
  history(most: number): Promise<StaffChange[]>;
}

/** `database` must be connected as the owner of the schema; `osUser` is who of this machine calls. */
export function createStaffAdmin(database: FundDatabase, osUser = ''): StaffAdmin {
  const rows = (text: string, values: (string | boolean | number)[] = []) =>
    database.transaction(async db => {
      // for the line of the audit log that a change leaves
      await db.query(`select set_config('kapremont.os_user', $1, true)`, [osUser]);
      return db.query(text, values);
    }, 10_000);
  const some = async (text: string, values: (string | boolean)[]) => (await rows(text, values)).length > 0;
  return {
    list: async () =>
      (await rows(
        'select login, name, role, disabled from cabinet.staff order by login_norm',
      )) as unknown as StaffAccount[],
    add: ({ login, loginNorm, name, role, passwordHash, mustChange = false }) =>
      some(
        `insert into cabinet.staff (login, login_norm, name, role, password_hash, must_change) values ($1, $2, $3, $4, $5, $6)
         on conflict (login_norm) do nothing returning id`,
        [login, loginNorm, name, role, passwordHash, mustChange],
      ),
    setPassword: (norm, hash, mustChange = false) =>
      some('update cabinet.staff set password_hash = $2, must_change = $3 where login_norm = $1 returning id', [
        norm,
        hash,
        mustChange,
      ]),
    setDisabled: (norm, disabled) =>
      some('update cabinet.staff set disabled = $2 where login_norm = $1 returning id', [norm, disabled]),
    setRole: (norm, role) =>
      some('update cabinet.staff set role = $2 where login_norm = $1 returning id', [norm, role]),
    unlock: async (what, norm) =>
      Number((await rows('select cabinet.unlock($1, $2) as lifted', [what, norm]))[0]?.['lifted']),
    history: async most =>
      (await rows(
        `select to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at, by_login as by, staff_login as login, change, role from cabinet.staff_history order by id desc limit $1`,
        [most],
      )) as unknown as StaffChange[],
  };
}
