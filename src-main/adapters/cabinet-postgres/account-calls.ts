// Calls for the accounts attached to a login, its activity, read news and application forms.
import type { ActivityKind, CabinetTransaction } from '../../ports/cabinet-store.ts';
import { nothing, type Ask, type Change, type Terminal } from './calls.ts';
import { instant, key, keyOrNull } from './rows.ts';

export const accountCalls = (
  ask: Ask,
  change: Change,
  terminal: Terminal,
): Pick<
  CabinetTransaction,
  | 'accounts'
  | 'attach'
  | 'detach'
  | 'setMain'
  | 'addActivity'
  | 'activity'
  | 'markNewsRead'
  | 'newsRead'
  | 'mailStatement'
  | 'makeApplication'
> => ({
  accounts: async token =>
    (await ask.rows('accounts_of', token)).map(row => ({
      account: key(row['account_id']),
      main: row['main'] as boolean,
    })),
  attach: async (token, account, provedAt) => (await change('attach', token, account, provedAt)) as boolean,
  detach: (token, account) => nothing(change('detach', token, account)),
  setMain: (token, account) => nothing(change('set_main', token, account)),

  addActivity: (token, what) => nothing(change('add_activity', token, what, terminal.name)),
  activity: async (token, most) =>
    (await ask.rows('activity_of', token, most)).map(row => ({
      at: instant(row['at']),
      what: row['what'] as ActivityKind,
      terminal: row['terminal'] as string,
    })),
  markNewsRead: (token, item) => nothing(change('mark_news_read', token, item)),
  newsRead: async token => (await ask.rows('news_read', token)).map(row => key(row['news_id'])),
  mailStatement: (token, { kind, account, from, to }) =>
    nothing(change('mail_statement', token, kind, account, from, to)),
  makeApplication: async (job, account, address) =>
    keyOrNull((await change('make_application', job, account, address, terminal.id)) ?? null),
});
