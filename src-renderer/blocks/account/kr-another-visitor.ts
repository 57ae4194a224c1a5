// «Тот же посетитель?»: at the desk, before an account of another owner is opened beside the one that is open.
import { html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { KrElement } from '../../core/kr-element.ts';
import { visitState } from '../../core/visit.ts';
import { t } from '../../i18n/index.ts';
import { transport } from '../../transport/index.ts';
import '../../ui/kr-button.ts';
import '../../ui/kr-dialog.ts';
import { tell } from '../../ui/typing.ts';

/** `<kr-another-visitor ?open=${x} @kr-visitor=${…} @kr-close=${…}>`: it closes itself, then answers; for the next visitor the one before is left aside. */
@customElement('kr-another-visitor')
export class KrAnotherVisitor extends KrElement {
  declare readonly events: { 'kr-visitor': { same: boolean }; 'kr-close': null };

  @property({ type: Boolean }) open = false;

  private async next(): Promise<void> {
    const answer = await transport.call('staff.parkVisit', {});
    if (!answer.ok) return;
    visitState.anotherVisitor();
    this.answer(false);
  }

  private answer(same: boolean): void {
    tell(this, 'kr-close', null);
    tell(this, 'kr-visitor', { same });
  }

  override render() {
    return html`<kr-dialog heading=${t('desk.sameVisitor')} closable ?open=${this.open} data-testid="same-visitor">
      <p>${t('desk.sameVisitorText')}</p>
      <kr-button slot="action" data-testid="visitor-same" @click=${() => this.answer(true)}
        >${t('desk.visitorSame')}</kr-button
      >
      <kr-button slot="action" variant="primary" data-testid="visitor-next" @click=${() => void this.next()}
        >${t('desk.visitorNext')}</kr-button
      >
    </kr-dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-another-visitor': KrAnotherVisitor;
  }
}
