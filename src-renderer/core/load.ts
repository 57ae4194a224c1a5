// Asking main for what an element shows: the newest question alone is answered, and nothing stays when the element leaves.
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Failure, Result } from '#contract';

/** A spinner that flashes for a few milliseconds is worse than none. */
const QUIET_START_MS = 200;

/** What happened to the shown value since it was first drawn. */
export type UpdateNotice = 'none' | 'updated' | 'updateFailed';

export interface Question<T> {
  ask: () => Promise<Result<T>>;
  /** What the question is about, such as the current account: what is shown of another one does not outlast the quiet start. */
  key?: () => unknown;
  /** Calls back when main has something newer; the returned function stops it. */
  changes?: (changed: () => void) => () => void;
  /** True when the failure needs no telling, because the person is already on the way to a sign-in. */
  handled?: (failure: Failure) => boolean;
  answered?: (value: T) => void;
  /** Asked only by `run()`. Otherwise it is asked as soon as the element is on the screen. */
  waits?: boolean;
}

/** `private readonly load = new Load(this, { ask: () => transport.call('news.list', {}) })`; blocks/drawn.ts draws it. */
export class Load<T> implements ReactiveController {
  value: T | null = null;
  /** Stands in place of the value. */
  failure: Failure | null = null;
  /** The last refresh failed; the value it was to replace is still shown. */
  refreshFailure: Failure | null = null;
  /** Waiting so long that the person should be told. */
  slow = false;
  notice: UpdateNotice = 'none';
  /** Grows with every notice, so that the same one can be told again. */
  noticeCount = 0;

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
    this.stop = this.question.changes?.(() => void this.refresh());
    if (!this.question.waits) void this.run();
  }

  hostDisconnected(): void {
    this.stop?.();
    this.forget();
  }

  /** Nothing of it is kept, and an answer still on its way is not taken. */
  forget(): void {
    clearTimeout(this.timer);
    this.asked++;
    this.value = this.failure = this.refreshFailure = null;
    this.shownKey = this.askedKey = undefined;
    this.slow = false;
    this.notice = 'none';
    this.host.requestUpdate();
  }

  /** Shows what main has answered to something else, such as a change the person saved. */
  put(value: T): void {
    clearTimeout(this.timer);
    this.asked++;
    this.slow = false;
    this.failure = this.refreshFailure = null;
    this.shownKey = this.question.key?.();
    this.value = value;
    this.host.requestUpdate();
  }

  /** Asks anew: what is on the screen stays until the answer comes, and a failure takes its place. */
  async run(): Promise<void> {
    this.failure = this.refreshFailure = null;
    this.slow = false;
    this.notice = 'none';
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.tellSlow(), QUIET_START_MS);
    const answer = await this.answer();
    if (!answer) return;
    if (answer.ok) this.show(answer.value);
    else {
      this.value = null;
      if (!this.question.handled?.(answer.error)) this.failure = answer.error;
    }
    this.host.requestUpdate();
  }

  /** For «Повторить». */
  readonly retry = (): void => void this.run();

  /** Asks for newer figures: what is shown is replaced by an answer only, never by a spinner or a failure. */
  async refresh(): Promise<void> {
    if (this.value === null || this.shownKey !== this.question.key?.()) return this.run();
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
    if (this.shownKey !== this.askedKey) this.value = null;
    this.host.requestUpdate();
  }

  private show(value: T): void {
    this.value = value;
    this.shownKey = this.askedKey;
    this.question.answered?.(value);
  }

  /** Null when a later question has been asked meanwhile, or the element is gone. */
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
