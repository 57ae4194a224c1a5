// The header of an opened account, from its cache rows.
import type { AccountHeader } from '#contract';
import { formatAddress } from '../../domain/address.ts';
import { isClosed } from '../../domain/closing.ts';
import { fullName } from '../../domain/owner.ts';
import type { AccountView } from '../../ports/cache.ts';
import type { RowOf } from '../../ports/exchange.ts';

const share = ({ share_numerator: n, share_denominator: d }: RowOf<'account'>) => (n === d ? '' : `${n}/${d}`);

export function accountHeader(view: AccountView, balance: number, today: string): AccountHeader {
  const { account, premises, house } = view;
  return {
    account: account.id,
    number: account.number,
    unifiedNumber: account.unified_number,
    owner: fullName(account),
    address: formatAddress(house, premises),
    area: account.area,
    share: share(account),
    residential: premises.kind === 'residential',
    closedOn: isClosed(account.closed_on, today) ? account.closed_on : null,
    balance,
  };
}
