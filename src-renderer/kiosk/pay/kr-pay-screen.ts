// «Оплата»: the sum, the acquirer's code, and the outcome. A payment is followed to its end before another may begin.
import { css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { fail, ok, type AccountId, type Kopecks, type Output, type PaymentAttempt, type Result } from '#contract';
import { addressText, drawNotPayable } from '../../blocks/account/unread.ts';
import '../../blocks/account/kr-pending-payments.ts';
import { drawn } from '../../blocks/drawn.ts';
import '../../blocks/help/kr-help-button.ts';
import '../../blocks/help/kr-help-panel.ts';
import '../../blocks/printing/kr-print-waiting.ts';
import { PrintRun } from '../../blocks/printing/print-run.ts';
import { endVisit, idle, touch } from '../../core/idle.ts';
import { KrElement } from '../../core/kr-element.ts';
import { Load } from '../../core/load.ts';
import { backOf, go } from '../../core/navigation.ts';
import { systemInfo } from '../../core/system-info.ts';
import { visitState } from '../../core/visit.ts';
import { rubles } from '../../i18n/format.ts';
import { failureText, saidText, t } from '../../i18n/index.ts';
import { blocks } from '../../styles/shared.ts';
import { transport } from '../../transport/index.ts';
import '../../ui/index.ts';
import './kr-pay-code.ts';
import './kr-pay-outcome.ts';
import { isGoing, PayRun } from './pay-run.ts';
import { drawEarlierCode, drawUnfinished } from './unfinished.ts';

type Offer = Output<'payments.offer'>;

/** An offer of which the sums are known. */
type Payable = { [K in keyof Offer]: NonNullable<Offer[K]> };

interface Loaded {
  offer: Offer;
  pending: readonly PaymentAttempt[];
}

/** Milliseconds. A person busy with their phone does not touch the screen; after this the usual idle time counts. */
const AT_THE_PHONE_MS = 180_000;

/** «1234,50», as the money field returns it. */
const typedSum = (kopecks: Kopecks): string => `${Math.trunc(kopecks / 100)},${String(kopecks % 100).padStart(2, '0')}`;

@customElement('kr-pay-screen')
export class KrPayScreen extends KrElement {
  static override styles = [
    blocks,
    css`
      .sums {
        display: grid;
        gap: var(--kr-gap-m);
      }

      kr-money-field {
        max-width: 26rem;
      }
    `,
  ];

  @state() private other: string | null = null;
  @state() private asking = false;
  /** The person said that they did not pay by the earlier code. */
  @state() private notPaidBefore = false;
  private codeShownAt = 0;
  private readonly load = new Load(this, {
    ask: async () => (visitState.current === null ? fail('visit.accountNotOpen') : this.ask(visitState.current)),
    key: () => visitState.current,
  });
  private readonly run = new PayRun(this, transport);
  private readonly slip = new PrintRun(this, transport);

  override connectedCallback(): void {
    super.connectedCallback();
    this.run.onPoll = () => this.keepVisit();
    // what was paid meanwhile is shown, and may be chosen once more
    this.run.onStop = ({ code }) => void (code === 'payment.paidMeanwhile' && this.load.run());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.other = null;
    this.notPaidBefore = false;
  }

  private get account(): number {
    return visitState.current ?? 0;
  }

  private get back(): string {
    return backOf('/pay', '/statement');
  }

  private async ask(account: AccountId): Promise<Result<Loaded>> {
    const [offer, pending] = await Promise.all([
      transport.call('payments.offer', { account }),
      transport.call('payments.pending', { account }),
    ]);
    if (!offer.ok) return offer;
    return ok({ offer: offer.value, pending: pending.ok ? pending.value.attempts : [] });
  }

  private keepVisit(): void {
    if (this.run.attempt?.state !== 'waiting' || idle.get().secondsLeft !== null) return;
    this.codeShownAt ||= performance.now();
    if (performance.now() - this.codeShownAt < AT_THE_PHONE_MS) touch(true);
  }

  private begin(amount: string): void {
    this.codeShownAt = 0;
    const shown = (this.load.value?.pending ?? []).map(({ attempt }) => attempt);
    this.run.begin(this.account, amount, { notPaidBefore: this.notPaidBefore, shown });
  }

  private again(): void {
    this.run.reset();
    this.slip.reset();
    this.other = null;
    this.notPaidBefore = false;
    this.load.forget();
    void this.load.run();
  }

  private printSlip(): void {
    const attempt = this.run.attempt?.attempt;
    const { account } = this;
    if (attempt) this.slip.startWith(job => transport.call('payments.printSlip', { account, attempt, job }));
  }

  override render() {
    const { run } = this;
    if (run.active) return this.going(run.attempt);
    if (run.attempt) return this.ended(run.attempt);
    if (this.other !== null) return this.otherSum(this.other);
    return this.choosing();
  }

  private head(help = true) {
    return html`${help ? html`<kr-help-button slot="aside" section="pay"></kr-help-button>` : nothing}
      <p slot="lead" class="quiet">
        ${visitState.currentHeader ? addressText(visitState.currentHeader.address) : ''}
      </p>`;
  }

  private choosing() {
    const offer = this.load.value?.offer;
    const unknown = offer?.debt === null;
    // neither a question how much nor how the code works where nothing is paid by one
    const none = offer?.available === false;
    return html`<kr-screen
      heading=${t(unknown ? 'unread.payHeading' : none ? 'pay.title' : 'pay.heading')}
      .back=${this.back}
      data-testid="pay"
    >
      ${this.head(!none)} ${none ? nothing : html`<kr-help-panel section="pay"></kr-help-panel>`}
      ${drawn(this.load, loaded => this.choices(loaded))}
    </kr-screen>`;
  }

  private choices({ offer, pending }: Loaded) {
    const unfinished = pending.find(isGoing);
    if (unfinished) return drawUnfinished(unfinished, () => this.run.resume(unfinished), this.document());
    const { failure } = this.run;
    const told = failure && failure.code !== 'payment.amountMalformed' ? failureText(failure) : '';
    const { debt, currentMonth } = offer;
    if (debt === null || currentMonth === null) return this.unknown(saidText(offer.why));
    if (!offer.available) return this.unavailable(saidText(offer.why), offer.payeeKnown);
    const live = pending.flatMap(({ expiresAt }) => expiresAt ?? []).toSorted();
    if (live.length > 0 && !this.notPaidBefore) {
      const notPaid = () => (this.notPaidBefore = true);
      return html`${this.pending()} ${drawEarlierCode(live.at(-1) ?? '', notPaid)} ${this.document()}`;
    }
    return html`${this.pending()}
      ${told ? html`<kr-message kind="error" text=${told} data-testid="pay-error"></kr-message>` : nothing}
      ${debt <= 0 ? html`<p class="lead">${t('pay.noDebt')}</p>` : nothing}
      <div class="sums">${this.sums({ ...offer, debt, currentMonth }, pending)}</div>
      ${told ? this.document() : nothing}`;
  }

  private sums({ debt: whole, currentMonth, least, most, payeeKnown }: Payable, pending: Loaded['pending']) {
    // subtracts what was paid and is not credited yet
    const paid = pending.reduce(
      (sum, { state, amount, refunded }) => sum + (state === 'succeeded' ? amount - refunded : 0),
      0,
    );
    const debt = whole - paid;
    const payable = (sum: Kopecks) => sum >= least && sum <= most;
    const tile = (heading: string, sum: Kopecks, testId: string) =>
      html`<kr-tile
        big
        icon="card"
        heading=${rubles(sum)}
        text=${heading}
        data-testid=${testId}
        @click=${() => this.begin(typedSum(sum))}
      ></kr-tile>`;
    // a sum above the debt is for people who pay in advance
    const month = payable(currentMonth) && (debt > 0 ? currentMonth < debt : paid === 0);
    const over = payeeKnown ? 'pay.overMost' : 'pay.overMostInParts';
    const outside = debt > most ? over : debt > 0 && debt < least ? 'pay.underLeast' : null;
    const limits = { most: rubles(most), least: rubles(least), debt: rubles(debt) };
    return html`${outside ? html`<kr-message kind="info" text=${t(outside, limits)} data-testid="pay-limit"></kr-message>` : nothing}
      ${payable(debt) ? tile(t(paid > 0 ? 'pay.rest' : 'pay.debt'), debt, 'pay-debt') : nothing}
      ${month ? tile(t('pay.month'), currentMonth, 'pay-month') : nothing}
      <kr-tile
        big
        icon="pencil"
        heading=${t('pay.other')}
        text=${t('pay.otherText')}
        data-testid="pay-other"
        @click=${() => (this.other = '')}
      ></kr-tile>`;
  }

  private pending() {
    return html`<kr-pending-payments .account=${this.account}></kr-pending-payments>`;
  }

  private document() {
    return html`<div class="links">
      <kr-button
        variant="quiet"
        icon="receipt"
        data-testid="pay-document"
        @click=${() => go('/statement/document', '/pay')}
        >${t('pay.document')}</kr-button
      >
    </div>`;
  }

  /** Nothing is paid by a sum nobody knows, and no document asks for it either. */
  private unknown(why: string) {
    return html`${this.pending()}
      <div data-testid="pay-unread">${drawNotPayable(why)}</div>`;
  }

  private unavailable(why: string, payeeKnown: boolean) {
    return html`<kr-message kind="warn" text=${why || t('pay.unavailable')} data-testid="pay-unavailable"></kr-message>
      <kr-tile
        big
        icon="receipt"
        heading=${t('pay.document')}
        text=${t(payeeKnown ? 'pay.documentText' : 'pay.documentAskText')}
        data-testid="pay-document"
        @click=${() => go('/statement/document', '/pay')}
      ></kr-tile>`;
  }

  private otherSum(amount: string) {
    const { failure } = this.run;
    const offer = this.load.value?.offer;
    const next = () => {
      if (amount !== '') this.begin(amount);
    };
    return html`<kr-screen
      heading=${t('pay.otherHeading')}
      .back=${() => (this.other = null)}
      data-testid="pay-other-sum"
    >
      ${this.head()}
      <kr-money-field
        label=${t('pay.otherLabel')}
        label-hidden
        .value=${amount}
        placeholder=${t('proof.sumSample')}
        hint=${offer ? t('pay.otherHint', { least: rubles(offer.least), most: rubles(offer.most) }) : ''}
        error=${failure ? failureText(failure) : ''}
        start-here
        data-testid="pay-amount"
        @kr-input=${(event: CustomEvent<{ value: string }>) => {
          this.other = event.detail.value;
          this.run.forgive();
        }}
        @kr-enter=${next}
      ></kr-money-field>
      ${systemInfo.kiosk ? html`<kr-numpad slot="keyboard" comma></kr-numpad>` : nothing}
      <kr-button
        slot="action"
        variant="primary"
        icon="card"
        ?disabled=${amount === ''}
        data-testid="pay-go"
        @click=${next}
        >${t('pay.go')}</kr-button
      >
    </kr-screen>`;
  }

  private going(attempt: PaymentAttempt | null) {
    if (attempt?.state === 'waiting') {
      return html`<kr-screen heading=${t('pay.qrHeading')} data-testid="pay-waiting">
        ${this.cancelFailed()}
        <kr-pay-code .attempt=${attempt}></kr-pay-code>
        ${this.cancelButton()} ${this.question()}
      </kr-screen>`;
    }
    if (attempt?.state === 'unknown') {
      return html`<kr-screen data-testid="pay-unknown">
        <kr-outcome kind="busy" icon="clock" heading=${t('pay.unknown')} text=${t('pay.unknownText')}>
          <p>${t('pay.unknownLeave')}</p>
        </kr-outcome>
        <kr-button slot="action" variant="primary" data-testid="pay-leave" @click=${() => go(this.back)}
          >${t('pay.leave')}</kr-button
        >
      </kr-screen>`;
    }
    return html`<kr-screen data-testid="pay-creating">
      <kr-outcome kind="busy" icon="card" heading=${t('pay.creating')} text=${t('pay.creatingText')}></kr-outcome>
      ${attempt ? this.cancelButton() : nothing} ${this.question()}
    </kr-screen>`;
  }

  private cancelFailed() {
    if (!this.run.cancelFailed) return nothing;
    return html`<kr-message kind="warn" text=${t('pay.cancelFailed')} data-testid="cancel-failed"></kr-message>`;
  }

  private cancelButton() {
    return html`<kr-button slot="action" icon="xmark" data-testid="pay-cancel" @click=${() => (this.asking = true)}
      >${t('pay.cancel')}</kr-button
    >`;
  }

  private cancel(): void {
    this.asking = false;
    void this.run.cancel();
  }

  private question() {
    return html`<kr-dialog
      heading=${t('pay.cancelHeading')}
      ?open=${this.asking}
      closable
      data-testid="cancel-question"
      @kr-close=${() => (this.asking = false)}
    >
      <p>${t('pay.cancelText')}</p>
      <kr-button slot="action" data-testid="cancel-yes" @click=${this.cancel}>${t('pay.cancel')}</kr-button>
      <kr-button slot="action" variant="primary" data-testid="cancel-no" @click=${() => (this.asking = false)}
        >${t('pay.cancelNo')}</kr-button
      >
    </kr-dialog>`;
  }

  /** While the code can still be paid, and after a refund, the way leads to the account and not to another payment. */
  private next({ state, expiresAt }: PaymentAttempt) {
    const only = expiresAt !== null || state === 'refunded';
    const leave = html`<kr-button
      slot="action"
      variant=${only ? 'primary' : 'plain'}
      data-testid="pay-leave"
      @click=${() => go(this.back)}
      >${t('pay.leave')}</kr-button
    >`;
    if (only) return leave;
    if (state === 'succeeded') {
      return html`${leave}<kr-button
          slot="action"
          variant="primary"
          icon="exit"
          data-testid="finish-visit"
          @click=${endVisit}
          >${t('common.finish')}</kr-button
        >`;
    }
    return html`${leave}<kr-button
        slot="action"
        variant="primary"
        icon="refresh"
        data-testid="pay-again"
        @click=${this.again}
        >${t('pay.again')}</kr-button
      >`;
  }

  private ended(attempt: PaymentAttempt) {
    const succeeded = attempt.state === 'succeeded';
    return html`<kr-screen data-testid="pay-${attempt.state}">
      <kr-pay-outcome
        .attempt=${attempt}
        .slip=${this.slip.phase}
        .note=${this.slip.failure ? failureText(this.slip.failure) : this.slip.note}
      >
        ${
          this.slip.trouble
            ? html`<kr-print-waiting
                .run=${this.slip}
                .note=${this.slip.note}
                .others=${this.slip.others}
              ></kr-print-waiting>`
            : nothing
        }
        ${
          succeeded
            ? html`<kr-button
                icon="printer"
                ?disabled=${this.slip.phase === 'printing' || this.slip.phase === 'done'}
                data-testid="pay-slip"
                @click=${() => (this.slip.phase === 'failed' ? this.slip.retry() : this.printSlip())}
                >${t(this.slip.phase === 'printing' ? 'pay.slipPrinting' : 'pay.slip')}</kr-button
              >`
            : attempt.expiresAt === null
              ? html`<kr-button
                  icon="receipt"
                  data-testid="pay-document"
                  @click=${() => go('/statement/document', '/statement')}
                  >${t('pay.document')}</kr-button
                >`
              : nothing
        }
      </kr-pay-outcome>
      ${this.next(attempt)}
    </kr-screen>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-pay-screen': KrPayScreen;
  }
}
