// «Проверить справку»: the check code of a certificate, and what the fund certified under it.
import { css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { Certificate, Failure } from '#contract';
import { dense } from '../../blocks/dense.css.ts';
import { KrElement } from '../../core/kr-element.ts';
import { isShiftOver } from '../../core/shift.ts';
import { day, rubles } from '../../i18n/format.ts';
import { failureText, t } from '../../i18n/index.ts';
import { blocks } from '../../styles/shared.ts';
import { transport } from '../../transport/index.ts';
import '../../ui/index.ts';

@customElement('kr-certificate-screen')
export class KrCertificateScreen extends KrElement {
  static override styles = [
    blocks,
    dense,
    css`
      .wide {
        container-type: inline-size;
      }

      .form {
        display: grid;
        gap: var(--kr-gap-m);
        max-width: 40rem;
        align-items: start;
      }

      /* the answer stands beside the code, whole on a low screen */
      @container (min-width: 48rem) {
        .form {
          max-width: none;
          grid-template-columns: minmax(0, 22rem) minmax(0, 1fr);
        }
      }

      dl {
        display: grid;
        grid-template-columns: fit-content(45%) minmax(0, 1fr);
        gap: var(--kr-gap-xs) var(--kr-gap-l);
      }

      dt {
        color: var(--kr-ink-quiet);
      }

      dd {
        font-variant-numeric: tabular-nums;
        overflow-wrap: anywhere;
      }
    `,
  ];

  @state() private code = '';
  @state() private found: Certificate | null = null;
  @state() private failure: Failure | null = null;
  @state() private asking = false;

  private type(code: string): void {
    this.code = code;
    this.found = this.failure = null;
  }

  private async check(): Promise<void> {
    const { code } = this;
    if (this.asking || code.trim() === '') return;
    this.asking = true;
    this.found = this.failure = null;
    const answer = await transport.call('staff.certificate', { code });
    this.asking = false;
    if (code !== this.code) return;
    if (answer.ok) await this.show(answer.value);
    else if (!isShiftOver(answer.error)) this.failure = answer.error;
  }

  /** Under a large text the answer is below the fold. */
  private async show(found: Certificate): Promise<void> {
    this.found = found;
    await this.updateComplete;
    this.renderRoot.querySelector('section')?.scrollIntoView({ block: 'nearest' });
  }

  private shown({ number, day: on, accountNumber, address, amount, overdue, terminal }: Certificate) {
    const facts: [string, string][] = [
      [t('certificate.number'), number],
      [t('certificate.day'), day(on)],
      [t('statement.account'), accountNumber],
      [t('certificate.address'), address],
      [t(amount < 0 ? 'statement.advance' : 'statement.due'), rubles(Math.abs(amount))],
      [t('certificate.overdue'), rubles(overdue)],
      [t('certificate.terminal'), terminal],
    ];
    return html`<section class="card stack" data-testid="certificate-found">
      <kr-message kind="good" text=${t('certificate.found')}></kr-message>
      <dl>
        ${facts
          .filter(([, value]) => value !== '')
          .map(
            ([name, value]) =>
              html`<dt>${name}</dt>
                <dd>${value}</dd>`,
          )}
      </dl>
    </section>`;
  }

  override render() {
    const field = this.failure?.field === 'code' ? failureText(this.failure) : '';
    return html`<kr-screen heading=${t('certificate.check')} .back=${'/desk'} data-testid="certificate">
      <p slot="lead" class="quiet">${t('certificate.checkLead')}</p>
      <div class="wide">
        <div class="form">
          <div class="stack">
            <kr-text-field
              label=${t('certificate.code')}
              hint=${t('certificate.codeHint')}
              .value=${this.code}
              error=${field}
              start-here
              data-testid="certificate-code"
              @kr-input=${(event: CustomEvent<{ value: string }>) => this.type(event.detail.value)}
              @kr-enter=${() => void this.check()}
            ></kr-text-field>
            ${
              this.failure && !field
                ? html`<kr-message
                    kind="error"
                    text=${failureText(this.failure)}
                    data-testid="certificate-failed"
                  ></kr-message>`
                : nothing
            }
          </div>
          <div role="status">${this.found ? this.shown(this.found) : nothing}</div>
        </div>
      </div>
      <kr-button
        slot="action"
        variant="primary"
        icon="search"
        ?disabled=${this.asking || this.code.trim() === ''}
        data-testid="certificate-go"
        @click=${() => void this.check()}
        >${t('certificate.go')}</kr-button
      >
    </kr-screen>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-certificate-screen': KrCertificateScreen;
  }
}
