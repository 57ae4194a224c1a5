// Finding an account by its address: settlement, street, house, flat; each step suggests as the person types.
import { css, html, LitElement, nothing } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import type { Failure } from '../../../src-main/contract/index.ts';
import { go } from '../../app/navigation.ts';
import { systemInfo } from '../../app/system-info.ts';
import { visitState } from '../../app/visit-state.ts';
import { failureText, t, Words } from '../../i18n/index.ts';
import { base, blocks } from '../../styles/shared.ts';
import { lastCallPause } from './pause.ts';
import '../../ui/index.ts';
import type { Choice, KrChoiceList } from '../../ui/index.ts';
import { accountsOfFlat, meantBy, stepNames, steps, suggest, type Suggestions } from './address-steps.ts';

const typingPauseMs = 120;

@customElement('kr-find-address-screen')
export class KrFindAddressScreen extends LitElement {
  static override styles = [
    base,
    blocks,
    css`
      /* on a low screen with large text the list comes first: «Назад» gives each step back */
      .crumbs {
        display: var(--kr-crumbs, flex);
        flex-wrap: wrap;
        gap: var(--kr-gap-xs);
      }

      kr-choice-list.short {
        --kr-choice-width: min(10rem, 22vw);
      }
    `,
  ];

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
    return stepNames[this.chosen.length] ?? 'flat';
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
    if (meant) await this.choose(meant);
  }

  private async choose(item: Choice): Promise<void> {
    if (this.step === 'flat') return this.openFlat(String(item.id));
    this.startStep([...this.chosen, item]);
  }

  private startStep(chosen: readonly Choice[]): void {
    this.chosen = chosen;
    this.text = '';
    this.found = null;
    this.failure = null;
    void this.ask();
  }

  private async openFlat(flat: string): Promise<void> {
    const mine = ++this.asked;
    const answer = await accountsOfFlat(this.chosen, flat);
    if (mine !== this.asked) return;
    if (!answer.ok) {
      this.failure = answer.error;
      return;
    }
    visitState.found('address', answer.value.hits);
    go('/find/result');
  }

  private goBack(): void {
    if (this.chosen.length === 0) go('/find');
    else this.startStep(this.chosen.slice(0, -1));
  }

  private crumbs() {
    if (this.chosen.length === 0) return nothing;
    return html`<nav class="crumbs" aria-label=${t('find.chosenSoFar')} data-testid="crumbs">
      ${this.chosen.map(
        (item, index) =>
          html`<kr-button
            icon-after="xmark"
            label=${t('find.change', { what: item.label })}
            @click=${() => this.startStep(this.chosen.slice(0, index))}
            >${item.label}</kr-button
          >`,
      )}
    </nav>`;
  }

  private suggestions() {
    if (this.failure) {
      return html`<kr-message kind="error" text=${failureText(this.failure)}></kr-message>`;
    }
    if (!this.found) return html`<kr-state kind="loading"></kr-state>`;
    if (this.found.items.length === 0) {
      return html`<kr-message kind="warn" text=${t(steps[this.step].nothing)} data-testid="nothing-found"></kr-message>
        <div class="links">
          <kr-button variant="quiet" icon="number" @click=${() => go('/find/number')}>${t('find.tryNumber')}</kr-button>
        </div>`;
    }
    const short = this.step === 'house' || this.step === 'flat';
    return html`<kr-choice-list
        class=${short ? 'short' : ''}
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
    return html`<kr-screen heading=${t(step.heading)} .back=${() => this.goBack()} data-testid="find-address">
      ${this.crumbs()}
      ${keyed(
        this.step,
        html`<kr-text-field
          label=${t(step.label)}
          label-hidden
          .value=${this.text}
          maxlength=${step.maxlength}
          start-here
          data-testid="address-field"
          @kr-input=${this.onInput}
          @kr-enter=${this.onEnter}
          @kr-down=${() => this.list?.focusFirst()}
        ></kr-text-field>`,
      )}
      ${this.suggestions()}
      ${
        systemInfo.kiosk
          ? keyed(this.step, html`<kr-keyboard slot="keyboard" layout=${step.keys}></kr-keyboard>`)
          : nothing
      }
    </kr-screen>`;
  }
}
