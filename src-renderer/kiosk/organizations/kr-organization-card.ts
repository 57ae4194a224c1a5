// One organization: contacts, offices with their hours and whether they are open now, bank details.
import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { HouseWork, Organization } from '#contract';
import { unbroken } from '../../blocks/account/figures.ts';
import { weekText } from '../../blocks/office-hours.ts';
import { KrElement } from '../../core/kr-element.ts';
import { day } from '../../i18n/format.ts';
import { fundTime } from '../../i18n/fund-time.ts';
import { t } from '../../i18n/index.ts';
import { blocks } from '../../styles/shared.ts';
import '../../ui/index.ts';

type Office = Organization['offices'][number];

/** «9:00» from «09:00» */
const clock = (time: string): string => time.replace(/^0(?=\d)/, '');

/** The fund's weekday today, 1 is Monday. */
const weekdayNow = (): number => {
  const date = new Date(`${fundTime(new Date()).day}T00:00:00Z`);
  return ((date.getUTCDay() + 6) % 7) + 1;
};

@customElement('kr-organization-card')
export class KrOrganizationCard extends KrElement {
  static override styles = [
    blocks,
    css`
      .card {
        container-type: inline-size;
        display: grid;
        gap: var(--kr-gap-m);
      }

      h2 {
        overflow-wrap: anywhere;
        text-wrap: pretty;
      }

      h3 {
        font-size: var(--kr-text-l);
        line-height: 1.3;
        font-weight: 600;
        margin-bottom: 0.4rem;
      }

      dl {
        display: grid;
        gap: 0.4rem 1.5rem;
      }

      dt {
        color: var(--kr-ink-quiet);
      }

      dd {
        overflow-wrap: anywhere;
        font-variant-numeric: tabular-nums;
      }

      @container (min-width: 34rem) {
        dl {
          grid-template-columns: minmax(9rem, auto) minmax(0, 1fr);
        }
      }

      ul {
        display: grid;
        gap: var(--kr-gap-m);
      }

      @container (min-width: 52rem) {
        ul {
          grid-template-columns: repeat(2, minmax(0, 1fr));
        }
      }

      .office {
        display: grid;
        align-content: start;
        gap: 0.3rem;
        padding: var(--kr-gap-m);
        border: 1px solid var(--kr-line);
        border-radius: var(--kr-radius-s);
      }

      .office b {
        font-weight: 600;
        overflow-wrap: anywhere;
      }

      .line {
        display: flex;
        gap: 0.6em;
        overflow-wrap: anywhere;
      }

      .line kr-icon {
        color: var(--kr-ink-quiet);
        margin-top: 0.1em;
      }

      .works {
        grid-template-columns: minmax(0, 1fr);
      }

      .works li {
        display: grid;
      }

      .works b {
        font-weight: 600;
      }

      .now {
        font-weight: 600;
        color: var(--kr-warn);
      }

      .now.open {
        color: var(--kr-good);
      }
    `,
  ];

  @property({ attribute: false }) organization: Organization | null = null;
  /** one office, the others on demand */
  @property({ type: Boolean }) brief = false;
  @state() private bankOpen = false;
  @state() private allOffices = false;

  override render() {
    const { organization } = this;
    if (!organization) return nothing;
    return html`<section class="card" data-testid="organization-${organization.kind ?? 'unknown'}">
      <div>
        ${organization.kind === null ? nothing : html`<p class="quiet">${t(`organizations.${organization.kind}`)}</p>`}
        <h2>${organization.name}</h2>
      </div>
      ${this.works(organization.works)} ${this.contacts(organization)} ${this.offices(organization.offices)}
      ${this.bank(organization)}
    </section>`;
  }

  private facts(rows: readonly (readonly [string, string])[]) {
    const given = rows.filter(([, value]) => value !== '');
    if (given.length === 0) return nothing;
    return html`<dl>
      ${given.map(
        ([name, value]) =>
          html`<dt>${name}</dt>
            <dd>${value}</dd>`,
      )}
    </dl>`;
  }

