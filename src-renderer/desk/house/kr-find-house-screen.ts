// Which house: settlement, street, house, each suggested as staff type; and for an administrator the whole region.
import { html, LitElement, nothing } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import type { Failure } from '../../../src-main/contract/index.ts';
import { go } from '../../app/navigation.ts';
import { shiftState } from '../../app/shift-state.ts';
import { failureText, t, Words } from '../../i18n/index.ts';
import { meantBy, stepNames, steps, suggest, type Suggestions } from '../../kiosk/find/address-steps.ts';
import { lastCallPause } from '../../kiosk/find/pause.ts';
import { base, blocks } from '../../styles/shared.ts';
import '../../ui/index.ts';
import type { Choice, KrChoiceList } from '../../ui/index.ts';
import { dense } from '../styles.ts';
import { shownHouse } from './shown-house.ts';

const typingPauseMs = 120;

@customElement('kr-find-house-screen')
export class KrFindHouseScreen extends LitElement {
  static override styles = [base, blocks, dense];

  @state() private chosen: readonly Choice[] = [];
  @state() private text = '';
  @state() private found: Suggestions | null = null;
  @state() private failure: Failure | null = null;
  @query('kr-choice-list') private list!: KrChoiceList | null;
  private readonly words = new Words(this);
  private readonly pause = lastCallPause();
  /** grows with every question asked; an answer to an older one is dropped */
  private asked = 0;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.ask();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.asked++;
  }

  private get step() {
    return stepNames[Math.min(this.chosen.length, 2)] ?? 'house';
  }

  private async ask(): Promise<void> {
    const mine = ++this.asked;
    const answer = await suggest(this.step, this.chosen, this.text);
    if (mine !== this.asked) return;
    this.failure = answer.ok ? null : answer.error;
    if (answer.ok) this.found = answer.value;
  }

  private async onInput(event: CustomEvent<{ value: string }>): Promise<void> {
    this.text = event.detail.value;
    const mine = ++this.asked;
    // what was chosen within the pause stands
    if ((await this.pause(typingPauseMs)) && mine === this.asked) await this.ask();
  }

  private async onEnter(): Promise<void> {
    if (this.text.trim() === '') return;
    await this.ask();
    const meant = meantBy(this.step, this.text, this.found?.items ?? []);
    if (meant) this.choose(meant);
  }

  private choose(item: Choice): void {
    if (this.step === 'house') {
      shownHouse.set({ house: Number(item.id) });
      return go('/desk/house/list');
    }
    this.startStep([...this.chosen, item]);
  }

  private startStep(chosen: readonly Choice[]): void {
    this.chosen = chosen;
    this.text = '';
    this.found = null;
    this.failure = null;
    void this.ask();
  }

  private goBack(): void {
    if (this.chosen.length === 0) go('/desk');
    else this.startStep(this.chosen.slice(0, -1));
  }

  private suggestions() {
    if (this.failure) return html`<kr-message kind="error" text=${failureText(this.failure)}></kr-message>`;
    if (!this.found) return html`<kr-state kind="loading"></kr-state>`;
    if (this.found.items.length === 0)
      return html`<kr-message kind="warn" text=${t(steps[this.step].nothing)}></kr-message>`;
    return html`<kr-choice-list
        label=${t('find.suggestions')}
        .items=${this.found.items}
        data-testid="suggestions"
        @kr-choose=${(event: CustomEvent<Choice>) => this.choose(event.detail)}
      ></kr-choice-list>
      ${this.found.more ? html`<p class="quiet" role="status">${t('find.more')}</p>` : nothing}`;
  }

  override render() {
    void this.words;
    const step = steps[this.step];
    return html`<kr-screen heading=${t(step.heading)} .back=${() => this.goBack()} data-testid="find-house">
      <p slot="lead" class="quiet">${this.chosen.map(({ label }) => label).join(', ') || t('desk.housesText')}</p>
      ${keyed(
        this.step,
        html`<kr-text-field
          label=${t(step.label)}
          label-hidden
          .value=${this.text}
          maxlength=${step.maxlength}
          start-here
          data-testid="house-field"
          @kr-input=${this.onInput}
          @kr-enter=${this.onEnter}
          @kr-down=${() => this.list?.focusFirst()}
        ></kr-text-field>`,
      )}
      ${this.suggestions()}
      ${
        shiftState.staff?.role === 'admin'
          ? html`<kr-button slot="action" icon="globe" data-testid="region" @click=${() => go('/desk/region')}
              >${t('desk.region')}</kr-button
            >`
          : nothing
      }
    </kr-screen>`;
  }
}
