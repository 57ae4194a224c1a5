// Proving that the account is one's own: the date and the sum of the last payment, and the captcha when required.
import { css, html, nothing } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { Failure } from '#contract';
import '../../blocks/kr-captcha.ts';
import { besidePicture } from '../../blocks/picture.css.ts';
import { addressText } from '../../blocks/account/unread.ts';
import '../../blocks/account/kr-another-visitor.ts';
import { isClerk } from '../../core/clerk.ts';
import { KrElement } from '../../core/kr-element.ts';
import { go } from '../../core/navigation.ts';
import { systemInfo } from '../../core/system-info.ts';
import { visitState } from '../../core/visit.ts';
import { failureText, t } from '../../i18n/index.ts';
import { blocks } from '../../styles/shared.ts';
import { transport } from '../../transport/index.ts';
import '../../ui/index.ts';
import './kr-cheque-picture.ts';
import './kr-proof-help.ts';
import { drawLocked } from './locked.ts';
import { ProofRun } from './proof-run.ts';

@customElement('kr-proof-screen')
export class KrProofScreen extends KrElement {
  static override styles = [
    blocks,
    besidePicture,
    css`
      kr-money-field,
      kr-text-field {
        max-width: 26rem;
      }

      .code {
        display: grid;
        grid-template-columns: repeat(2, minmax(0, 1fr));
        gap: var(--kr-gap-m);
        align-items: center;
        max-width: 46rem;
      }

      kr-captcha {
        --kr-captcha-height: 20vh;
      }

      @media (max-height: 1100px) {
        .two kr-cheque-picture {
          display: var(--kr-typing-picture, block);
          max-height: 34vh;
        }
      }

      @media (max-width: 1100px) {
        kr-cheque-picture {
          width: min(18rem, 50vw);
          margin: var(--kr-gap-m) auto 0;
        }
      }
    `,
  ];

