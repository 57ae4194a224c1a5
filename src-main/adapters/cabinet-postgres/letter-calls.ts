// Calls of the sending terminal: who subscribed to mailings, and a mailing put into the queue.
import type { CabinetTransaction } from '../../ports/cabinet-store.ts';
import type { Ask, Change } from './calls.ts';
import { servicesOf } from './rows.ts';

export const letterCalls = (
  ask: Ask,
  change: Change,
): Pick<CabinetTransaction, 'putMailing' | 'letterPut' | 'subscribers' | 'putAnchor'> => ({
  putAnchor: async recipient => (await ask.value('put_anchor', recipient)) as boolean,
  putMailing: async (user, { kind, onceKey, values, attachments }) =>
    (await change('put_mailing', user, kind, onceKey, JSON.stringify(values), JSON.stringify(attachments))) as boolean,
  letterPut: async onceKey => (await ask.value('letter_put', onceKey)) as boolean,
  subscribers: async () =>
    (await ask.rows('subscribers')).map(row => ({
      user: row['user_id'] as string,
      locale: row['locale'] as 'ru' | 'en',
      services: servicesOf(row),
      accounts: (row['accounts'] as string[]).map(Number),
    })),
});
