// One transaction on the schema `cabinet`: every method of the port is one call of one function there.
import type { ActivityKind, CabinetTransaction, Services } from '../../ports/cabinet-store.ts';
import { LoginTaken } from '../../ports/cabinet-store.ts';
import type { FundTransaction, SqlValue } from '../../ports/fund-database.ts';
import { appendAudit } from './audit.ts';
import type { ChainHash, Terminal } from './index.ts';
import { staffCalls } from './staff.ts';
import { instant, key, keyOrNull, limitOf, type Row } from './rows.ts';

export interface TransactionDeps {
  terminal: Terminal;
  chainHash: ChainHash;
  now(): string;
  newId(): string;
}

/** Calls of the schema's functions, values in the order of their parameters. */
export function caller(db: FundTransaction) {
  const rows = (name: string, ...values: SqlValue[]): Promise<Row[]> =>
    db.query(`select * from cabinet.${name}(${values.map((_, i) => `$${i + 1}`).join(', ')})`, values);
  return {
    rows,
    one: async (name: string, ...values: SqlValue[]): Promise<Row | null> => (await rows(name, ...values))[0] ?? null,
    value: async (name: string, ...values: SqlValue[]): Promise<unknown> => (await rows(name, ...values))[0]?.[name],
  };
}

export function createTransaction(db: FundTransaction, deps: TransactionDeps) {
  const { terminal } = deps;
  const ask = caller(db);
  let changed = false;
  let audited = false;
  const change = async (name: string, ...values: SqlValue[]): Promise<unknown> => {
    changed = true;
    return ask.value(name, ...values);
  };
  const nothing = async (work: Promise<unknown>): Promise<void> => {
    await work;
  };

  const tx: CabinetTransaction = {
    async audit(event) {
      await appendAudit(ask, deps, event);
      audited = true;
    },

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

    async profile(user) {
      const row = await ask.one('profile', user);
      return (
        row && {
          login: row['login'] as string,
          email: row['email'] as string,
          emailToConfirm: row['email_to_confirm'] as string | null,
          extraEmails: row['extra_emails'] as string[],
          homePhone: row['home_phone'] as string,
          mobilePhone: row['mobile_phone'] as string,
          postalAddress: row['postal_address'] as string,
          preferredContact: row['preferred_contact'] as 'email' | 'phone' | 'post' | 'none',
          services: services(row),
          consent:
            row['consent_version'] === null
              ? null
              : { version: row['consent_version'] as string, givenAt: instant(row['consent_at']) },
          locale: row['locale'] as 'ru' | 'en',
        }
      );
    },
    setGeneral: (user, { extraEmails, homePhone, mobilePhone }) =>
      nothing(change('set_general', user, extraEmails, homePhone, mobilePhone)),
    setEmail: (user, email) => nothing(change('set_email', user, email)),
    setContacts: (user, { postalAddress, preferredContact }) =>
      nothing(change('set_contacts', user, postalAddress, preferredContact)),
    setServices: (user, s) =>
      nothing(change('set_services', user, s.monthlyDocument, s.debtReminder, s.houseNews, s.noPaper)),
    addConsent: (user, version, given) => nothing(change('add_consent', user, version, given, terminal.id)),
    wipeContacts: user => nothing(change('wipe_contacts', user)),

    accounts: async user =>
      (await ask.rows('accounts_of', user)).map(row => ({
        account: key(row['account_id']),
        main: row['main'] as boolean,
      })),
    attach: (user, account) => nothing(change('attach', user, account)),
    detach: (user, account) => nothing(change('detach', user, account)),
    setMain: (user, account) => nothing(change('set_main', user, account)),

    addActivity: (user, what) => nothing(change('add_activity', user, what, terminal.name)),
    activity: async (user, most) =>
      (await ask.rows('activity_of', user, most)).map(row => ({
        at: instant(row['at']),
        what: row['what'] as ActivityKind,
        terminal: row['terminal'] as string,
      })),
    markNewsRead: (user, item) => nothing(change('mark_news_read', user, item)),
    newsRead: async user => (await ask.rows('news_read', user)).map(row => key(row['news_id'])),
    makeApplication: async (job, account, address) =>
      keyOrNull((await change('make_application', job, account, address, terminal.id)) ?? null),
    async application(number) {
      const row = await ask.one('application_by_number', number);
      return (
        row && {
          account: key(row['account_id']),
          address: row['address'] as string,
          terminal: row['terminal'] as string,
          madeAt: instant(row['made_at']),
        }
      );
    },

    ...staffCalls(ask, change),

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
    beginRecovery: ({ id, codeHash }, norm, { id: letter, ru, en }) =>
      nothing(
        change('begin_recovery', id, norm, codeHash, letter, ru.subject, ru.body, en.subject, en.body, terminal.id),
      ),

    lockLimit: async name => limitOf((await ask.one('lock_limit', name)) as Row),
    async limit(name) {
      const row = await ask.one('limit_of', name);
      return row && limitOf(row);
    },
    setLimit: (name, { failures, locks, lockedUntil, lastFailureAt }) =>
      nothing(change('set_limit', name, failures, locks, lockedUntil, lastFailureAt)),

    putCodeLetter: ({ id, subject, body }, user, address) =>
      nothing(change('put_code_letter', id, user, address, subject, body, terminal.id)),
    putLetter: async (l, user) =>
      (await change(
        'put_letter',
        l.id,
        user,
        l.kind,
        l.onceKey,
        l.subject,
        l.body,
        JSON.stringify(l.attachments),
        terminal.id,
      )) as boolean,
    letterPut: async onceKey => (await ask.value('letter_put', onceKey)) as boolean,
    subscribers: async () =>
      (await ask.rows('subscribers')).map(row => ({
        user: row['user_id'] as string,
        locale: row['locale'] as 'ru' | 'en',
        services: services(row),
        accounts: (row['accounts'] as string[]).map(Number),
      })),
  };
  return { tx, changed: () => changed, audited: () => audited };
}

const services = (row: Row): Services => ({
  monthlyDocument: row['monthly_document'] as boolean,
  debtReminder: row['debt_reminder'] as boolean,
  houseNews: row['house_news'] as boolean,
  noPaper: (row['no_paper'] as boolean | undefined) ?? false,
});
