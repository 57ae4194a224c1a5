// The header of an opened account, from its cache rows.
import type { AccountHeader } from '#contract';
import { formatAddress } from '../../domain/address.ts';
import { isClosed } from '../../domain/closing.ts';
import { fullName } from '../../domain/owner.ts';
import { formatShare } from '../../domain/share.ts';
import type { AccountView } from '../../ports/cache.ts';
import type { AccountLedger } from './ledger.ts';

/** What is not known is null. */
export function accountHeader(view: AccountView, { balance, unread }: AccountLedger, today: string): AccountHeader {
  const { id, number, account, premises, house } = view;
  return {
    account: id,
    number,
    unifiedNumber: account?.unified_number ?? '',
    owner: account && fullName(account),
    address: formatAddress(house, premises),
    area: account && account.area,
    share: account && formatShare(account),
    residential: premises && premises.kind && premises.kind === 'residential',
    closedOn: account && isClosed(account.closed_on, today) ? account.closed_on : null,
    balance: balance.known ? balance.amount : null,
    unread,
  };
}
