// Calls that queue letters and list the subscribers of mailings.
import type { CabinetTransaction } from '../../ports/cabinet-store.ts';
import { nothing, type Ask, type Change, type Terminal } from './calls.ts';
import { servicesOf } from './rows.ts';

export const letterCalls = (
  ask: Ask,
  change: Change,
  terminal: Terminal,
): Pick<CabinetTransaction, 'putCodeLetter' | 'putLetter' | 'letterPut' | 'subscribers'> => ({
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
      services: servicesOf(row),
      accounts: (row['accounts'] as string[]).map(Number),
    })),
});
