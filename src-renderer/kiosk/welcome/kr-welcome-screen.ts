// The first screen: one large start button, the three ways to find an account, the office's hours; in the demo an account to try.
import { css, html, nothing } from 'lit';
import { customElement } from 'lit/decorators.js';
import { weekText } from '../../blocks/office-hours.ts';
import '../../blocks/kr-page-foot.ts';
import { KrElement } from '../../core/kr-element.ts';
import { go } from '../../core/navigation.ts';
import { askToSignIn } from '../../core/session.ts';
import { shiftState } from '../../core/shift.ts';
import { systemInfo } from '../../core/system-info.ts';
import { visitState } from '../../core/visit.ts';
import { day, rubles } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { blocks } from '../../styles/shared.ts';
import '../../ui/index.ts';

@customElement('kr-welcome-screen')
export class KrWelcomeScreen extends KrElement {
  static override watched = [systemInfo, shiftState];

  static override styles = [
    blocks,
    css`
      .whole {
        flex: 1;
        display: flex;
        flex-direction: column;
        justify-content: space-between;
        gap: var(--kr-gap-l);
      }

      .hero {
        display: grid;
        gap: var(--kr-gap-m);
      }

      .hero h1 {
        font-size: var(--kr-text-huge);
        line-height: 1.15;
        overflow-wrap: break-word;
        text-wrap: balance;
      }

      .hero .lead {
        text-wrap: balance;
        font-size: var(--kr-text-xl);
        color: var(--kr-ink-quiet);
      }

      .doors {
        display: flex;
        flex-wrap: wrap;
        gap: var(--kr-gap-m);
        margin-top: var(--kr-gap-m);
        --kr-target: max(88px, 4.6rem);
      }

      .start {
        flex: 1 1 34rem;
        --kr-text-l: var(--kr-text-h1);
      }

      .cabinet {
        flex: 1 1 20rem;
        --kr-text-l: var(--kr-text-xl);
      }

      .ways {
        container-type: inline-size;
        display: grid;
        gap: var(--kr-gap-m);
      }

      .tiles {
        display: grid;
        gap: var(--kr-gap-m);
      }

      @container (min-width: 40rem) {
        .tiles {
          grid-template-columns: repeat(3, minmax(0, 1fr));
        }
      }

      .about {
        display: grid;
        gap: var(--kr-gap-m);
        align-content: start;
      }

      .more {
        display: flex;
        flex-wrap: wrap;
        gap: var(--kr-gap-s);
      }

      .more kr-button {
        flex: 1 1 10rem;
      }

      .foot {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 22rem), 1fr));
        gap: var(--kr-gap-m) var(--kr-gap-l);
        align-items: start;
      }

      .percent {
        font-variant-numeric: tabular-nums;
        font-weight: 600;
      }

      .office {
        display: grid;
        gap: 0.3rem;
        align-content: start;
      }

      .office div {
        display: flex;
        gap: 0.6em;
      }

      .office kr-icon {
        color: var(--kr-ink-quiet);
        margin-top: 0.1em;
      }

      .demo {
        border: var(--kr-line-width) dashed var(--kr-warn);
        background: var(--kr-warn-soft);
        border-radius: var(--kr-radius);
        padding: var(--kr-gap-m);
        display: grid;
        gap: 0.5rem;
      }

      .badge {
        font-weight: 700;
        color: var(--kr-warn);
      }

      dl {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr);
        gap: 0.1rem 1rem;
      }

      dt {
        color: var(--kr-ink-quiet);
      }

      dd {
        font-weight: 600;
        font-variant-numeric: tabular-nums;
        user-select: text;
      }
    `,
  ];

  private office() {
    const info = systemInfo.info;
    const office = info?.offices[0];
    const phone = office?.phone || info?.phone;
    const hours = office && weekText(office.hours, t('find.weekdays').split(' '));
    return html`<div class="office">
      ${
        hours
          ? html`<div>
              <kr-icon name="clock"></kr-icon>
              <p>${t('find.office')}: ${hours}</p>
            </div>`
          : nothing
      }
      ${
        phone
          ? html`<div>
              <kr-icon name="phone"></kr-icon>
              <p>${t('find.phone')}: ${phone}</p>
            </div>`
          : nothing
      }
    </div>`;
  }

