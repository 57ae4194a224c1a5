// The visitors of the shift on «Рабочее место»: back to the open account, leave it aside, go on with one left aside.
import { css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { Failure, ParkedVisit } from '#contract';
import { addressText } from '../../blocks/account/unread.ts';
import { dense } from '../../blocks/dense.css.ts';
import { told } from '../../blocks/drawn.ts';
import { KrElement } from '../../core/kr-element.ts';
import { go } from '../../core/navigation.ts';
import { isShiftOver } from '../../core/shift.ts';
import { visitState } from '../../core/visit.ts';
import { timeOf } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { blocks } from '../../styles/shared.ts';
import { transport } from '../../transport/index.ts';
import '../../ui/index.ts';

@customElement('kr-visitors')
export class KrVisitors extends KrElement {
  static override watched = [visitState];

  static override styles = [
    blocks,
    dense,
    css`
      :host {
        display: block;
      }

      .row {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: max(8px, 0.5rem);
      }
    `,
  ];

  @state() private parked: readonly ParkedVisit[] = [];
  @state() private failure: Failure | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.ask();
  }

  private fail(failure: Failure): void {
    if (!isShiftOver(failure)) this.failure = failure;
  }

  private async ask(): Promise<void> {
    const answer = await transport.call('staff.parkedVisits', {});
    if (!answer.ok) return this.fail(answer.error);
    this.parked = answer.value.visits;
  }

  private async park(): Promise<void> {
    this.failure = null;
    const answer = await transport.call('staff.parkVisit', {});
    if (!answer.ok) return this.fail(answer.error);
    visitState.clear();
    await this.ask();
  }

  private async resume(visit: string): Promise<void> {
    this.failure = null;
    const answer = await transport.call('staff.resumeVisit', { visit });
    if (!answer.ok) {
      this.fail(answer.error);
      return this.ask();
    }
    visitState.clear();
    visitState.restore(answer.value.accounts);
    if (this.isConnected) go('/statement');
  }

  override render() {
    const header = visitState.currentHeader;
    if (!header && this.parked.length === 0 && !this.failure) return nothing;
    return html`${told(this.failure)}
      <div class="row">
        ${
          header
            ? html`<kr-button
                  variant="primary"
                  icon="person"
                  data-testid="back-to-account"
                  @click=${() => go('/statement')}
                  >${t('desk.backToAccount', { address: addressText(header.address) })}</kr-button
                >
                <kr-button data-testid="park" @click=${() => void this.park()}>${t('desk.park')}</kr-button>`
            : nothing
        }
        ${this.parked.map(
          ({ visit, at, address }) =>
            html`<kr-button data-testid="parked" @click=${() => void this.resume(visit)}
              >${t('desk.resume', { time: timeOf(at), address: addressText(address) })}</kr-button
            >`,
        )}
      </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-visitors': KrVisitors;
  }
}
