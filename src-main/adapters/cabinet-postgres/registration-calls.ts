// Calls for unfinished registrations and for password recovery.
import type { CabinetTransaction } from '../../ports/cabinet-store.ts';
import { nothing, type Ask, type Change, type Terminal } from './calls.ts';

export const registrationCalls = (
  ask: Ask,
  change: Change,
  terminal: Terminal,
): Pick<CabinetTransaction, 'addRegistration' | 'registration' | 'dropRegistration' | 'beginRecovery'> => ({
  addRegistration: (id, r) =>
    nothing(
      change(
        'add_registration',
        id,
        r.login,
        r.loginNorm,
        r.email,
        r.passwordHash,
        r.locale,
        r.agreementVersion,
        r.consentVersion,
      ),
    ),
  async registration(id) {
    const row = await ask.one('registration', id);
    return (
      row && {
        login: row['login'] as string,
        loginNorm: row['login_norm'] as string,
        email: row['email'] as string,
        passwordHash: row['password_hash'] as string,
        locale: row['locale'] as 'ru' | 'en',
        agreementVersion: row['agreement_version'] as string,
        consentVersion: row['consent_version'] as string | null,
      }
    );
  },
  dropRegistration: id => nothing(change('drop_registration', id)),
  beginRecovery: ({ id, codeHash }, norm, { id: letter, ru, en }) =>
    nothing(
      change('begin_recovery', id, norm, codeHash, letter, ru.subject, ru.body, en.subject, en.body, terminal.id),
    ),
});
