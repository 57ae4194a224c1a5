// <kr-document-sheet>: the payment document drawn as the paper will look, from the same data every printer draws from.
import { html, nothing, svg, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Kopecks, Output } from '#contract';
import { unbroken } from '../../blocks/account/figures.ts';
import { KrElement } from '../../core/kr-element.ts';
import { area, day, month, rubles } from '../../i18n/format.ts';
import { t, type MessageKey } from '../../i18n/index.ts';
import { sheet } from './document-sheet.css.ts';

type Preview = Output<'documents.preview'>;

/** Modules of quiet zone a camera needs around a QR code (ISO 18004). */
const QUIET = 4;

type NoPayee = Extract<Preview['document']['payee'], { known: false }>;

type Line = (name: string, sum: Kopecks, testId: string, note?: string) => TemplateResult;

function totalLabel({ total, since, nowDue }: Preview['document']): MessageKey {
  if (nowDue) return 'document.was';
  if (total < 0) return 'statement.advance';
  return since.length > 0 ? 'statement.left' : 'document.total';
}

@customElement('kr-document-sheet')
export class KrDocumentSheet extends KrElement {
  static override styles = [sheet];

  @property({ attribute: false }) document: Preview['document'] | null = null;
  @property({ attribute: false }) qr: Preview['qr'] = null;

  override render() {
    const { document: doc } = this;
    if (!doc) return nothing;
    return html`<article data-testid="document" aria-label=${t('document.preview')}>
      <header>
        <h2>
          ${t(doc.nowDue ? 'document.copyHeading' : 'document.heading')}
          <span class="period">${t('document.for', { month: month(doc.period) })}</span>
        </h2>
        <p class="small">
          ${doc.number ? html`${t('document.number')}&nbsp;<span class="code">${doc.number}</span><br />` : nothing}
          ${t('document.issuedOn')} ${day(doc.issuedOn)}
        </p>
      </header>
      <div class="parties">${this.payee(doc)} ${this.payer(doc)}</div>
      ${this.lines(doc)}
      <div class="pay">
        <div class="terms">
          ${
            doc.total > 0 && !doc.nowDue
              ? html`<p class="until" data-testid="due-on">
                  ${doc.dueOn ? t('document.dueOn', { day: day(doc.dueOn) }) : t('document.untilUnknown')}
                </p>`
              : nothing
          }
          ${doc.paymentsUntil ? html`<p>${t('document.paymentsUntil', { day: day(doc.paymentsUntil) })}</p>` : nothing}
          <p>
            ${
              doc.lastPayment
                ? t('document.lastPayment', { day: day(doc.lastPayment.paidOn), sum: rubles(doc.lastPayment.amount) })
                : t('document.noPayments')
            }
          </p>
          ${this.house(doc)}
        </div>
        ${this.code()}
      </div>
      ${doc.flawed ? html`<p class="flawed" data-testid="document-flawed">${t('statement.flawed')}</p>` : nothing}
    </article>`;
  }

  private facts(rows: readonly (readonly [string, string])[]) {
    return html`<dl>
      ${rows
        .filter(([, value]) => value !== '')
        .map(
          ([name, value]) =>
            html`<div>
              <dt>${name}</dt>
              <dd>${value}</dd>
            </div>`,
        )}
    </dl>`;
  }

  private payee({ payee, issuer }: Preview['document']) {
    if (!payee.known) return this.noPayee(payee, issuer);
    return html`<section>
      <h3>${t('document.payee')}</h3>
      <p class="who">${payee.name}</p>
      ${this.facts([
        [t('document.inn'), payee.inn],
        [t('document.kpp'), payee.kpp],
        [t('document.bank'), payee.bankName],
        [t('document.bic'), payee.bic],
        [t('document.settlement'), payee.settlementAccount],
        [t('document.correspondent'), payee.correspondentAccount],
      ])}
      ${this.contacts(payee.name === issuer.name ? { ...issuer, name: '' } : issuer)}
    </section>`;
  }

  private contacts({ name, address, phone, site, hours }: Preview['document']['issuer']) {
    return html`<div class="contacts small">
      ${[name, unbroken(address), [phone, site].filter(Boolean).join(', '), hours]
        .filter(Boolean)
        .map(line => html`<p>${line}</p>`)}
    </div>`;
  }

  private noPayee({ special, ask }: NoPayee, issuer: Preview['document']['issuer']) {
    return html`<section data-testid="no-payee">
      <h3>${t('document.whereToPay')}</h3>
      <p>${t(special ? 'document.noAccount' : 'document.noDetails')}</p>
      <p>${t('document.ask')}</p>
      ${ask.filter(({ name }) => name !== '').map(({ name, phone }) => html`<p>${name}${phone ? html`, <span class="nowrap">${phone}</span>` : nothing}</p>`)}
      ${ask.length === 0 ? this.contacts(issuer) : nothing}
    </section>`;
  }

