// One print job as the screen follows it: requested once, followed by events and by polling when no event comes, never printed twice.
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import {
  type AccountId,
  type Failure,
  type Period,
  type PrintJob,
  type PrintState,
  type Result,
  type Said,
  type Transport,
  nothingSaid,
} from '#contract';
import { saidText } from '../../i18n/index.ts';

const POLL_MS = 1000;
/** Milliseconds. After this the person is informed that it takes longer than usual. */
const SLOW_MS = 20_000;

const rank: Record<PrintState, number> = { queued: 0, sent: 1, done: 2, failed: 2 };

/** A failure after which it is unknown whether main took the job: the request must be repeated with the same key. */
const unknownOutcome = new Set<Failure['code']>(['system.unreachable', 'system.failure']);

/** Asks main to print; the same key prints only once. */
export type Send = (job: string) => Promise<Result<PrintJob>>;

export type PrintPhase = 'idle' | 'printing' | 'done' | 'failed';

export class PrintRun implements ReactiveController {
  phase: PrintPhase = 'idle';
  period: Period | null = null;
  private said: Said = nothingSaid;
  failure: Failure | null = null;
  slow = false;
  /** The printer needs something, which `note` says; the document waits. */
  trouble = false;
  /** Printers that could take the job instead. */
  others: readonly string[] = [];

  /** Main's text in the chosen language: where the paper comes out, or what is wrong; empty without one. */
  get note(): string {
    return saidText(this.said);
  }

  private readonly host: ReactiveControllerHost;
  private readonly transport: Transport;
  private ask: Send | null = null;
  private job: string | null = null;
  private state: PrintState = 'queued';
  private timers: ReturnType<typeof setTimeout>[] = [];
  private stop: (() => void) | undefined;

  constructor(host: ReactiveControllerHost, transport: Transport) {
    this.host = host;
    this.transport = transport;
    host.addController(this);
  }

  hostConnected(): void {
    this.stop = this.transport.on('print.job', job => this.follow(job));
  }

  hostDisconnected(): void {
    this.stop?.();
    this.reset();
  }

  /** The first call prints; further calls while it lasts do nothing. */
  start(account: AccountId, period: Period, large = false): void {
    if (this.phase !== 'idle') return;
    this.period = period;
    this.startWith(job => this.transport.call('documents.print', { account, period, large, job }));
  }

  /** Prints a document other than a payment document. */
  startWith(ask: Send): void {
    if (this.phase !== 'idle') return;
    this.ask = ask;
    this.job = crypto.randomUUID();
    void this.send();
  }

  /** «Попробовать ещё раз»: a new job, or the same key when it is unknown whether the first was taken. */
  retry(): void {
    if (this.phase !== 'failed' || this.ask === null) return;
    if (!this.failure || !unknownOutcome.has(this.failure.code)) this.job = crypto.randomUUID();
    void this.send();
  }

  /** Staff at the desk choose another printer. When it is too late, the job itself shows that it is printing. */
  async redirect(printer: string): Promise<void> {
    const { job } = this;
    if (job === null || this.phase !== 'printing') return;
    const answer = await this.transport.call('documents.redirect', { job, printer });
    if (answer.ok) this.follow(answer.value);
  }

  reset(): void {
    this.clearTimers();
    this.phase = 'idle';
    this.ask = this.period = this.job = this.failure = null;
    this.said = nothingSaid;
    this.slow = this.trouble = false;
    this.others = [];
  }

  private async send(): Promise<void> {
    const { ask, job } = this;
    if (ask === null || job === null) return;
    this.clearTimers();
    this.phase = 'printing';
    this.state = 'queued';
    this.failure = null;
    this.said = nothingSaid;
    this.slow = this.trouble = false;
    this.others = [];
    this.timers.push(
      setTimeout(() => {
        this.slow = true;
        this.host.requestUpdate();
      }, SLOW_MS),
    );
    this.host.requestUpdate();
    const answer = await ask(job);
    if (this.job !== job || this.phase !== 'printing') return;
    if (!answer.ok) return this.fail(answer.error);
    this.follow(answer.value);
    this.pollLater();
  }

  private pollLater(): void {
    if (this.phase === 'printing') this.timers.push(setTimeout(() => void this.poll(), POLL_MS));
  }

  private async poll(): Promise<void> {
    const { job } = this;
    if (job === null || this.phase !== 'printing') return;
    const answer = await this.transport.call('documents.job', { job });
    if (this.job !== job || this.phase !== 'printing') return;
    if (answer.ok) this.follow(answer.value);
    else if (!unknownOutcome.has(answer.error.code)) return this.fail(answer.error);
    this.pollLater();
  }

  /** Updates of the job, by event or by poll, in any order. */
  private follow({ job, state, note, trouble, others }: PrintJob): void {
    if (job !== this.job || this.phase !== 'printing' || rank[state] < rank[this.state]) return;
    this.state = state;
    this.said = note;
    this.trouble = trouble;
    this.others = others;
    if (state === 'done' || state === 'failed') {
      this.clearTimers();
      this.phase = state;
    }
    this.host.requestUpdate();
  }

  private fail(failure: Failure): void {
    this.clearTimers();
    this.phase = 'failed';
    this.failure = failure;
    this.host.requestUpdate();
  }

  private clearTimers(): void {
    for (const timer of this.timers) clearTimeout(timer);
    this.timers = [];
  }
}
