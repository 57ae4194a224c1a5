// One-time codes sent by letter.
import type { CabinetTransaction } from '../../ports/cabinet-store.ts';
import { nothing, type Ask, type Change } from './calls.ts';

export const codeCalls = (
  ask: Ask,
  change: Change,
): Pick<CabinetTransaction, 'addCode' | 'lockCode' | 'emailCode' | 'failCode' | 'useCode'> => ({
  addCode: ({ id, purpose, user, newEmail, codeHash }) =>
    nothing(change('add_code', id, purpose, user, newEmail, codeHash)),
  async lockCode(id, purpose) {
    const row = await ask.one('lock_code', id, purpose);
    return (
      row && {
        user: row['user_id'] as string | null,
        newEmail: row['new_email'] as string | null,
        codeHash: row['code_hash'] as string,
        open: row['open'] as boolean,
      }
    );
  },
  emailCode: async user => ((await ask.value('email_code', user)) as string | null) ?? null,
  failCode: id => nothing(change('fail_code', id)),
  useCode: id => nothing(change('use_code', id)),
});
