// Opens the chosen account after staff have seen a document: the reason, the document's kind, its last four characters; or accepts a form.
import { css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { documentKinds, openReasons, type DocumentKindShown, type Failure, type OpenReason } from '#contract';
import { dense } from '../../blocks/dense.css.ts';
import { addressText } from '../../blocks/account/unread.ts';
import '../../blocks/account/kr-another-visitor.ts';
import { requiredNote } from '../../blocks/required-note.ts';
import { KrElement } from '../../core/kr-element.ts';
import { go } from '../../core/navigation.ts';
import { isShiftOver } from '../../core/shift.ts';
import { visitState } from '../../core/visit.ts';
import { failureText, t } from '../../i18n/index.ts';
import { blocks } from '../../styles/shared.ts';
import { transport } from '../../transport/index.ts';
import '../../ui/index.ts';

@customElement('kr-open-by-document-screen')
export class KrOpenByDocumentScreen extends KrElement {
  static override styles = [
    blocks,
    dense,
    css`
      .choices {
        display: flex;
        flex-wrap: wrap;
        gap: max(8px, 0.5rem);
        margin-top: 0.5rem;
      }

      kr-text-field {
        max-width: 30rem;
      }
    `,
  ];

  static override watched = [visitState];

  @state() private reason: OpenReason | null = null;
  @state() private document: DocumentKindShown | null = null;
  @state() private lastFour = '';
  @state() private login = '';
  @state() private failure: Failure | null = null;
  @state() private busy = false;
  @state() private asking = false;
  private accepted = false;

  private get ready(): boolean {
    return !this.busy && this.whyOpened !== null && this.document !== null && this.lastFour.trim().length === 4;
  }

  private get whyOpened(): OpenReason | null {
    return visitState.form ? 'byApplication' : this.reason;
  }

  /** `sameVisitor`: the clerk has said so, of an account of another owner than the one that is open. */
  private async open(sameVisitor = false): Promise<void> {
    const { whyOpened: reason, document, lastFour } = this;
    const { form } = visitState;
    const account = visitState.chosen?.account;
    if (account === undefined) return go('/find');
    if (!this.ready || reason === null || document === null) return;
    this.busy = true;
    this.failure = null;
    const refused = form && !this.accepted ? await this.accept(form.number, document) : null;
    const answer =
      refused ?? (await transport.call('staff.openByDocument', { account, reason, document, lastFour, sameVisitor }));
    this.busy = false;
    if (answer.ok) {
      visitState.open(answer.value.account);
      // who went on to another screen meanwhile stays there
      if (this.isConnected) go('/statement');
      return;
    }
    if (answer.error.code === 'visit.anotherOwner') this.asking = true;
    else if (!isShiftOver(answer.error)) this.failure = answer.error;
  }

  /** Once: the account of an accepted form may have to be opened again. Null when it was accepted. */
  private async accept(number: number, document: DocumentKindShown) {
    const { login, lastFour } = this;
    const answer = await transport.call('staff.acceptApplication', { number, login, document, lastFour });
    this.accepted = answer.ok;
    return answer.ok ? null : answer;
  }

  private errorAt(field: 'login' | 'lastFour'): string {
    if (!this.failure) return '';
    return (this.failure.field === 'login') === (field === 'login') ? failureText(this.failure) : '';
  }

  private group<T extends string>(
    name: 'reason' | 'document',
    all: readonly T[],
    chosen: T | null,
    choose: (one: T) => void,
  ) {
    const heading = t(name === 'reason' ? 'desk.openReason' : 'desk.openDocument');
    return html`<section role="group" aria-label=${heading}>
      <h2>${heading}<span aria-hidden="true"> *</span></h2>
      <div class="choices">
        ${all.map(
          one =>
            html`<kr-button
              pressed=${String(chosen === one) as 'true' | 'false'}
              data-testid="${name}-${one}"
              @click=${() => choose(one)}
              >${t(`desk.${name}.${one}` as 'desk.reason.noPapers')}</kr-button
            >`,
        )}
      </div>
    </section>`;
  }

  /** The cabinet that gets the account of a form. */
  private cabinet() {
    return html`<kr-text-field
      label=${t('desk.acceptLogin')}
      hint=${t('desk.acceptLoginHint')}
      .value=${this.login}
      maxlength="64"
      error=${this.errorAt('login')}
      data-testid="accept-login"
      @kr-input=${(event: CustomEvent<{ value: string }>) => (this.login = event.detail.value)}
      @kr-enter=${() => void this.open()}
    ></kr-text-field>`;
  }

  override render() {
    const hit = visitState.chosen;
    const { form } = visitState;
    return html`<kr-screen
      heading=${form ? t('desk.acceptTitle', { form: form.shown }) : t('desk.openTitle')}
      .back=${form ? '/desk/applications' : '/find/result'}
      data-testid="open-by-document"
    >
      <p slot="lead" class="quiet">
        ${hit ? `${addressText(hit.address)}, ${hit.ownerMasked ?? t('unread.owner')} (…${hit.numberTail})` : ''}
      </p>
      <kr-message kind="warn" text=${t('desk.openWarning')}></kr-message>
      ${form ? nothing : this.group('reason', openReasons, this.reason, one => (this.reason = one))}
      ${this.group('document', documentKinds, this.document, one => (this.document = one))}
      <kr-text-field
        label=${t('desk.lastFour')}
        required
        hint=${t('desk.lastFourHint')}
        .value=${this.lastFour}
        maxlength="4"
        error=${this.errorAt('lastFour')}
        data-testid="last-four"
        @kr-input=${(event: CustomEvent<{ value: string }>) => (this.lastFour = event.detail.value)}
        @kr-enter=${() => void this.open()}
      ></kr-text-field>
      ${form ? this.cabinet() : nothing} ${requiredNote()}
      <kr-button
        slot="action"
        variant="primary"
        icon="check"
        ?disabled=${!this.ready}
        data-testid="open-account"
        @click=${() => void this.open()}
        >${t('desk.open')}</kr-button
      >
      <kr-another-visitor
        ?open=${this.asking}
        @kr-visitor=${(event: CustomEvent<{ same: boolean }>) => void this.open(event.detail.same)}
        @kr-close=${() => (this.asking = false)}
      ></kr-another-visitor>
    </kr-screen>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-open-by-document-screen': KrOpenByDocumentScreen;
  }
}