  private demo() {
    const demo = systemInfo.info?.demo;
    if (!demo) return nothing;
    return html`<aside class="demo" data-testid="demo-card">
      <p><span class="badge">${t('find.demo')}.</span> ${t('find.demoText')}</p>
      <dl>
        <dt>${t('find.demoNumber')}</dt>
        <dd data-testid="demo-number">${demo.accountNumber}</dd>
        <dt>${t('find.demoAddress')}</dt>
        <dd>${demo.address}</dd>
        <dt>${t('find.demoPaid')}</dt>
        <dd>
          <span data-testid="demo-date">${day(demo.paidOn)}</span>,
          <span data-testid="demo-sum">${rubles(demo.amount)}</span>
        </dd>
      </dl>
    </aside>`;
  }

  private start() {
    return html`<kr-button
      class="start"
      variant="primary"
      big
      icon-after="arrow-right"
      data-testid="start"
      @click=${() => go('/find')}
      >${t('find.start')}</kr-button
    >`;
  }

  private cabinet(): void {
    if (visitState.user) go('/cabinet');
    else askToSignIn('/cabinet', '/');
  }

  private cabinetDoor() {
    return html`<kr-button class="cabinet" big icon="person" data-testid="to-cabinet" @click=${this.cabinet}
      >${t('cabinet.enter')}</kr-button
    >`;
  }

  private staffDoor() {
    const on = shiftState.staff !== null;
    return html`<kr-button icon="lock" data-testid="to-desk" @click=${() => go(on ? '/desk' : '/desk/sign-in')}
      >${t(on ? 'desk.title' : 'desk.entry')}</kr-button
    >`;
  }

  /** What can be viewed without an account. */
  private more() {
    return html`<nav class="more" aria-label=${t('find.alsoHere')}>
      <kr-button icon="news" data-testid="to-news" @click=${() => go('/news', '/')}>${t('news.title')}</kr-button>
      <kr-button icon="building" data-testid="to-fund" @click=${() => go('/fund', '/')}
        >${t('organizations.fundTitle')}</kr-button
      >
      ${systemInfo.kiosk ? nothing : this.staffDoor()}
    </nav>`;
  }

  private waiting() {
    const { answering, freshness } = systemInfo.get();
    if (answering && freshness && freshness.state !== 'loading') {
      const text = freshness.state === 'unreachable' ? 'find.noDataText' : 'data.nothingYet';
      if (systemInfo.kiosk) return html`<kr-state kind="error" text=${t(text)} data-testid="no-data"></kr-state>`;
      return html`<kr-state kind="error" text=${t('data.noneAtDesk')} data-testid="no-data">
        ${this.staffDoor()}
      </kr-state>`;
    }
    if (!answering || !freshness) return html`<kr-state kind="loading" text=${t('common.starting')}></kr-state>`;
    const percent = freshness.progress === null ? null : Math.round(freshness.progress * 100);
    return html`<kr-state kind="loading" text=${t('find.waitHeading')} data-testid="loading">
      ${percent === null ? nothing : html`<p class="percent">${t('find.progress', { percent })}</p>`}
      <p class="quiet">${t('find.waitText')}</p>
    </kr-state>`;
  }

  private ways() {
    return html`<section class="ways" aria-label=${t('find.waysHeading')}>
      <h2>${t('find.waysHeading')}</h2>
      <div class="tiles">
        <kr-tile
          icon="number"
          heading=${t('find.byNumber')}
          text=${t('find.byNumberText')}
          @click=${() => go('/find/number')}
        ></kr-tile>
        <kr-tile
          icon="home"
          heading=${t('find.byAddress')}
          text=${t('find.byAddressText')}
          @click=${() => go('/find/address')}
        ></kr-tile>
        <kr-tile
          icon="scan"
          heading=${t('find.byCode')}
          text=${t('find.byCodeText')}
          @click=${() => go('/find/scan')}
        ></kr-tile>
      </div>
    </section>`;
  }

  private closed() {
    return html`<kr-state kind="error" text=${t('data.closed')} data-testid="closed"></kr-state>`;
  }

  override render() {
    const open = systemInfo.ready && !systemInfo.closed;
    return html`<kr-screen data-testid="welcome">
      <div class="whole">
        <div class="hero">
          <h1>${t('find.welcomeHeading')}</h1>
          <p class="lead">${t('find.welcomeLead')}</p>
          ${open ? html`<div class="doors">${this.start()} ${this.cabinetDoor()}</div>` : nothing}
        </div>
        ${systemInfo.closed ? this.closed() : open ? this.ways() : this.waiting()}
        <div class="foot">
          <div class="about">
            ${this.office()} ${open ? this.more() : nothing}
            <kr-page-foot></kr-page-foot>
          </div>
          ${this.demo()}
        </div>
      </div>
    </kr-screen>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-welcome-screen': KrWelcomeScreen;
  }
}