  private payer({ payer, paymentDocumentId, number }: Preview['document']) {
    return html`<section>
      <h3>${t('document.payer')}</h3>
      <p class="who">${payer.owner}</p>
      <p class="where">${unbroken(payer.address)}</p>
      ${this.facts([
        [t('statement.account'), payer.accountNumber],
        [t('document.unified'), payer.unifiedNumber],
        [t('document.paymentId'), paymentDocumentId === number ? '' : paymentDocumentId],
        [t('statement.area'), area(payer.area)],
        [t('statement.share'), payer.share],
      ])}
    </section>`;
  }

  private lines(doc: Preview['document']) {
    const line = (name: string, sum: Kopecks, testId: string, note = '') =>
      html`<tr data-testid=${testId}>
        <th scope="row">
          ${name}${note ? html`<span class="note">${t('lines.reason', { reason: note })}</span>` : nothing}
        </th>
        <td>${rubles(sum)}</td>
      </tr>`;
    const optional = (name: string, sum: Kopecks, testId: string) => (sum === 0 ? nothing : line(name, sum, testId));
    const advance = doc.opening < 0;
    return html`<table>
      <tbody>
        ${doc.tariff === null ? nothing : line(t('document.tariff'), doc.tariff, 'document-tariff')}
        ${line(t('document.charged'), doc.charged, 'document-charged')}
        ${doc.recalculations.map(one =>
          line(t('document.recalculation'), one.amount, 'document-recalculation', one.reason),
        )}
        ${optional(t('statement.privilege'), -doc.privilege, 'document-privilege')}
        ${line(t('document.duePeriod'), doc.duePeriod, 'document-due-period')}
        ${line(
          t(advance ? 'document.openingAdvance' : 'document.openingDebt'),
          advance ? -doc.opening : doc.opening,
          'document-opening',
        )}
        ${line(t('document.paid'), doc.paid, 'document-paid')}
        ${optional(t('statement.penalty'), doc.penalty, 'document-penalty')}
        ${optional(t('document.stateDuty'), doc.stateDuty, 'document-duty')}
        ${optional(t('document.courtCosts'), doc.courtCosts, 'document-court')} ${this.since(doc, line)}
      </tbody>
      <tfoot>
        <tr data-testid="document-total">
          <th scope="row">${t(totalLabel(doc))}</th>
          <td>${rubles(Math.abs(doc.total))}</td>
        </tr>
      </tfoot>
    </table>`;
  }

  /** What was asked for when the document was made, and what came since. */
  private since({ since, total }: Preview['document'], line: Line) {
    if (since.length === 0) return nothing;
    const came = since.reduce((sum, { amount }) => sum + amount, 0);
    return html`${line(t('document.asked'), total + came, 'document-asked')}
    ${since.map(({ paidOn, amount }) =>
      line(
        t(amount < 0 ? 'statement.refundedOn' : 'statement.cameOn', { day: day(paidOn) }),
        Math.abs(amount),
        'document-since',
      ),
    )}`;
  }

  private house({ house }: Preview['document']) {
    return html`<p class="small">
      ${house.formation === null ? nothing : html`${t('document.formation')}: ${t(`document.${house.formation}`)}. `}${
        house.collected === null
          ? nothing
          : html`${t('document.collected')}: <span class="nowrap">${rubles(house.collected)}</span>`
      }${
        house.spent === null
          ? nothing
          : html`${house.collected === null ? nothing : '. '}${t('document.spent')}:
              <span class="nowrap">${rubles(house.spent)}</span>`
      }
    </p>`;
  }

  private code() {
    const known = this.document?.payee.known !== false;
    if (!this.qr)
      return html`<p class="no-qr" data-testid="no-qr">${t(known ? 'document.noQr' : 'document.noQrPayee')}</p>`;
    const side = this.qr.size + 2 * QUIET;
    return html`<figure>
      <svg
        role="img"
        aria-label=${t('document.qr')}
        data-testid="qr"
        viewBox="${-QUIET} ${-QUIET} ${side} ${side}"
        shape-rendering="crispEdges"
      >
        ${svg`<rect x=${-QUIET} y=${-QUIET} width=${side} height=${side} fill="#ffffff" /><path d=${this.qr.path} fill="#000000" />`}
      </svg>
      <figcaption>${t('document.qr')}</figcaption>
    </figure>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-document-sheet': KrDocumentSheet;
  }
}
