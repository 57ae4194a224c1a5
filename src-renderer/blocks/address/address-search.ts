// The state of a step-by-step address search, drawn by address-parts.ts: what was chosen and typed, and what is suggested.
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { createRef } from 'lit/directives/ref.js';
import type { Failure } from '#contract';
import type { Choice, KrChoiceList } from '../../ui/kr-choice-list.ts';
import { suggest, type StepName, type Suggestions } from './address-steps.ts';
import { debounce } from './debounce.ts';
import { meantBy } from './meant-by.ts';

const typingPauseMs = 120;

export class AddressSearch implements ReactiveController {
  chosen: readonly Choice[] = [];
  text = '';
  found: Suggestions | null = null;
  failure: Failure | null = null;
  /** the step that had nothing to choose from, by its place among the steps */
  skipped: number | null = null;
  /** the list of suggestions on the screen */
  readonly list = createRef<KrChoiceList>();
  private readonly lastOfBurst = debounce(typingPauseMs);
  /** incremented with every request; an answer to an older one is dropped */
  private asked = 0;
  /** the step's first question, which tells whether it has anything to choose from */
  private opening: Promise<void> | null = null;

  /** `onLast` gets what was chosen at the last step, and calls `current` before it uses an answer it waited for. */
  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly steps: readonly [StepName, ...StepName[]],
    private readonly onLast: (item: Choice, current: () => boolean) => void | Promise<void>,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    this.opening = this.ask();
  }

  hostDisconnected(): void {
    this.asked++;
  }

  get step(): StepName {
    return this.steps[Math.min(this.chosen.length, this.steps.length - 1)] ?? this.steps[0];
  }

  async type(text: string): Promise<void> {
    this.text = text;
    this.host.requestUpdate();
    const { chosen } = this;
    await this.opening;
    // the step was skipped, and what was typed went on to the next
    if (chosen !== this.chosen) return;
    const mine = ++this.asked;
    // an item chosen during the pause is kept
    if ((await this.lastOfBurst()) && mine === this.asked) await this.ask();
  }

  /** Accepts the suggestion that matches the typed text, if any. */
  async enter(): Promise<void> {
    if (this.text.trim() === '') return;
    await this.ask();
    const meant = meantBy(this.step, this.text, this.found?.items ?? []);
    if (meant) this.choose(meant);
  }

  choose(item: Choice): void {
    if (this.chosen.length < this.steps.length - 1) return this.startFrom([...this.chosen, item]);
    const mine = ++this.asked;
    void this.onLast(item, () => mine === this.asked);
  }

  /** Back to the previous step; false at the first. */
  back(): boolean {
    const last = this.chosen.length - 1;
    if (last < 0) return false;
    // a step that was skipped is not come back to
    this.startFrom(this.chosen.slice(0, last === this.skipped ? last - 1 : last));
    return true;
  }

  startFrom(chosen: readonly Choice[]): void {
    this.chosen = chosen;
    if (this.skipped !== null && chosen.length <= this.skipped) this.skipped = null;
    this.text = '';
    this.found = null;
    this.failure = null;
    this.host.requestUpdate();
    this.opening = this.ask();
  }

  fail(failure: Failure): void {
    this.failure = failure;
    this.host.requestUpdate();
  }

  private async ask(): Promise<void> {
    const mine = ++this.asked;
    const { text } = this;
    const answer = await suggest(this.step, this.chosen, text);
    if (mine !== this.asked) return;
    this.failure = answer.ok ? null : answer.error;
    const [only] = answer.ok && answer.value.unnamed ? answer.value.items : [];
    if (only && text === '') {
      const typed = this.text;
      this.skipped = this.chosen.length;
      this.choose(only);
      if (typed !== '') void this.type(typed);
      return;
    }
    if (answer.ok) this.found = answer.value;
    this.host.requestUpdate();
  }
}
