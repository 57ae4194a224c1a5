// What the screen asks of the visit: its open accounts, that it goes on, that it ends.
import { ok, type AccountHeader, type HandlersOf } from '#contract';
import type { Visit } from './index.ts';

export const visitMethods = (
  visit: Pick<Visit, 'openAccounts' | 'touch' | 'end'>,
  header: (account: number) => Promise<AccountHeader | null>,
): HandlersOf<'visit'> => ({
  async 'visit.state'() {
    const headers = await Promise.all(visit.openAccounts().map(header));
    return ok({ accounts: headers.filter(each => each !== null) });
  },
  async 'visit.touch'({ reading }) {
    visit.touch(reading);
    return ok({});
  },
  async 'visit.end'() {
    visit.end('button');
    return ok({});
  },
});