  private contacts({ phone, email, site, address }: Organization) {
    const facts = this.facts([
      [t('organizations.phone'), phone],
      [t('organizations.email'), email],
      [t('organizations.site'), site],
      [t('organizations.address'), unbroken(address)],
    ]);
    if (facts === nothing) return nothing;
    return html`<div data-testid="contacts">
      <h3>${t('organizations.contacts')}</h3>
      ${facts}
    </div>`;
  }

  private works(works: readonly HouseWork[]) {
    if (works.length === 0) return nothing;
    const today = fundTime(new Date()).day;
    return html`<div data-testid="works">
      <h3>${t('organizations.works')}</h3>
      <ul class="works">
        ${works.map(work => {
          const ahead = work.startsOn !== null && work.startsOn > today;
          const done = work.endsOn !== null && work.endsOn < today;
          const when =
            work.endsOn === null
              ? t('organizations.workOpen', { day: day(work.startsOn) })
              : t('tariffs.range', { from: day(work.startsOn), to: day(work.endsOn) });
          const state = ahead ? 'workAhead' : done ? 'workDone' : 'workNow';
          return html`<li>
            <b>${work.name}</b>
            <span><span class=${ahead || done ? '' : 'now open'}>${t(`organizations.${state}`)}</span>: ${when}</span>
          </li>`;
        })}
      </ul>
    </div>`;
  }

  private now({ now }: Office) {
    if (!now) return html`<p class="quiet">${t('organizations.hoursUnknown')}</p>`;
    const time = clock(now.until);
    if (now.open) {
      return html`<p class="now open" data-testid="open-now">${t('organizations.openUntil', { time })}</p>`;
    }
    const days = t('organizations.weekdays').split('|');
    const text =
      now.weekday === weekdayNow()
        ? t('organizations.closedToday', { time })
        : t('organizations.closedUntil', { day: days[now.weekday - 1] ?? '', time });
    return html`<p class="now" data-testid="closed-now">${text}</p>`;
  }

  private offices(offices: readonly Office[]) {
    if (offices.length === 0) return nothing;
    const names = t('find.weekdays').split(' ');
    const shown = this.brief && !this.allOffices ? offices.slice(0, 1) : offices;
    const line = (icon: string, text: string) =>
      text ? html`<p class="line"><kr-icon name=${icon}></kr-icon><span>${text}</span></p>` : nothing;
    return html`<div>
      <h3>${t('organizations.offices')}</h3>
      <ul>
        ${shown.map(
          office =>
            html`<li class="office" data-testid="office">
              <b>${office.name}</b>
              ${this.now(office)} ${line('pin', unbroken(office.address))} ${line('phone', office.phone)}
              ${line('clock', weekText(office.hours, names))}
            </li>`,
        )}
      </ul>
      ${
        shown.length < offices.length
          ? html`<kr-button icon-after="chevron-down" data-testid="all-offices" @click=${() => (this.allOffices = true)}
              >${t('organizations.allOffices', { count: offices.length })}</kr-button
            >`
          : nothing
      }
    </div>`;
  }

  private bank(one: Organization) {
    const facts = this.facts([
      [t('organizations.inn'), one.inn],
      [t('organizations.kpp'), one.kpp],
      [t('organizations.ogrn'), one.ogrn],
      [t('organizations.bankName'), one.bankName],
      [t('organizations.bic'), one.bic],
      [t('organizations.settlement'), one.settlementAccount],
      [t('organizations.correspondent'), one.correspondentAccount],
    ]);
    if (facts === nothing) return nothing;
    return html`<div class="stack">
      <div>
        <kr-button
          icon-after=${this.bankOpen ? 'chevron-up' : 'chevron-down'}
          expanded=${this.bankOpen ? 'true' : 'false'}
          data-testid="bank-toggle"
          @click=${() => (this.bankOpen = !this.bankOpen)}
          >${t('organizations.bank')}</kr-button
        >
      </div>
      ${this.bankOpen ? html`<div data-testid="bank">${facts}</div>` : nothing}
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-organization-card': KrOrganizationCard;
  }
}
