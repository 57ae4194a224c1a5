// One payment as the screen follows it: one attempt key from the first touch to the acquirer's last word, polled every two seconds, never begun
// twice. A cancelled payment is followed too: its code can still be paid.
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { PaymentAttempt, AccountId, Failure, Transport } from '#contract';

const POLL_MS = 2000;

/** A failure after which it is unknown whether main has the attempt: the request must be repeated with its key. */
const unknownOutcome = new Set<Failure['code']>(['system.unreachable', 'system.failure']);

const going = new Set<PaymentAttempt['state']>(['creating', 'waiting', 'unknown']);

export const isGoing = (attempt: Pick<PaymentAttempt, 'state'>): boolean => going.has(attempt.state);

/** What the person was shown before they chose the sum. */
export interface Said {
  /** they did not pay by an earlier code that can still be paid */
  notPaidBefore: boolean;
  /** attempts of the account that the screen showed, as paid or as going on */
  shown: string[];
}

export class PayRun implements ReactiveController {
  /** Null before the first answer, and after a failure that began nothing. */
  attempt: PaymentAttempt | null = null;
  /** An attempt was requested and is not over. */
  active = false;
  failure: Failure | null = null;
  cancelFailed = false;
  /** Called at every poll while the attempt goes on. */
  onPoll = () => {};
  /** Called when it was refused. */
  onStop = (_failure: Failure) => {};

  private readonly host: ReactiveControllerHost;
  private readonly transport: Transport;
  private asked: ({ account: AccountId; attempt: string; amount: string } & Partial<Said>) | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost, transport: Transport) {
    this.host = host;
    this.transport = transport;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.reset();
  }

  /**
   * The first call begins; further calls while the attempt lasts do nothing. `amount` as typed, «123,45».
   */
  begin(account: AccountId, amount: string, said: Partial<Said> = {}): void {
    if (this.active) return;
    clearTimeout(this.timer);
    this.asked = { account, attempt: crypto.randomUUID(), amount, ...said };
    this.active = true;
    this.attempt = null;
    this.failure = null;
    this.cancelFailed = false;
    this.host.requestUpdate();
    void this.send();
  }

  /** Follows an attempt that main already has. */
  resume(attempt: PaymentAttempt): void {
    if (this.active) return;
    this.asked = { account: attempt.account, attempt: attempt.attempt, amount: '' };
    this.active = true;
    this.failure = null;
    this.cancelFailed = false;
    this.took(attempt);
  }

  reset(): void {
    clearTimeout(this.timer);
    this.attempt = this.failure = this.asked = null;
    this.active = this.cancelFailed = false;
  }

  async cancel(): Promise<void> {
    const { asked } = this;
    if (!asked) return;
    const answer = await this.transport.call('payments.cancel', { account: asked.account, attempt: asked.attempt });
    if (this.asked !== asked) return;
    this.cancelFailed = !answer.ok;
    if (answer.ok) this.took(answer.value);
    else this.host.requestUpdate();
  }

  private async send(): Promise<void> {
    const { asked } = this;
    if (!asked) return;
    const answer = await this.transport.call('payments.begin', asked);
    if (this.asked !== asked) return;
    if (answer.ok) return this.took(answer.value);
    if (unknownOutcome.has(answer.error.code)) return this.pollLater();
    this.stop(answer.error);
  }

  private pollLater(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.poll(), POLL_MS);
  }

  private async poll(): Promise<void> {
    const { asked } = this;
    if (!asked) return;
    this.onPoll();
    const answer = await this.transport.call('payments.status', { account: asked.account, attempt: asked.attempt });
    if (this.asked !== asked) return;
    if (answer.ok) return this.took(answer.value);
    // Main does not have the attempt: the same key is sent again. One it had before no longer belongs to this visit.
    if (answer.error.code === 'payment.unknownAttempt' && this.attempt === null) return void this.send();
    if (unknownOutcome.has(answer.error.code)) return this.pollLater();
    // what was shown of an ended one stays true
    if (!this.active) return void (this.asked = null);
    this.stop(answer.error);
  }

  private took(attempt: PaymentAttempt): void {
    this.attempt = attempt;
    // Main may return another attempt that it already waits for: that one is followed from now on.
    if (this.asked) this.asked.attempt = attempt.attempt;
    clearTimeout(this.timer);
    this.active = isGoing(attempt);
    if (attempt.settled) this.asked = null;
    else this.pollLater();
    this.host.requestUpdate();
  }

  /** Clears the failure while the person corrects the input. */
  forgive(): void {
    this.failure = null;
  }

  private stop(failure: Failure): void {
    this.reset();
    this.failure = failure;
    this.onStop(failure);
    this.host.requestUpdate();
  }
}
