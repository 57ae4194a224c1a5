// What this visit has on the screen: hits found, the one chosen, the accounts opened. In memory only: never in the address bar, history or storage.
import type { AccountHeader, AccountHit, AccountId } from '../../src-main/contract/index.ts';
import { Store } from './store.ts';

export type FoundBy = 'number' | 'address' | 'code';

export interface Visit {
  foundBy: FoundBy | null;
  hits: readonly AccountHit[];
  /** the hit being proved */
  chosen: AccountHit | null;
  /** accounts this visit has opened by proof */
  accounts: readonly AccountHeader[];
  /** the account the statement screens show */
  current: AccountId | null;
}

const nothing: Visit = { foundBy: null, hits: [], chosen: null, accounts: [], current: null };

class VisitStore extends Store<Visit> {
  constructor() {
    super(nothing);
  }

  get hits(): readonly AccountHit[] {
    return this.value.hits;
  }

  get chosen(): AccountHit | null {
    return this.value.chosen;
  }

  get accounts(): readonly AccountHeader[] {
    return this.value.accounts;
  }

  get current(): AccountId | null {
    return this.value.current;
  }

  get foundBy(): FoundBy | null {
    return this.value.foundBy;
  }

  /** The header of the current account, as it was when the account was opened. */
  get currentHeader(): AccountHeader | null {
    return this.value.accounts.find(header => header.account === this.value.current) ?? null;
  }

  get isEmpty(): boolean {
    return this.value.hits.length === 0 && this.value.chosen === null && this.value.accounts.length === 0;
  }

  /** One hit is chosen at once; of several the person chooses. */
  found(foundBy: FoundBy, hits: readonly AccountHit[]): void {
    this.set({ foundBy, hits, chosen: hits.length === 1 ? (hits[0] ?? null) : null });
  }

  choose(chosen: AccountHit | null): void {
    this.set({ chosen });
  }

  /** Proof succeeded: the account joins the visit and becomes the current one; the search is forgotten. */
  open(header: AccountHeader): void {
    const others = this.value.accounts.filter(known => known.account !== header.account);
    this.set({ ...nothing, accounts: [...others, header], current: header.account });
  }

  /** What main says this visit holds: after the page was loaded again. */
  restore(accounts: readonly AccountHeader[]): void {
    this.set({ accounts, current: accounts.at(-1)?.account ?? null });
  }

  show(current: AccountId): void {
    this.set({ current });
  }

  clear(): void {
    this.set(nothing);
  }
}

export const visitState = new VisitStore();
