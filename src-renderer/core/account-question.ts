// A request about the current account, repeated when main has new figures of it.
import { fail, type AccountId, type Result } from '#contract';
import { transport } from '../transport/index.ts';
import type { Question } from './load.ts';
import { visitState } from './visit.ts';

/** `new Load(this, ofCurrentAccount(account => transport.call('statement.get', { account })))` */
export function ofCurrentAccount<T>(ask: (account: AccountId) => Promise<Result<T>>): Question<T> {
  return {
    ask: async () => (visitState.current === null ? fail('visit.accountNotOpen') : ask(visitState.current)),
    key: () => visitState.current,
    changes: changed =>
      transport.on('statement.changed', ({ account }) => {
        if (account === visitState.current) changed();
      }),
  };
}