  private readonly run = new ProofRun(this, transport, () => visitState.chosen?.account ?? 0);
  private told: Failure | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    this.run.onOpen = account => {
      const { attaching } = visitState.get();
      visitState.open(account);
      go(attaching ? '/cabinet/attach' : '/statement');
    };
  }

  /** The caret stays where the answer is corrected: a wrong code leaves the same question on the screen. */
  protected override updated(): void {
    const { failure, view } = this.run;
    if (failure && failure !== this.told && view === 'picture')
      this.renderRoot.querySelector<HTMLElement>('[data-testid=picture-code]')?.focus();
    this.told = failure;
  }

  private frame(
    heading: string,
    step: number,
    back: string | (() => void),
    content: unknown,
    keys: unknown,
    action: unknown,
  ) {
    const steps = 2 + this.run.more.length;
    return html`<kr-screen heading=${heading} .back=${back} data-testid="proof-${this.run.view}">
      <p slot="lead" class="quiet">
        ${t('proof.step', { step, steps })}. ${step === 1 ? t('proof.anyOfLast') : nothing}
      </p>
      ${content} ${systemInfo.kiosk ? keys : nothing} ${action}
    </kr-screen>`;
  }

  /** Below the typed value, so that both stay visible where large text and the keys leave little room. */
  private wrong() {
    if (!this.run.failure) return nothing;
    return html`<kr-message kind="error" text=${failureText(this.run.failure)} data-testid="proof-error"></kr-message>`;
  }

  /** Below the field: where to find the figure, and which account this is; an error is shown instead. */
  private where(text: string) {
    if (this.run.failure) return this.wrong();
    return html`<p>${text}</p>
      <p class="quiet" data-testid="proof-why">${t('proof.why')}</p>
      <p class="quiet">
        ${t('proof.account', { address: visitState.chosen ? addressText(visitState.chosen.address) : '' })}
      </p>`;
  }

  private noReceipt() {
    // the clerk opens the account by a document instead
    if (isClerk()) return nothing;
    return html`<kr-button slot="action" icon="info" data-testid="no-receipt" @click=${() => this.run.toHelp()}
      >${t('proof.noReceipt')}</kr-button
    >`;
  }

  private date() {
    const next = () => {
      if (this.run.answers.paidOn !== '') this.run.show('sum');
    };
    return this.frame(
      t('proof.dateHeading'),
      1,
      '/find/result',
      html`<div class="two">
        <div class="stack">
          <kr-date-pad
            label=${t('proof.dateLabel')}
            label-hidden
            .value=${this.run.answers.paidOn}
            start-here
            data-testid="paid-on"
            @kr-input=${(event: CustomEvent<{ value: string }>) => this.run.answer({ paidOn: event.detail.value })}
            @kr-enter=${next}
          ></kr-date-pad>
          ${this.where(t('proof.dateWhere'))}
        </div>
        <kr-cheque-picture mark="date"></kr-cheque-picture>
      </div>`,
      html`<kr-numpad slot="keyboard"></kr-numpad>`,
      html`${this.noReceipt()}<kr-button
          slot="action"
          variant="primary"
          icon-after="chevron-right"
          ?disabled=${this.run.answers.paidOn === ''}
          data-testid="proof-next"
          @click=${next}
          >${t('common.next')}</kr-button
        >`,
    );
  }

  private check(onClick: () => void, ready: boolean) {
    return html`<kr-button
      slot="action"
      variant="primary"
      icon="check"
      ?disabled=${this.run.busy || this.run.renewing || !ready}
      data-testid="proof-submit"
      @click=${onClick}
      >${this.run.busy ? t('proof.checking') : t('proof.check')}</kr-button
    >`;
  }

  private sum() {
    return this.frame(
      t('proof.sumHeading'),
      2,
      () => this.run.show('date'),
      html`<div class="two">
        <div class="stack">
          <kr-money-field
            label=${t('proof.sumLabel')}
            label-hidden
            .value=${this.run.answers.amount}
            placeholder=${t('proof.sumSample')}
            start-here
            data-testid="amount"
            @kr-input=${(event: CustomEvent<{ value: string }>) => this.run.answer({ amount: event.detail.value })}
            @kr-enter=${() => this.run.onFrom('sum')}
          ></kr-money-field>
          ${this.where(t('proof.sumWhere'))}
        </div>
        <kr-cheque-picture mark="sum"></kr-cheque-picture>
      </div>`,
      html`<kr-numpad slot="keyboard" comma></kr-numpad>`,
      html`${this.noReceipt()}${this.onwards('sum', this.run.answers.amount !== '')}`,
    );
  }

  /** «Проверить» on the last question, «Далее» before it. */
  private onwards(view: 'sum' | 'number', ready: boolean) {
    if (this.run.more.at(-1) === view || this.run.more.length === 0)
      return this.check(() => this.run.onFrom(view), ready);
    return html`<kr-button
      slot="action"
      variant="primary"
      icon-after="chevron-right"
      ?disabled=${!ready}
      data-testid="proof-next"
      @click=${() => this.run.onFrom(view)}
      >${t('common.next')}</kr-button
    >`;
  }

  private accountNumber() {
    return this.frame(
      t('proof.numberHeading'),
      3,
      () => this.run.backFrom('number'),
      html`<div class="stack">
        <kr-text-field
          label=${t('proof.numberLabel')}
          label-hidden
          .value=${this.run.answers.number}
          maxlength="64"
          start-here
          data-testid="account-number"
          @kr-input=${(event: CustomEvent<{ value: string }>) => this.run.answer({ number: event.detail.value })}
          @kr-enter=${() => this.run.onFrom('number')}
        ></kr-text-field>
        ${
          this.run.failure
            ? this.wrong()
            : html`<p>${t('proof.numberWhere')}</p>
                <p class="quiet">${t('proof.numberWhy')}</p>`
        }
      </div>`,
      html`<kr-numpad slot="keyboard"></kr-numpad>`,
      html`${this.noReceipt()}${this.onwards('number', this.run.answers.number.trim() !== '')}`,
    );
  }

  private captcha() {
    return this.frame(
      t('proof.pictureHeading'),
      2 + this.run.more.length,
      () => this.run.backFrom('picture'),
      html`<div class="code">
          <kr-captcha bare .png=${this.run.picture ?? ''}></kr-captcha>
          <kr-text-field
            label=${t('proof.pictureLabel')}
            label-hidden
            .value=${this.run.answers.code}
            maxlength="12"
            start-here
            data-testid="picture-code"
            @kr-input=${(event: CustomEvent<{ value: string }>) => this.run.answer({ code: event.detail.value })}
            @kr-enter=${() => void this.run.submit()}
          ></kr-text-field>
        </div>
        ${
          this.run.failure
            ? this.wrong()
            : html`<p>
                ${this.run.mistakes >= 2 ? t('proof.pictureMistakes') : t('proof.pictureWhy')}
                ${t('proof.pictureCannot')}
              </p>`
        }`,
      html`<kr-numpad slot="keyboard"></kr-numpad>`,
      html`<kr-button
          slot="action"
          icon="refresh"
          ?disabled=${this.run.busy || this.run.renewing}
          data-testid="another-picture"
          @click=${() => void this.run.another()}
          >${t('proof.pictureOther')}</kr-button
        >
        ${this.check(() => void this.run.submit(), this.run.answers.code !== '')}`,
    );
  }

  private help() {
    return html`<kr-screen
      heading=${t('proof.helpHeading')}
      .back=${() => this.run.fromHelp()}
      data-testid="proof-help"
    >
      <kr-proof-help></kr-proof-help>
    </kr-screen>`;
  }

  override render() {
    return html`${this.step()}<kr-another-visitor
        ?open=${this.run.asking}
        @kr-visitor=${(event: CustomEvent<{ same: boolean }>) => void this.run.submit(event.detail.same)}
        @kr-close=${() => this.run.notAsked()}
      ></kr-another-visitor>`;
  }

  private step() {
    switch (this.run.view) {
      case 'date':
        return this.date();
      case 'sum':
        return this.sum();
      case 'number':
        return this.accountNumber();
      case 'picture':
        return this.captcha();
      case 'help':
        return this.help();
      case 'locked':
        return drawLocked(this.run.lockOf, this.run.lockedUntil);
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-proof-screen': KrProofScreen;
  }
}
