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
  | 'makeApplication'
  | 'application'
> => ({
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
        account: keyOrNull(row['account_id']),
        address: row['address'] as string,
        terminal: row['terminal'] as string,
        madeAt: instant(row['made_at']),
      }
    );
  },
});
