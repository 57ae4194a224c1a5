// Proving that the account is one's own: the date and the sum of the last payment, and the captcha when required.
import { css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
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

type View = 'date' | 'sum' | 'number' | 'picture' | 'help' | 'locked';

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
        align-items: end;
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

  @state() private view: View = 'date';
  @state() private paidOn = '';
  @state() private amount = '';
  @state() private number = '';
  @state() private code = '';
  @state() private picture: string | null = null;
  /** the account's number is asked for too */
  @state() private numberDue = false;
  @state() private lockedUntil = '';
  private lockOf: 'account' | 'terminal' = 'account';
  @state() private failure: Failure | null = null;
  @state() private busy = false;
  @state() private asking = false;
  /** Another picture was asked for: the one on the screen is no longer the one main expects. */
  @state() private renewing = false;
  /** wrong answers given on this screen */
  private mistakes = 0;
  private beforeHelp: View = 'date';
  private unlock: ReturnType<typeof setTimeout> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.begin();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.unlock);
  }

  private get account(): number {
    return visitState.chosen?.account ?? 0;
  }

  /** What is required now: maybe a captcha, maybe waiting. */
  private async begin(): Promise<void> {
    const answer = await transport.call('proof.begin', { account: this.account });
    if (!this.isConnected) return;
    if (!answer.ok) {
      this.failure = answer.error;
      return;
    }
    const { picture, number, lockedUntil, lockOf } = answer.value;
    this.picture = picture;
    this.numberDue = number;
    this.code = '';
    if (lockedUntil) this.lock(lockedUntil, lockOf ?? 'account');
    else if (this.view === 'locked') this.view = 'date';
    if ((this.view === 'picture' && picture === null) || (this.view === 'number' && !number)) this.view = 'sum';
  }

  private async another(): Promise<void> {
    if (this.busy || this.renewing) return;
    this.renewing = true;
    await this.begin();
    this.renewing = false;
  }

  private lock(moment: string, of: 'account' | 'terminal'): void {
    this.lockOf = of;
    this.lockedUntil = moment;
    this.view = 'locked';
    this.failure = null;
    clearTimeout(this.unlock);
    const wait = Math.max(1000, Date.parse(moment) - Date.now() + 1000);
    if (wait < 2 ** 31) this.unlock = setTimeout(() => void this.begin(), wait);
  }

  private show(view: View): void {
    this.failure = null;
    this.view = view;
  }

  /** What is asked for beyond the day and the sum, in order. */
  private get more(): ('number' | 'picture')[] {
    return [...(this.numberDue ? ['number' as const] : []), ...(this.picture === null ? [] : ['picture' as const])];
  }

  private onFrom(view: 'sum' | 'number'): void {
    if (this.busy || (view === 'sum' ? this.amount : this.number) === '') return;
    const next = this.more[view === 'sum' ? 0 : this.more.indexOf(view) + 1];
    if (next) this.show(next);
    else void this.submit();
  }

  private backFrom(view: 'number' | 'picture'): void {
    this.show(this.more[this.more.indexOf(view) - 1] ?? 'sum');
  }

  private async submit(sameVisitor = false): Promise<void> {
    if (this.busy || this.renewing) return;
    this.busy = true;
    this.failure = null;
    const answer = await transport.call('proof.submit', {
      account: this.account,
      paidOn: this.paidOn,
      amount: this.amount,
      ...(this.numberDue ? { number: this.number } : {}),
      ...(this.picture === null ? {} : { picture: this.code }),
      sameVisitor,
    });
    this.busy = false;
    if (!this.isConnected) return;
    if (answer.ok) {
      const { attaching } = visitState.get();
      visitState.open(answer.value.account);
      go(attaching ? '/cabinet/attach' : '/statement');
      return;
    }
    if (answer.error.code === 'visit.anotherOwner') this.asking = true;
    else await this.failed(answer.error);
  }

  private async failed(failure: Failure): Promise<void> {
    if (failure.code === 'proof.locked') return this.lock(failure.params?.['until'] ?? '', 'account');
    if (failure.code === 'proof.terminalLocked') return this.lock(failure.params?.['until'] ?? '', 'terminal');
    if (failure.code === 'proof.mismatch') this.mistakes++;
    await this.begin();
    if (this.view === 'locked') return;
    this.failure = failure;
    if (failure.field === 'picture') this.view = this.picture === null ? 'sum' : 'picture';
    else if (failure.field === 'number') this.view = this.numberDue ? 'number' : 'sum';
    else if (failure.field === 'amount') this.view = 'sum';
    else if (failure.field === 'paidOn' || failure.code === 'proof.mismatch') this.view = 'date';
  }

  /** The caret stays where the answer is corrected: a wrong code leaves the same question on the screen. */
  protected override updated(changed: Map<string, unknown>): void {
    if (changed.has('failure') && this.failure && this.view === 'picture')
      this.renderRoot.querySelector<HTMLElement>('[data-testid=picture-code]')?.focus();
  }

  private toHelp(): void {
    this.beforeHelp = this.view;
    this.show('help');
  }

  private frame(
    heading: string,
    step: number,
    back: string | (() => void),
    content: unknown,
    keys: unknown,
    action: unknown,
  ) {
    const steps = 2 + this.more.length;
    return html`<kr-screen heading=${heading} .back=${back} data-testid="proof-${this.view}">
      <p slot="lead" class="quiet">
        ${t('proof.step', { step, steps })}. ${step === 1 ? t('proof.anyOfLast') : nothing}
      </p>
      ${content} ${systemInfo.kiosk ? keys : nothing} ${action}
    </kr-screen>`;
  }

  /** Below the typed value, so that both stay visible where large text and the keys leave little room. */
  private wrong() {
    if (!this.failure) return nothing;
    return html`<kr-message kind="error" text=${failureText(this.failure)} data-testid="proof-error"></kr-message>`;
  }

  /** Below the field: where to find the figure, and which account this is; an error is shown instead. */
  private where(text: string) {
    if (this.failure) return this.wrong();
    return html`<p>${text}</p>
      <p class="quiet" data-testid="proof-why">${t('proof.why')}</p>
      <p class="quiet">
        ${t('proof.account', { address: visitState.chosen ? addressText(visitState.chosen.address) : '' })}
      </p>`;
  }

  private noReceipt() {
    // the clerk opens the account by a document instead
    if (isClerk()) return nothing;
    return html`<kr-button slot="action" icon="info" data-testid="no-receipt" @click=${this.toHelp}
      >${t('proof.noReceipt')}</kr-button
    >`;
  }

  private date() {
    const next = () => {
      if (this.paidOn !== '') this.show('sum');
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
            .value=${this.paidOn}
            start-here
            data-testid="paid-on"
            @kr-input=${(event: CustomEvent<{ value: string }>) => (this.paidOn = event.detail.value)}
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
          ?disabled=${this.paidOn === ''}
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
      ?disabled=${this.busy || this.renewing || !ready}
      data-testid="proof-submit"
      @click=${onClick}
      >${this.busy ? t('proof.checking') : t('proof.check')}</kr-button
    >`;
  }

  private sum() {
    return this.frame(
      t('proof.sumHeading'),
      2,
      () => this.show('date'),
      html`<div class="two">
        <div class="stack">
          <kr-money-field
            label=${t('proof.sumLabel')}
            label-hidden
            .value=${this.amount}
            placeholder=${t('proof.sumSample')}
            start-here
            data-testid="amount"
            @kr-input=${(event: CustomEvent<{ value: string }>) => (this.amount = event.detail.value)}
            @kr-enter=${() => this.onFrom('sum')}
          ></kr-money-field>
          ${this.where(t('proof.sumWhere'))}
        </div>
        <kr-cheque-picture mark="sum"></kr-cheque-picture>
      </div>`,
      html`<kr-numpad slot="keyboard" comma></kr-numpad>`,
      html`${this.noReceipt()}${this.onwards('sum', this.amount !== '')}`,
    );
  }

  /** «Проверить» on the last question, «Далее» before it. */
  private onwards(view: 'sum' | 'number', ready: boolean) {
    if (this.more.at(-1) === view || this.more.length === 0) return this.check(() => this.onFrom(view), ready);
    return html`<kr-button
      slot="action"
      variant="primary"
      icon-after="chevron-right"
      ?disabled=${!ready}
      data-testid="proof-next"
      @click=${() => this.onFrom(view)}
      >${t('common.next')}</kr-button
    >`;
  }

  private accountNumber() {
    return this.frame(
      t('proof.numberHeading'),
      3,
      () => this.backFrom('number'),
      html`<div class="stack">
        <kr-text-field
          label=${t('proof.numberLabel')}
          label-hidden
          .value=${this.number}
          maxlength="64"
          start-here
          data-testid="account-number"
          @kr-input=${(event: CustomEvent<{ value: string }>) => (this.number = event.detail.value)}
          @kr-enter=${() => this.onFrom('number')}
        ></kr-text-field>
        ${
          this.failure
            ? this.wrong()
            : html`<p>${t('proof.numberWhere')}</p>
                <p class="quiet">${t('proof.numberWhy')}</p>`
        }
      </div>`,
      html`<kr-numpad slot="keyboard"></kr-numpad>`,
      html`${this.noReceipt()}${this.onwards('number', this.number.trim() !== '')}`,
    );
  }

  private captcha() {
    return this.frame(
      t('proof.pictureHeading'),
      2 + this.more.length,
      () => this.backFrom('picture'),
      html`<div class="code">
          <kr-captcha bare .svg=${this.picture ?? ''}></kr-captcha>
          <kr-text-field
            label=${t('proof.pictureLabel')}
            .value=${this.code}
            maxlength="12"
            start-here
            data-testid="picture-code"
            @kr-input=${(event: CustomEvent<{ value: string }>) => (this.code = event.detail.value)}
            @kr-enter=${() => void this.submit()}
          ></kr-text-field>
        </div>
        ${
          this.failure
            ? this.wrong()
            : html`<p>
                ${this.mistakes >= 2 ? t('proof.pictureMistakes') : t('proof.pictureWhy')} ${t('proof.pictureCannot')}
              </p>`
        }`,
      html`<kr-numpad slot="keyboard"></kr-numpad>`,
      html`<kr-button
          slot="action"
          icon="refresh"
          ?disabled=${this.busy || this.renewing}
          data-testid="another-picture"
          @click=${this.another}
          >${t('proof.pictureOther')}</kr-button
        >
        ${this.check(() => void this.submit(), this.code !== '')}`,
    );
  }

  private help() {
    return html`<kr-screen
      heading=${t('proof.helpHeading')}
      .back=${() => this.show(this.beforeHelp)}
      data-testid="proof-help"
    >
      <kr-proof-help></kr-proof-help>
    </kr-screen>`;
  }

  override render() {
    return html`${this.step()}<kr-another-visitor
        ?open=${this.asking}
        @kr-visitor=${(event: CustomEvent<{ same: boolean }>) => void this.submit(event.detail.same)}
        @kr-close=${() => (this.asking = false)}
      ></kr-another-visitor>`;
  }

  private step() {
    switch (this.view) {
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
        return drawLocked(this.lockOf, this.lockedUntil);
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-proof-screen': KrProofScreen;
  }
}
