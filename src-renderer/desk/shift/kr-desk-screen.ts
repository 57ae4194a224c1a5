// «Рабочее место»: the start screen of staff. At a kiosk it has only what concerns that kiosk.
import { css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { StaffMember } from '#contract';
import { dense } from '../../blocks/dense.css.ts';
import '../../blocks/help/kr-help-button.ts';
import '../../blocks/help/kr-help-panel.ts';
import { KrElement } from '../../core/kr-element.ts';
import { go } from '../../core/navigation.ts';
import { roleNames, shiftState } from '../../core/shift.ts';
import { systemInfo } from '../../core/system-info.ts';
import { t, type MessageKey } from '../../i18n/index.ts';
import { blocks } from '../../styles/shared.ts';
import '../../ui/index.ts';
import './kr-staff-password.ts';
import './kr-choose-pin.ts';
import './kr-visitors.ts';

interface Task {
  id: string;
  icon: string;
  heading: MessageKey;
  text: MessageKey;
  path: string;
  /** also available at a kiosk */
  anywhere?: true;
  /** those that are not for operators and administrators */
  roles?: readonly StaffMember['role'][];
}

const tasks: readonly Task[] = [
  { id: 'desk-find', icon: 'search', heading: 'desk.find', text: 'desk.findText', path: '/find' },
  { id: 'desk-house', icon: 'building', heading: 'desk.houses', text: 'desk.housesText', path: '/desk/house' },
  { id: 'desk-jobs', icon: 'printer', heading: 'desk.jobs', text: 'desk.jobsText', path: '/desk/jobs', anywhere: true },
  { id: 'desk-forms', icon: 'receipt', heading: 'desk.forms', text: 'desk.formsText', path: '/desk/applications' },
  {
    id: 'desk-certificate',
    icon: 'check',
    heading: 'certificate.check',
    text: 'certificate.checkText',
    path: '/desk/certificate',
  },
  {
    id: 'desk-locks',
    icon: 'lock',
    heading: 'desk.locks',
    text: 'desk.locksText',
    path: '/desk/locks',
    anywhere: true,
  },
  { id: 'desk-data', icon: 'refresh', heading: 'data.title', text: 'data.text', path: '/desk/data', anywhere: true },
  { id: 'desk-defects', icon: 'warning', heading: 'desk.defects', text: 'desk.defectsText', path: '/desk/defects' },
  {
    id: 'desk-audit',
    icon: 'eye',
    heading: 'audit.title',
    text: 'audit.text',
    path: '/desk/audit',
    roles: ['admin', 'auditor'],
  },
  {
    id: 'desk-audit-check',
    icon: 'circle-check',
    heading: 'audit.check',
    text: 'audit.checkLead',
    path: '/desk/audit/check',
    roles: ['admin', 'auditor'],
  },
];

const clerks: readonly StaffMember['role'][] = ['operator', 'admin'];

@customElement('kr-desk-screen')
export class KrDeskScreen extends KrElement {
  static override watched = [shiftState, systemInfo];

  static override styles = [
    blocks,
    dense,
    css`
      .now {
        align-self: flex-start;
      }

      .tiles {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(100%, 20rem), 1fr));
        gap: var(--kr-gap-m);
      }
    `,
  ];

  @state() private choosingPin = false;
  @state() private changingPassword = false;

  /** Of the desk alone: a kiosk's screen is not locked, and no place to think of a password. */
  private ownKeys() {
    if (systemInfo.kiosk) return nothing;
    return html`<kr-tile
        icon="keyboard"
        heading=${t('lock.choose')}
        text=${t('lock.chooseText')}
        data-testid="desk-pin"
        @click=${() => (this.choosingPin = true)}
      ></kr-tile>
      <kr-tile
        icon="lock"
        heading=${t('desk.changePassword')}
        text=${t('desk.changePasswordText')}
        data-testid="desk-password"
        @click=${() => (this.changingPassword = true)}
      ></kr-tile>`;
  }

  /** A password that an administrator has set is known to two. */
  private mustChange() {
    if (systemInfo.kiosk || !shiftState.get().mustChange) return nothing;
    return html`<kr-message kind="warn" text=${t('desk.mustChange')} data-testid="must-change"></kr-message>
      <kr-button
        class="now"
        variant="primary"
        icon="lock"
        data-testid="change-now"
        @click=${() => (this.changingPassword = true)}
        >${t('desk.changePassword')}</kr-button
      >`;
  }

  override render() {
    const { staff } = shiftState;
    const shown = tasks.filter(
      task => staff && (task.roles ?? clerks).includes(staff.role) && (task.anywhere || !systemInfo.kiosk),
    );
    const isAuditor = staff?.role === 'auditor';
    return html`<kr-screen heading=${t('desk.title')} .back=${'/'} data-testid="desk">
      ${isAuditor ? nothing : html`<kr-help-button slot="aside" section="desk"></kr-help-button>`}
      <p slot="lead" class="quiet">${staff ? `${staff.name}, ${t(roleNames[staff.role]).toLowerCase()}` : nothing}</p>
      ${this.mustChange()}
      ${
        shiftState.get().offline
          ? html`<kr-message kind="warn" text=${t('desk.offline')} data-testid="offline-shift"></kr-message>`
          : nothing
      }
      ${isAuditor ? nothing : html`<kr-help-panel section="desk"></kr-help-panel>`}
      ${systemInfo.kiosk || isAuditor ? nothing : html`<kr-visitors></kr-visitors>`}
      <div class="tiles">
        ${shown.map(
          ({ id, icon, heading, text, path }) =>
            html`<kr-tile
              icon=${icon}
              heading=${t(heading)}
              text=${t(text)}
              data-testid=${id}
              @click=${() => go(path, '/desk')}
            ></kr-tile>`,
        )}
        ${this.ownKeys()}
      </div>
      <kr-choose-pin ?open=${this.choosingPin} @kr-close=${() => (this.choosingPin = false)}></kr-choose-pin>
      <kr-staff-password
        ?open=${this.changingPassword}
        @kr-close=${() => (this.changingPassword = false)}
      ></kr-staff-password>
    </kr-screen>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-desk-screen': KrDeskScreen;
  }
}
