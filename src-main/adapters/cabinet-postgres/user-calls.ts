// Users and their passwords.
import { type CabinetTransaction, LoginTaken } from '../../ports/cabinet-store.ts';
import type { Ask, Change } from './calls.ts';
import { keyOrNull } from './rows.ts';

export const userCalls = (
  ask: Ask,
  change: Change,
): Pick<
  CabinetTransaction,
  'userByLogin' | 'loginTaken' | 'lockUser' | 'epoch' | 'passwordHash' | 'addUser' | 'setPassword'
> => ({
  async userByLogin(norm) {
    const row = await ask.one('user_by_login', norm);
    return (
      row && {
        id: row['id'] as string,
        login: row['login'] as string,
        passwordHash: row['password_hash'] as string,
        epoch: row['session_epoch'] as number,
        mainAccount: keyOrNull(row['main_account']),
        locale: row['locale'] as 'ru' | 'en',
      }
    );
  },
  loginTaken: async norm => (await ask.value('login_taken', norm)) as boolean,
  lockUser: async (user, epoch) => (await ask.value('lock_user', user, epoch)) as boolean,
  epoch: async user => ((await ask.value('session_epoch', user)) as number | null) ?? null,
  passwordHash: async user => ((await ask.value('password_hash', user)) as string | null) ?? null,
  async addUser(u) {
    try {
      await change('add_user', u.id, u.login, u.loginNorm, u.email, u.passwordHash, u.locale, u.agreementVersion);
    } catch (error) {
      if ((error as { constraint?: string }).constraint === 'login_is_taken') throw new LoginTaken();
      throw error;
    }
  },
  setPassword: async (user, hash) => (await change('set_password', user, hash)) as number,
});
