// The header of an opened account, from its cache rows.
import type { AccountHeader } from '#contract';
import { formatAddress } from '../../domain/address.ts';
import { isClosed } from '../../domain/closing.ts';
import { fullName } from '../../domain/owner.ts';
import { formatShare } from '../../domain/share.ts';
import type { AccountView } from '../../ports/cache.ts';

export function accountHeader(view: AccountView, balance: number, today: string): AccountHeader {
  const { account, premises, house } = view;
  return {
    account: account.id,
    number: account.number,
    unifiedNumber: account.unified_number,
    owner: fullName(account),
    address: formatAddress(house, premises),
    area: account.area,
    share: formatShare(account),
    residential: premises.kind === 'residential',
    closedOn: isClosed(account.closed_on, today) ? account.closed_on : null,
    balance,
  };
}
