// The fixed frame: the fund's name, freshness, clock, «Аа», language, «Завершить». The screens change inside it.
import { css, html, nothing } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { failures } from '../core/failures.ts';
import { endVisit, idle, stay } from '../core/idle.ts';
import { KrElement } from '../core/kr-element.ts';
import { addAccount } from '../core/session.ts';
import { lockScreen } from '../core/screen-lock.ts';
import { askShift, endShift, isDesk, shiftState } from '../core/shift.ts';
import { systemInfo } from '../core/system-info.ts';
import { visitState } from '../core/visit.ts';
import { currentLocale, inLines, setLocale, t } from '../i18n/index.ts';
import { frameScale } from '../styles/shared.ts';
import '../ui/kr-button.ts';
import '../ui/kr-dialog.ts';
import '../ui/kr-icon.ts';
import { spokenName } from '../core/fund-name.ts';
import './kr-clock.ts';
import './kr-comfort-panel.ts';
import './kr-freshness.ts';
import { go, showLock, startRouter } from './routes.ts';

@customElement('kr-app')
export class KrApp extends KrElement {
  static override watched = [systemInfo, visitState, shiftState, idle, failures];

  static override styles = [
    css`
      :host {
        display: grid;
        grid-template-rows: auto minmax(0, 1fr);
        height: 100dvh;
        background: var(--kr-page);
      }

      header {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--kr-gap-xs) var(--kr-gap-m);
        ${frameScale}
        padding: 0.5rem max(var(--kr-side), (100% - var(--kr-content)) / 2);
        background: var(--kr-surface);
        border-bottom: 1px solid var(--kr-line);
      }

      .fund {
        flex: 1 1 calc(var(--kr-frame) * 14);
        min-width: 0;
        font-size: var(--kr-text-s);
      }

      .name {
        font-weight: 700;
        font-size: var(--kr-text-m);
        line-height: 1.25;
        overflow-wrap: break-word;
        display: -webkit-box;
        -webkit-box-orient: vertical;
        -webkit-line-clamp: 2;
        overflow: hidden;
        text-wrap: balance;
      }

      .below {
        display: flex;
        flex-wrap: wrap;
        gap: 0 1.2em;
      }

      .below span {
        font-weight: 600;
        overflow-wrap: anywhere;
      }

      @media (max-width: 1200px) {
        .name {
          -webkit-line-clamp: 3;
        }
      }

      /* the bar of a shift leaves it less room on a desk's low screen */
      @media (max-width: 1400px) {
        header:has(.on-shift) .name {
          -webkit-line-clamp: 3;
        }
      }

      /* «Завершить» keeps its place when there is nothing to finish, so that the frame does not move */
      .unused {
        visibility: hidden;
      }

      /* makes room for the staff’s bar */
      .on-shift .unused {
        display: none;
      }

      kr-clock {
        margin-inline: var(--kr-gap-s);
        font-size: var(--kr-text-l);
        font-weight: 600;
      }

      nav {
        margin-inline-start: auto;
        justify-content: flex-end;
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--kr-gap-xs);
      }

      /* in two lines, which leaves the fund its name */
      .add {
        max-width: calc(var(--kr-frame) * 12.8);
      }

      .aa {
        font-weight: 700;
      }

      .aa small {
        font-size: 0.75em;
      }

      #outlet {
        min-height: 0;
      }

      #outlet > * {
        display: block;
        height: 100%;
        min-height: 0;
      }

      .idle {
        font-size: var(--kr-text-l);
      }

      .seconds {
        font-size: var(--kr-text-xl);
        font-weight: 600;
        font-variant-numeric: tabular-nums;
        margin-top: 0.6rem;
      }
    `,
  ];

  @state() private path = location.pathname;
  @state() private comfortOpen = false;
  private known = false;
  private shown: 'lock' | 'screens' | null = null;
  @query('#outlet') private outlet!: HTMLElement;

  private readonly onLocation = () => {
    this.path = location.pathname;
    // a scan may have changed the screen behind it
    this.comfortOpen = false;
  };

