// Registration, recovery and new addresses: all that is done by a code from a letter, which the fund makes, mails and compares.
import { LoginTaken, type CabinetTransaction, type CodeTried } from '../../ports/cabinet-store.ts';
import { nothing, type Ask, type Change, type Terminal } from './calls.ts';
import { instant, type Row } from './rows.ts';

function triedOf(row: Row): CodeTried {
  if (row['ticket'] !== null) return { ticket: row['ticket'] as string };
  if (row['locked_until'] !== null) return { lockedUntil: instant(row['locked_until']) };
  return { state: row['state'] as 'unknown' | 'closed' };
}

export const codeCalls = (
  ask: Ask,
  change: Change,
  terminal: Terminal,
): Pick<
  CabinetTransaction,
  | 'beginRegistration'
  | 'sendCodeAgain'
  | 'tryCode'
  | 'codeRight'
  | 'finishRegistration'
  | 'beginRecovery'
  | 'recover'
  | 'tryEmailCode'
  | 'confirmEmail'
> => ({
  beginRegistration: async (id, r) =>
    (await change(
      'begin_registration',
      id,
      r.login,
      r.loginNorm,
      r.email,
      r.passwordHash,
      r.locale,
      r.agreementVersion,
      r.consentVersion,
    )) as boolean,
  sendCodeAgain: async id => (await change('registration_code_again', id)) as boolean,
  // no audit line: the fund keeps every try
  tryCode: async (id, purpose, code) => triedOf((await ask.one('try_code', id, purpose, code)) as Row),
  async codeRight(ticket) {
    const row = await ask.one('code_right', ticket);
    return {
      right: row?.['was_right'] === true,
      user: (row?.['id'] as string | null | undefined) ?? null,
      login: (row?.['login'] as string | null | undefined) ?? '',
    };
  },
  async finishRegistration(ticket, user) {
    try {
      const row = (await change.row('finish_registration', ticket, user, terminal.name)) as Row;
      return {
        login: row['login'] as string,
        token: row['token'] as string,
        agreementVersion: row['agreement'] as string,
        consentVersion: row['consent'] as string,
      };
    } catch (error) {
      if ((error as { constraint?: string }).constraint === 'login_is_taken') throw new LoginTaken();
      throw error;
    }
  },
  beginRecovery: (id, nameOrAddress) => nothing(change('begin_recovery', id, nameOrAddress)),
  recover: (ticket, hash, today) => nothing(change('recover', ticket, hash, today, terminal.name)),
  tryEmailCode: async (token, code) => triedOf((await ask.one('try_email_code', token, code)) as Row),
  confirmEmail: (token, ticket) => nothing(change('confirm_email', token, ticket)),
});
