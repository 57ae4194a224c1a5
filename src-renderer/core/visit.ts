// The visit's state on the screen: hits found, the chosen one, opened accounts. In memory only: never in the address bar, history or storage.
import type { AccountHeader, AccountHit, AccountId, AttachedAccount, CabinetUser, StaffApplication } from '#contract';
import { Store } from './store.ts';

export type FoundBy = 'number' | 'address' | 'code';

export interface Visit {
  foundBy: FoundBy | null;
  hits: readonly AccountHit[];
  /** the number by which the hits were found; empty when it was by another way */
  typedNumber: string;
  /** the hit being proved */
  chosen: AccountHit | null;
  /** the search is for an account to add to the cabinet */
  attaching: boolean;
  /** the address as chosen and typed so far, when its house is not in the list */
  absentPlace: string;
  /** at the desk: the application form by which the chosen account is to be opened */
  form: Pick<StaffApplication, 'number' | 'shown'> | null;
  /** accounts this visit has opened: by proof, or as the signed-in user's own */
  accounts: readonly AccountHeader[];
  /** the account the statement screens show */
  current: AccountId | null;
  /** the signed-in user of the cabinet, and the accounts of that login */
  user: CabinetUser | null;
  attached: readonly AttachedAccount[];
  /** how many more accounts the login has whose data could not be read */
  missing: number;
  /** the screen to show after the sign-in */
  afterSignIn: string | null;
  /** sections whose help was opened (true) or closed by hand */
  help: Readonly<Record<string, boolean>>;
}

const noSearch = {
  foundBy: null,
  hits: [],
  typedNumber: '',
  chosen: null,
  attaching: false,
  absentPlace: '',
  form: null,
} as const;
const nobody = { user: null, attached: [], missing: 0, afterSignIn: null } as const;
const nothing: Visit = { ...noSearch, ...nobody, accounts: [], current: null, help: {} };

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

  get form(): Visit['form'] {
    return this.value.form;
  }

  get accounts(): readonly AccountHeader[] {
    return this.value.accounts;
  }

  get current(): AccountId | null {
    return this.value.current;
  }

  get user(): CabinetUser | null {
    return this.value.user;
  }

  get attached(): readonly AttachedAccount[] {
    return this.value.attached;
  }

  get missing(): number {
    return this.value.missing;
  }

  get foundBy(): FoundBy | null {
    return this.value.foundBy;
  }

  /** The header of the current account, as of the moment the account was opened. */
  get currentHeader(): AccountHeader | null {
    return this.value.accounts.find(header => header.account === this.value.current) ?? null;
  }

  get isEmpty(): boolean {
    const { hits, chosen, accounts, user, absentPlace } = this.value;
    return hits.length === 0 && chosen === null && accounts.length === 0 && user === null && absentPlace === '';
  }

  /** A single hit is chosen at once; from several the person chooses. */
  found(foundBy: FoundBy, hits: readonly AccountHit[], typedNumber = ''): void {
    this.set({ foundBy, hits, typedNumber, chosen: hits.length === 1 ? (hits[0] ?? null) : null, form: null });
  }

  /** The house is not in the list: `place` is what was chosen and typed so far. */
  lookedInVain(place: string): void {
    this.set({ absentPlace: place });
  }

  /** The account of an application form is to be opened at the desk. */
  chooseForForm(hit: AccountHit, { number, shown }: Pick<StaffApplication, 'number' | 'shown'>): void {
    this.set({ ...noSearch, hits: [hit], chosen: hit, form: { number, shown } });
  }

  choose(chosen: AccountHit | null): void {
    this.set({ chosen });
  }

  /** Adds the account to the visit, makes it the current one and clears the search. */
  open(header: AccountHeader): void {
    const others = this.value.accounts.filter(known => known.account !== header.account);
    this.set({ ...noSearch, accounts: [...others, header], current: header.account });
  }

  /** Whether the next account found is added to the cabinet (true) or only shown. */
  lookToAttach(attaching: boolean): void {
    this.set({ ...noSearch, attaching });
  }

  /** What was open before is closed in main as well: nobody knows whose it was. */
  signedIn(user: CabinetUser): void {
    this.set({ user, attached: [], missing: 0, afterSignIn: null, accounts: [], current: null });
  }

  /** Signs out; the accounts opened by proof stay in the visit. */
  signedOut(accounts: readonly AccountHeader[]): void {
    this.set({ ...noSearch, ...nobody });
    this.restore(accounts);
  }

  /** Restores what main says this visit has, after a reload. */
  restore(accounts: readonly AccountHeader[]): void {
    this.set({ accounts, current: accounts.at(-1)?.account ?? null });
  }

  /** The next visitor's accounts, or none; what is being looked for stays. */
  anotherVisitor(accounts: readonly AccountHeader[] = []): void {
    this.set({ ...nobody });
    this.restore(accounts);
  }

  show(current: AccountId): void {
    this.set({ current });
  }

  clear(): void {
    this.set(nothing);
  }
}

export const visitState = new VisitStore();
