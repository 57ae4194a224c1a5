// Asking main for something of the current account, keeping it fresh while it is on the screen, and drawing the states around it.
import { html, nothing, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { fail, type AccountId, type Failure, type Result } from '#contract';
import { go } from '../../core/navigation.ts';
import { visitState } from '../../core/visit.ts';
import { failureText, t } from '../../i18n/index.ts';
import { transport } from '../../transport/index.ts';
import '../../ui/kr-state.ts';

/** A spinner that flashes for a few milliseconds is worse than none. */
const QUIET_START_MS = 200;

/** What happened to the shown figures since they were first drawn. */
export type News = 'none' | 'updated' | 'updateFailed';

export class AccountLoad<T> implements ReactiveController {
  value: T | null = null;
  failure: Failure | null = null;
  /** Waiting so long that the person should be told. */
  slow = false;
  news: News = 'none';
  /** Grows with every piece of news, so that the same one can be told again. */
  newsCount = 0;

  private asked = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private stop: (() => void) | undefined;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly ask: (account: AccountId) => Promise<Result<T>>,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    this.stop = transport.on('statement.changed', ({ account }) => {
      if (account === visitState.current) void this.refresh();
    });
    void this.run();
  }

  /** Nothing of the owner stays behind in an element that has left the screen. */
  hostDisconnected(): void {
    this.stop?.();
    clearTimeout(this.timer);
    this.asked++;
    this.value = null;
    this.failure = null;
    this.news = 'none';
  }

  /** Asks anew; what is on the screen stays there until the answer comes, a failure takes its place. */
  async run(): Promise<void> {
    this.failure = null;
    this.slow = false;
    this.news = 'none';
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.slow = true;
      this.host.requestUpdate();
    }, QUIET_START_MS);
    const answer = await this.answer();
    if (!answer) return;
    if (answer.ok) this.value = answer.value;
    else {
      this.value = null;
      this.failure = answer.error;
    }
    this.host.requestUpdate();
  }

  /** The account has new figures: the shown ones are replaced only by an answer, never by a spinner or a failure. */
  private async refresh(): Promise<void> {
    if (this.value === null) return this.run();
    const answer = await this.answer();
    if (!answer) return;
    if (answer.ok) this.value = answer.value;
    this.news = answer.ok ? 'updated' : 'updateFailed';
    this.newsCount++;
    this.host.requestUpdate();
  }

  /** Null when a later question has been asked meanwhile, or the screen is gone. */
  private async answer(): Promise<Result<T> | null> {
    const mine = ++this.asked;
    const account = visitState.current;
    const answer: Result<T> = account === null ? fail('visit.accountNotOpen') : await this.ask(account);
    if (mine !== this.asked) return null;
    clearTimeout(this.timer);
    this.slow = false;
    return answer;
  }

  /** The content once it is there; before that, or instead of it, the state drawn in its place. */
  draw(content: (value: T) => TemplateResult): TemplateResult | typeof nothing {
    if (this.failure) return failed(this.failure, () => void this.run());
    if (this.value !== null) return content(this.value);
    return this.slow ? html`<kr-state kind="loading"></kr-state>` : nothing;
  }
}

/** An account that is not open cannot be asked for again: the way on is to find it. */
export function failed(failure: Failure, again: () => void): TemplateResult {
  const closed = failure.code === 'visit.accountNotOpen';
  return html`<kr-state
    kind="error"
    data-testid="load-failure"
    text=${failureText(failure)}
    action-label=${t(closed ? 'statement.findAccount' : 'common.retry')}
    @kr-action=${closed ? () => go('/find') : again}
  ></kr-state>`;
}
