// Loads what an element shows from main: only the newest request counts, and nothing is kept after the element is removed.
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Failure, Result } from '#contract';

/** Milliseconds. A spinner that flashes for a moment is worse than none. */
const QUIET_START_MS = 200;

/** What happened to the shown value since it was first loaded. */
export type UpdateNotice = 'none' | 'updated' | 'updateFailed';

export interface Question<T> {
  ask: () => Promise<Result<T>>;
  /** The subject of the request, such as the current account: a value of another subject is removed before asking. */
  key?: () => unknown;
  /** Calls back when main has newer data; the returned function unsubscribes. */
  changes?: (changed: () => void) => () => void;
  /** True when the failure need not be shown, because the person is being sent to a sign-in. */
  handled?: (failure: Failure) => boolean;
  answered?: (value: T) => void;
  /** Loads only on `run()`. Otherwise it loads when the element is connected. */
  waits?: boolean;
}

/** `private readonly load = new Load(this, { ask: () => transport.call('news.list', {}) })`; blocks/drawn.ts draws it. */
export class Load<T> implements ReactiveController {
  value: T | null = null;
  /** Shown instead of the value. */
  failure: Failure | null = null;
  /** The last refresh failed; the older value is still shown. */
  refreshFailure: Failure | null = null;
  /** Waiting has taken long enough to be shown. */
  slow = false;
  notice: UpdateNotice = 'none';
  /** Incremented with every notice, so that the same one can be shown again. */
  noticeCount = 0;

  /** The element is on the screen; otherwise nothing is loaded or kept. */
  private connected = false;
  /** A `run()` is still waiting for its answer. */
  private running = false;
  private asked = 0;
  private askedKey: unknown;
  private shownKey: unknown;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private stop: (() => void) | undefined;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly question: Question<T>,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    this.connected = true;
    this.stop = this.question.changes?.(() => void this.refresh());
    if (!this.question.waits) void this.run();
  }

  hostDisconnected(): void {
    this.connected = false;
    this.stop?.();
    this.forget();
  }

  /** Forgets the value, and ignores an answer that is still on its way. */
  forget(): void {
    clearTimeout(this.timer);
    this.asked++;
    this.value = this.failure = this.refreshFailure = null;
    this.shownKey = this.askedKey = undefined;
    this.slow = this.running = false;
    this.notice = 'none';
    this.host.requestUpdate();
  }

  /** Shows a value that main returned for another call, such as a saved change. */
  put(value: T): void {
    if (!this.connected) return;
    clearTimeout(this.timer);
    this.asked++;
    this.slow = this.running = false;
    this.failure = this.refreshFailure = null;
    this.shownKey = this.question.key?.();
    this.value = value;
    this.host.requestUpdate();
  }

  /** Loads again: a shown value of the same subject stays until the answer comes, and a failure replaces it. */
  async run(): Promise<void> {
    if (!this.connected) return;
    if (this.shownKey !== this.question.key?.()) {
      this.value = null;
      this.host.requestUpdate();
    }
    this.running = true;
    this.failure = this.refreshFailure = null;
    this.slow = false;
    this.notice = 'none';
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.tellSlow(), QUIET_START_MS);
    const answer = await this.answer();
    if (!answer) return;
    this.running = false;
    if (answer.ok) this.show(answer.value);
    else {
      this.value = null;
      if (!this.question.handled?.(answer.error)) this.failure = answer.error;
    }
    this.host.requestUpdate();
  }

  /** For «Повторить». */
  readonly retry = (): void => void this.run();

  /** Loads newer figures: only an answer replaces the shown value, never a spinner or a failure. */
  async refresh(): Promise<void> {
    if (this.running || this.value === null || this.shownKey !== this.question.key?.()) return this.run();
    const answer = await this.answer();
    if (!answer) return;
    this.refreshFailure = null;
    if (answer.ok) this.show(answer.value);
    else if (this.question.handled?.(answer.error)) return;
    else this.refreshFailure = answer.error;
    this.notice = answer.ok ? 'updated' : 'updateFailed';
    this.noticeCount++;
    this.host.requestUpdate();
  }

  private tellSlow(): void {
    this.slow = true;
    this.host.requestUpdate();
  }

  private show(value: T): void {
    this.value = value;
    this.shownKey = this.askedKey;
    this.question.answered?.(value);
  }

  /** Null when a later request was made meanwhile, or the element is gone. */
  private async answer(): Promise<Result<T> | null> {
    const mine = ++this.asked;
    this.askedKey = this.question.key?.();
    const answer = await this.question.ask();
    if (mine !== this.asked) return null;
    clearTimeout(this.timer);
    this.slow = false;
    return answer;
  }
}
