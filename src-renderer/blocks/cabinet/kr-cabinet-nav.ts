// The sections of the cabinet above every screen of a signed-in user, adding an account, and the sign-out. Draws nothing when nobody is signed in.
import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { KrElement } from '../../core/kr-element.ts';
import { go } from '../../core/navigation.ts';
import { addAccount, signOut } from '../../core/session.ts';
import { systemInfo } from '../../core/system-info.ts';
import { visitState } from '../../core/visit.ts';
import { t } from '../../i18n/index.ts';
import { frameScale } from '../../styles/shared.ts';
import '../../ui/kr-icon.ts';

const sections = [
  { id: 'home', path: '/cabinet', icon: 'home' },
  { id: 'charges', path: '/statement/history', icon: 'chart' },
  { id: 'payments', path: '/statement/payments', icon: 'wallet' },
  { id: 'organizations', path: '/organizations', icon: 'building' },
  { id: 'news', path: '/news', icon: 'news' },
  { id: 'profile', path: '/profile', icon: 'person' },
] as const;

export type CabinetSection = (typeof sections)[number]['id'];

/** `<kr-cabinet-nav slot="nav" current="home">` */
@customElement('kr-cabinet-nav')
export class KrCabinetNav extends KrElement {
  static override watched = [visitState, systemInfo];

  static override styles = [
    css`
      nav {
        ${frameScale}
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
        margin-top: calc(-0.5 * var(--kr-gap-m));
        padding-bottom: 0.5rem;
        border-bottom: 1px solid var(--kr-line);
      }

      button {
        flex: 1 1 auto;
        max-width: 14rem;
        display: inline-flex;
        align-items: center;
        justify-content: center;
        gap: 0.35em;
        min-height: var(--kr-target);
        padding: 0.2em 0.4em;
        border: var(--kr-line-width) solid transparent;
        border-radius: var(--kr-radius-s);
        background: transparent;
        color: var(--kr-accent);
        font-size: var(--kr-text-s);
        font-weight: 600;
        line-height: 1.2;
      }

      button:active {
        background: var(--kr-accent-soft);
      }

      @media (hover: hover) {
        button:hover {
          background: var(--kr-accent-soft);
        }
      }

      button[aria-current] {
        background: var(--kr-accent);
        color: var(--kr-on-accent);
      }

      .out {
        color: var(--kr-ink-quiet);
      }

      /* two even rows where one does not fit */
      @media (max-width: 1500px) {
        .eight {
          display: grid;
          grid-template-columns: repeat(4, minmax(0, 1fr));
        }

        .eight button {
          max-width: none;
        }
      }

      @media (max-width: 1100px) {
        .seven {
          display: grid;
          grid-template-columns: repeat(4, minmax(0, 1fr));
        }

        .seven button {
          max-width: none;
        }
      }
    `,
  ];

  @property() current: CabinetSection | '' = '';

  override render() {
    this.hidden = visitState.user === null;
    if (!visitState.user) return nothing;
    return html`<nav
      class=${systemInfo.kiosk ? 'eight' : 'seven'}
      aria-label=${t('cabinet.sections')}
      data-testid="cabinet-nav"
    >
      ${sections.map(
        ({ id, path, icon }) =>
          html`<button
            type="button"
            aria-current=${id === this.current ? 'page' : nothing}
            data-testid="nav-${id}"
            @click=${() => go(path, '/cabinet')}
          >
            <kr-icon name=${icon}></kr-icon>${t(`cabinet.nav.${id}`)}
          </button>`,
      )}
      ${
        // «Главная» has it as its own action, the desk in the frame's head
        this.current === 'home' || !systemInfo.kiosk
          ? nothing
          : html`<button type="button" data-testid="nav-add" @click=${addAccount}>
              <kr-icon name="plus"></kr-icon>${t('home.add')}
            </button>`
      }
      <button type="button" class="out" data-testid="sign-out" @click=${() => void signOut()}>
        <kr-icon name="exit"></kr-icon>${t('cabinet.signOut')}
      </button>
    </nav>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-cabinet-nav': KrCabinetNav;
  }
}
