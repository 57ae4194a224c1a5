// What follows from a change of the fund's data: remembered addresses, open statements and payments not credited yet are looked at anew, and what was mended is noted.
import type { SyncControl, SyncEvent } from '../../ports/cache.ts';
import type { Log } from '../../ports/log.ts';
import type { Audit } from '../audit/index.ts';
import { bySchedule } from '../audit/who.ts';
import type { Lookup } from '../lookup/index.ts';
import type { Payments } from '../payments/index.ts';
import type { Visit } from '../visit/index.ts';
import { inOrder } from './in-order.ts';
import type { TellScreen } from './screen.ts';

interface DataParties {
  sync: Pick<SyncControl, 'onEvent'>;
  lookup: Pick<Lookup, 'addressesChanged'>;
  visit: Pick<Visit, 'isOpen' | 'openAccounts'>;
  payments: Pick<Payments, 'ledgerChanged'>;
  audit: Pick<Audit, 'record'>;
  tellScreen: TellScreen;
  log: Pick<Log, 'error'>;
}

/** Accounts whose data changed: null for all of them, when the whole cache was replaced; none for any other event. */
function changedAccounts(event: SyncEvent): readonly number[] | null {
  if (event.type === 'swapped') return null;
  return event.type === 'accountsChanged' ? event.accounts : [];
}

export function followData({ sync, lookup, visit, payments, audit, tellScreen, log }: DataParties): void {
  const forgetAddresses = (event: SyncEvent) => {
    if (event.type === 'addressesChanged' || event.type === 'swapped') lookup.addressesChanged();
  };
  const tell = (event: SyncEvent) => {
    for (const account of changedAccounts(event) ?? visit.openAccounts())
      if (visit.isOpen(account)) tellScreen('statement.changed', { account });
  };
  const matchPayments = (event: SyncEvent) => {
    const accounts = changedAccounts(event);
    if (accounts?.length !== 0)
      payments.ledgerChanged(accounts).catch((error: unknown) => log.error('payments not matched', error));
  };
  const noteMended = (event: SyncEvent) => {
    if (event.type !== 'mended') return;
    const { entity, rows, accounts } = event;
    audit
      .record({
        action: 'data.mended',
        account: null,
        details: { entities: entity, count: rows, accounts },
        who: bySchedule,
      })
      .catch((error: unknown) => log.error('mending not noted', error));
  };
  const noteParted = (event: SyncEvent) => {
    if (event.type !== 'parted') return;
    audit
      .record({ action: 'outbox.parted', account: null, details: { head: event.after }, who: bySchedule })
      .catch((error: unknown) => log.error('parting not noted', error));
  };
  sync.onEvent(inOrder(forgetAddresses, tell, matchPayments, noteMended, noteParted));
}
