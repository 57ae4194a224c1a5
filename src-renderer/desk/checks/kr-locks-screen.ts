// Locks of this terminal: what is locked and until when, and lifting a lock.
import { html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { AttackSign, LockScope, OpeningSign, Output, StaffLock } from '#contract';
import { addressText } from '../../blocks/account/unread.ts';
import { drawn } from '../../blocks/drawn.ts';
import { Load } from '../../core/load.ts';
import { isShiftOver } from '../../core/shift.ts';
import { moment } from '../../i18n/format.ts';
import { t, type MessageKey } from '../../i18n/index.ts';
import { until } from '../../i18n/until.ts';
import { transport } from '../../transport/index.ts';
import '../../ui/index.ts';
import { ChecksScreen } from '../../blocks/checks/checks-screen.ts';
import { checksTable } from '../../blocks/checks/checks-table.ts';

const names = {
  account: 'desk.lockAccount',
  proof: 'desk.lockProof',
  signIn: 'desk.lockSignIn',
  letters: 'desk.lockLetters',
  papers: 'desk.lockPapers',
  user: 'desk.lockUser',
  staff: 'desk.lockStaff',
} as const satisfies Record<LockScope, MessageKey>;

@customElement('kr-locks-screen')
export class KrLocksScreen extends ChecksScreen {
  @state() private lifted = false;
  protected override readonly load = new Load(this, {
    ask: () => transport.call('staff.locks', {}),
    handled: isShiftOver,
  });

  private readonly signs = new Load(this, { ask: () => transport.call('staff.signs', {}), handled: isShiftOver });

  private async lift({ id }: StaffLock): Promise<void> {
    this.lifted = await this.change(transport.call('staff.liftLock', { id }));
  }

  protected override forgetOutcome(): void {
    super.forgetOutcome();
    this.lifted = false;
  }

  private row(lock: StaffLock) {
    return html`<tr data-testid="lock">
      <td>
        ${t(names[lock.scope])}
        ${lock.account ? html`<br /><span class="quiet">${lock.account.number}, ${addressText(lock.account.address)}</span>` : nothing}
        ${lock.login ? html`<br /><span class="quiet">${lock.login}</span>` : nothing}
      </td>
      <td>${lock.terminal || t('desk.lockHere')}</td>
      <td class="number">${until(lock.until)}</td>
      <td class="act">
        <kr-button
          icon="lock"
          label=${`${t('desk.lift')}: ${t(names[lock.scope])} ${lock.account?.number ?? lock.login} ${lock.terminal}`}
          data-testid="lift"
          @click=${() => void this.lift(lock)}
          >${t('desk.lift')}</kr-button
        >
      </td>
    </tr>`;
  }

  private content(locks: readonly StaffLock[], away: boolean) {
    const others = away
      ? html`<kr-message kind="warn" text=${t('desk.locksAway')} data-testid="locks-away"></kr-message>`
      : nothing;
    if (locks.length === 0)
      return html`${others}
        <p class="lead" data-testid="no-locks">${t('desk.noLocks')}</p>`;
    return html`${others}${this.table(locks)}`;
  }

  private table(locks: readonly StaffLock[]) {
    return checksTable(
      ['desk.lockWhat', 'desk.lockWhere', 'desk.lockUntil'],
      locks.map(lock => this.row(lock)),
      { actions: true },
    );
  }

  private attack(sign: AttackSign) {
    return html`<tr data-testid="attack">
      <td>${sign.terminal}</td>
      <td class="number">${moment(sign.hour)}</td>
      <td>
        ${t('desk.attackCounts', { proofs: sign.failedProofs, accounts: sign.accounts, signIns: sign.failedSignIns })}
        ${sign.manyLookups > 0 ? t('desk.attackLookups') : nothing}
      </td>
    </tr>`;
  }

  private opening({ login, hour, accounts, sameTail }: OpeningSign) {
    return html`<tr data-testid="many-openings">
      <td>${login}</td>
      <td class="number">${moment(hour)}</td>
      <td>${t('desk.openingCounts', { accounts, same: sameTail })}</td>
    </tr>`;
  }

  private suspicions({ attacks, openings }: Output<'staff.signs'>) {
    return html`${
      attacks.length === 0
        ? nothing
        : html`<h2>${t('desk.attacks')}</h2>
            ${checksTable(
              ['desk.lockWhere', 'desk.hour', 'desk.attackWhat'],
              attacks.map(sign => this.attack(sign)),
              { actions: false },
            )}`
    }
    ${
      openings.length === 0
        ? nothing
        : html`<h2>${t('desk.openings')}</h2>
            ${checksTable(
              ['desk.who', 'desk.hour', 'desk.attackWhat'],
              openings.map(sign => this.opening(sign)),
              { actions: false },
            )}`
    }`;
  }

  override render() {
    return html`<kr-screen heading=${t('desk.locks')} .back=${'/desk'} data-testid="locks">
      <p slot="lead" class="quiet">${t('desk.locksLead')}</p>
      ${this.troubles()}
      <div role="status">
        ${this.lifted ? html`<kr-message kind="good" text=${t('desk.lifted')}></kr-message>` : nothing}
      </div>
      ${drawn(this.load, ({ locks, away }) => this.content(locks, away))}
      ${this.signs.value ? this.suspicions(this.signs.value) : nothing} ${this.refreshButton()}
    </kr-screen>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-locks-screen': KrLocksScreen;
  }
}
