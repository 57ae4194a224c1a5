// «Если вы не нашли свой дом или УК»: what to do, the address and the managing company as the person knows them, and a form for the desk.
import { html } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import '../../blocks/kr-question.ts';
import { backOf } from '../../core/navigation.ts';
import { visitState } from '../../core/visit.ts';
import { t } from '../../i18n/index.ts';
import { transport } from '../../transport/index.ts';
import { ApplicationScreen } from './application-screen.ts';

@customElement('kr-absent-house-screen')
export class KrAbsentHouseScreen extends ApplicationScreen {
  protected readonly back = backOf('/find/absent', '/find');

  @state() private step: 'place' | 'company' = 'place';
  @state() private place = visitState.get().absentPlace;
  @state() private company = '';

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.place = this.company = '';
  }

  private print(): void {
    const { place, company } = this;
    this.printForm(job => transport.call('cabinet.printAbsentHouse', { place, company, job }));
  }

  private askPlace() {
    return html`<kr-question
      kind="place"
      heading=${t('absent.placeHeading')}
      label=${t('absent.placeLabel')}
      hint=${t('absent.placeHint')}
      .value=${this.place}
      .back=${this.back}
      data-testid="absent-place"
      @kr-input=${(event: CustomEvent<{ value: string }>) => (this.place = event.detail.value)}
      @kr-next=${() => (this.step = 'company')}
    >
      <p slot="lead" class="lead quiet">${t('absent.what')}</p>
    </kr-question>`;
  }

  private askCompany() {
    return html`<kr-question
      kind="place"
      optional
      heading=${t('absent.companyHeading')}
      label=${t('absent.companyLabel')}
      hint=${t('absent.companyHint')}
      .value=${this.company}
      .back=${() => (this.step = 'place')}
      next-label=${t('application.print')}
      next-icon="printer"
      data-testid="absent-company"
      @kr-input=${(event: CustomEvent<{ value: string }>) => (this.company = event.detail.value)}
      @kr-next=${() => this.print()}
    >
      <p slot="lead" class="lead quiet">${this.place}</p>
    </kr-question>`;
  }

  protected offer() {
    return html`${keyed(this.step, this.step === 'place' ? this.askPlace() : this.askCompany())}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-absent-house-screen': KrAbsentHouseScreen;
  }
}
