// Users of the cabinet put into a test fund by its owner, and what is attached to them.
import { randomUUID } from 'node:crypto';
import { loginNorm } from '../../src-main/services/sign-in/credentials.ts';
import { withClient } from './postgres.ts';

/** The id of a new user who can sign in with no password. */
export const addCabinetUser = (fundUrl: string, login: string): Promise<string> =>
  withClient(fundUrl, async client => {
    const id = randomUUID();
    await client.query(
      `insert into cabinet.app_user (id, login, login_norm, email, password_hash, locale, agreement_version)
       values ($1, $2, $3, 'x@example.org', '$argon2id$x', 'ru', '1')`,
      [id, login, loginNorm(login)],
    );
    return id;
  });

/** Keys of accounts. */
export const attachedTo = (fundUrl: string, user: string): Promise<string[]> =>
  withClient(fundUrl, async client => {
    const { rows } = await client.query<{ account_id: string }>(
      'select account_id from cabinet.attached_account where user_id = $1',
      [user],
    );
    return rows.map(row => row.account_id);
  });
