// One proof as the screen goes through it: which question is asked, what main wants besides the day and the sum, and what it said of the answer.
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { AccountHeader, AccountId, Failure, Transport } from '#contract';

export type View = 'date' | 'sum' | 'number' | 'picture' | 'help' | 'locked';

/** What the person answered so far, as typed. */
export interface Answers {
  paidOn: string;
  amount: string;
  number: string;
  code: string;
}

/** How often a locked person's screen asks whether staff have lifted the lock. */
const askAgainMs = 5000;

export class ProofRun implements ReactiveController {
  view: View = 'date';
  readonly answers: Answers = { paidOn: '', amount: '', number: '', code: '' };
  picture: string | null = null;
  lockedUntil = '';
  lockOf: 'account' | 'terminal' = 'account';
  failure: Failure | null = null;
  busy = false;
  /** Another owner's account is open at the desk: whether it is the same visitor is asked. */
  asking = false;
  /** Another picture was asked for: the one on the screen is no longer the one main expects. */
  renewing = false;
  /** wrong answers given on this screen */
  mistakes = 0;
  /** Called with the account once it is open. */
  onOpen: (account: AccountHeader) => void = () => {};

  private readonly host: ReactiveControllerHost & { isConnected: boolean };
  private readonly transport: Transport;
  private readonly account: () => AccountId;
  /** the account's number is asked for too */
  private numberDue = false;
  private beforeHelp: View = 'date';
  private unlock: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost & { isConnected: boolean }, transport: Transport, account: () => AccountId) {
    this.host = host;
    this.transport = transport;
    this.account = account;
    host.addController(this);
  }

  hostConnected(): void {
    void this.begin();
  }

  hostDisconnected(): void {
    clearTimeout(this.unlock);
  }

  /** What is asked for beyond the day and the sum, in order. */
  get more(): ('number' | 'picture')[] {
    return [...(this.numberDue ? ['number' as const] : []), ...(this.picture === null ? [] : ['picture' as const])];
  }

  answer(given: Partial<Answers>): void {
    Object.assign(this.answers, given);
    this.host.requestUpdate();
  }

  show(view: View): void {
    this.failure = null;
    this.view = view;
    this.host.requestUpdate();
  }

  toHelp(): void {
    this.beforeHelp = this.view;
    this.show('help');
  }

  fromHelp(): void {
    this.show(this.beforeHelp);
  }

  /** To the next question, or to main with the answers. */
  onFrom(view: 'sum' | 'number'): void {
    if (this.busy || (view === 'sum' ? this.answers.amount : this.answers.number) === '') return;
    const next = this.more[view === 'sum' ? 0 : this.more.indexOf(view) + 1];
    if (next) this.show(next);
    else void this.submit();
  }

  backFrom(view: 'number' | 'picture'): void {
    this.show(this.more[this.more.indexOf(view) - 1] ?? 'sum');
  }

  async another(): Promise<void> {
    if (this.busy || this.renewing) return;
    this.renewing = true;
    this.host.requestUpdate();
    await this.begin();
    this.renewing = false;
    this.host.requestUpdate();
  }

  /** `sameVisitor`: the clerk says that the other owner's account is this visitor's too. */
  async submit(sameVisitor = false): Promise<void> {
    if (this.busy || this.renewing) return;
    this.busy = true;
    this.failure = null;
    this.host.requestUpdate();
    const { paidOn, amount, number, code } = this.answers;
    const answer = await this.transport.call('proof.submit', {
      account: this.account(),
      paidOn,
      amount,
      ...(this.numberDue ? { number } : {}),
      ...(this.picture === null ? {} : { picture: code }),
      sameVisitor,
    });
    this.busy = false;
    if (!this.host.isConnected) return;
    if (answer.ok) return this.onOpen(answer.value.account);
    if (answer.error.code === 'visit.anotherOwner') this.asking = true;
    else await this.failed(answer.error);
    this.host.requestUpdate();
  }

  notAsked(): void {
    this.asking = false;
    this.host.requestUpdate();
  }

  /** What is required now: maybe a picture, maybe waiting. */
  private async begin(): Promise<void> {
    const answer = await this.transport.call('proof.begin', { account: this.account() });
    if (!this.host.isConnected) return;
    this.host.requestUpdate();
    if (!answer.ok) {
      if (this.view === 'locked') this.lock(this.lockedUntil, this.lockOf);
      else this.failure = answer.error;
      return;
    }
    const { picture, number, lockedUntil, lockOf } = answer.value;
    this.picture = picture;
    this.numberDue = number;
    this.answers.code = '';
    if (lockedUntil) this.lock(lockedUntil, lockOf ?? 'account');
    else if (this.view === 'locked') this.view = 'date';
    if ((this.view === 'picture' && picture === null) || (this.view === 'number' && !number)) this.view = 'sum';
  }

  private lock(moment: string, of: 'account' | 'terminal'): void {
    this.lockOf = of;
    this.lockedUntil = moment;
    this.view = 'locked';
    this.failure = null;
    clearTimeout(this.unlock);
    const wait = Math.min(askAgainMs, Math.max(1000, Date.parse(moment) - Date.now() + 1000));
    this.unlock = setTimeout(() => void this.begin(), wait);
  }

  private async failed(failure: Failure): Promise<void> {
    if (failure.code === 'proof.locked') return this.lock(failure.params?.['until'] ?? '', 'account');
    if (failure.code === 'proof.terminalLocked') return this.lock(failure.params?.['until'] ?? '', 'terminal');
    if (failure.code === 'proof.mismatch') this.mistakes++;
    await this.begin();
    if (this.view === 'locked') return;
    this.failure = failure;
    if (failure.field === 'picture') this.view = this.picture === null ? 'sum' : 'picture';
    else if (failure.field === 'number') this.view = this.more.includes('number') ? 'number' : 'sum';
    else if (failure.field === 'amount') this.view = 'sum';
    else if (failure.field === 'paidOn' || failure.code === 'proof.mismatch') this.view = 'date';
  }
}