  /** The target of «Назад», for a screen that gives a path. */
  private readonly onBack = (event: Event) => go((event as CustomEvent<string>).detail);

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('vaadin-router-location-changed', this.onLocation);
    this.addEventListener('kr-back', this.onBack);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('vaadin-router-location-changed', this.onLocation);
    this.removeEventListener('kr-back', this.onBack);
  }

  protected override firstUpdated(): void {
    void this.begin();
  }

  /** The desk may be locked: then no screen of it is drawn, and nothing lies behind the curtain. */
  private async begin(): Promise<void> {
    if (isDesk()) await askShift();
    this.known = true;
    this.openScreens();
  }

  protected override updated(): void {
    this.openScreens();
  }

  private openScreens(): void {
    const shown = shiftState.locked ? 'lock' : this.known ? 'screens' : null;
    if (shown === null || shown === this.shown) return;
    this.shown = shown;
    this.outlet.replaceChildren();
    void (shown === 'lock' ? showLock(this.outlet) : startRouter(this.outlet));
  }

  private get canFinish(): boolean {
    return !visitState.isEmpty || (this.path !== '/' && this.path !== '/goodbye' && !isDesk(this.path));
  }

  /** At the desk the cabinet's own bar leaves it out. */
  private addAccount() {
    if (!visitState.user || systemInfo.kiosk || this.path === '/cabinet') return nothing;
    return html`<kr-button class="add" variant="quiet" icon="plus" data-testid="head-add" @click=${addAccount}
      >${t('home.add')}</kr-button
    >`;
  }

  private shiftBar() {
    const { staff } = shiftState;
    if (!staff || shiftState.locked) return nothing;
    return html`${systemInfo.kiosk ? nothing : this.lockButton()}<kr-button
        variant="quiet"
        icon=${shiftState.get().offline ? 'offline' : 'person'}
        label=${t(shiftState.get().offline ? 'desk.onShiftOffline' : 'desk.onShift', { name: staff.name })}
        data-testid="on-shift"
        @click=${() => go('/desk')}
        ><span class="who">${staff.name.split(' ')[0]}</span></kr-button
      >
      <kr-button data-testid="end-shift" @click=${() => void endShift()}>${t('desk.endShift')}</kr-button>`;
  }

  private lockButton() {
    return html`<kr-button
      variant="quiet"
      icon="lock"
      label=${t('lock.do')}
      title=${t('lock.do')}
      data-testid="lock-now"
      @click=${() => void lockScreen()}
    ></kr-button>`;
  }

  private onFinish(): void {
    this.comfortOpen = false;
    void endVisit();
  }

  private onStaff(): void {
    this.comfortOpen = false;
    go(shiftState.staff ? '/desk' : '/desk/sign-in');
  }

  private onFailureSeen(): void {
    failures.set({ id: null });
    void endVisit();
  }

  override render() {
    const { secondsLeft } = idle.get();
    const failure = failures.get().id;
    const { elsewhere } = systemInfo.get();
    return html`
      <header>
        <div class="fund">
          <div class="name" data-testid="fund-name">
            ${inLines(spokenName(systemInfo.info?.fundName ?? '')) || t('common.fund')}
          </div>
          <div class="below">
            <kr-freshness></kr-freshness>
            ${
              visitState.user
                ? html`<span data-testid="hello">${t('home.hello', { login: visitState.user.login })}</span>`
                : nothing
            }
          </div>
        </div>
        <nav class=${shiftState.staff ? 'on-shift' : ''}>
          ${this.addAccount()} ${this.shiftBar()}
          <kr-button class=${this.canFinish ? '' : 'unused'} icon="exit" data-testid="finish" @click=${this.onFinish}
            >${t('common.finish')}</kr-button
          >
          <kr-clock></kr-clock>
          <kr-button
            label=${`Аа: ${t('common.comfort')}`}
            data-testid="comfort"
            @click=${() => (this.comfortOpen = true)}
            ><span class="aa">А<small>а</small></span></kr-button
          >
          <kr-button
            label=${`${t('common.languageShort')}: ${t('common.language')}`}
            data-testid="language"
            @click=${() => setLocale(currentLocale() === 'ru' ? 'en' : 'ru')}
            >${t('common.languageShort')}</kr-button
          >
        </nav>
      </header>
      <div id="outlet"></div>
      <kr-comfort-panel
        ?open=${this.comfortOpen}
        @kr-close=${() => (this.comfortOpen = false)}
        @kr-staff=${this.onStaff}
      ></kr-comfort-panel>
      <kr-dialog heading=${t('common.idleHeading')} ?open=${secondsLeft !== null} data-testid="idle-warning">
        <p class="idle">${t('common.idleText')}</p>
        <p class="seconds" role="timer">${t('common.idleLeft', { seconds: secondsLeft ?? 0 })}</p>
        <p class="sr-only" aria-live="assertive" data-testid="idle-spoken">
          ${secondsLeft === null ? nothing : t('common.idleLeft', { seconds: Math.ceil(secondsLeft / 10) * 10 })}
        </p>
        <kr-button slot="action" variant="primary" big data-testid="stay" @click=${stay}
          >${t('common.idleStay')}</kr-button
        >
      </kr-dialog>
      <kr-dialog heading=${t('common.elsewhereHeading')} ?open=${elsewhere}>
        <p data-testid="elsewhere">${t('common.elsewhereText')}</p>
      </kr-dialog>
      <kr-dialog heading=${t('common.failureHeading')} ?open=${failure !== null} data-testid="failure">
        <p>${t('common.unexpected', { id: failure ?? '' })}</p>
        <kr-button slot="action" variant="primary" @click=${this.onFailureSeen}>${t('common.toStart')}</kr-button>
      </kr-dialog>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-app': KrApp;
  }
}
