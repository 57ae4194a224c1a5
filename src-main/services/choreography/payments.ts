// What follows from a change of an account's card payments: its open statement shows them.
import type { Payments } from '../payments/index.ts';
import type { Visit } from '../visit/index.ts';
import type { TellScreen } from './screen.ts';

export function followPayments(parties: {
  payments: Pick<Payments, 'onChange'>;
  visit: Pick<Visit, 'isOpen'>;
  tellScreen: TellScreen;
}): void {
  const { payments, visit, tellScreen } = parties;
  payments.onChange(account => {
    if (visit.isOpen(account)) tellScreen('statement.changed', { account });
  });
}
