// The bank accounts of the demo's houses on special accounts: each has its own, one of them had another before, and one has none yet.
import { bankDoubts, type BankDetails } from '../../src-main/domain/bank-details.ts';
import { organizations } from './data.ts';
import type { House } from './houses.ts';

export interface HouseAccount {
  /** organization.id */
  holder: number;
  bankName: string;
  bic: string;
  number: string;
  correspondent: string;
  from: string;
  to: string | null;
}

const OPERATOR = 1;
/** Counted among the houses on special accounts: its account is not opened yet, so that the missing case shows. */
const WITHOUT = 3;
/** Its first account was at the fund; the owners then chose their managing company to hold it. */
const MOVED = 2;
const movedOn = { last: '2021-06-30', first: '2021-07-01' };

/** Balance account 40705, rubles, with the key digit that the bank's БИК gives. */
function numbered(bank: Omit<BankDetails, 'settlement_account'>, number: number): string {
  const keyed = (key: number) => `40705810${key}0000${String(9_910_000 + number).padStart(7, '0')}`;
  const holds = (account: string) => bankDoubts({ ...bank, settlement_account: account }).length === 0;
  return Array.from({ length: 10 }, (_, key) => keyed(key)).find(holds) ?? keyed(0);
}

export class HouseAccounts {
  private seen = 0;
  private next = 1;

  private account(holder: number, from: string, to: string | null): HouseAccount {
    const bank = organizations.organizations[OPERATOR - 1];
    const { bank_name = '', bic = '', correspondent_account = '' } = bank ?? {};
    const number = numbered({ bank_name, bic, correspondent_account }, this.next++);
    return { holder, bankName: bank_name, bic, number, correspondent: correspondent_account, from, to };
  }

  of({ formation, managing, openedOn }: House): HouseAccount[] {
    if (formation !== 'specialAccount') return [];
    this.seen++;
    if (this.seen === WITHOUT) return [];
    if (this.seen !== MOVED || managing === null) return [this.account(OPERATOR, openedOn, null)];
    return [this.account(OPERATOR, openedOn, movedOn.last), this.account(managing, movedOn.first, null)];
  }
}
