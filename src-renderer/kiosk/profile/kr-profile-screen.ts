// «Мой профиль»: three tabs, and the questions that change one value at a time.
import { css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { Profile, Failure, Result } from '#contract';
import '../../blocks/cabinet/kr-cabinet-away.ts';
import { isAway } from '../../blocks/cabinet/kr-cabinet-away.ts';
import '../../blocks/cabinet/kr-cabinet-nav.ts';
import '../../blocks/cabinet/kr-demo-letters.ts';
import { drawn } from '../../blocks/drawn.ts';
import '../../blocks/help/kr-help-button.ts';
import '../../blocks/help/kr-help-panel.ts';
import '../../blocks/kr-question.ts';
import '../../blocks/kr-page-foot.ts';
import { KrElement } from '../../core/kr-element.ts';
import { Load } from '../../core/load.ts';
import { isSignedOut } from '../../core/session.ts';
import { failureText, t } from '../../i18n/index.ts';
import { blocks } from '../../styles/shared.ts';
import { transport } from '../../transport/index.ts';
import '../../ui/index.ts';
import './kr-change-password.ts';
import './kr-consent-screen.ts';
import './kr-profile-edit.ts';
import type { GeneralField } from './kr-profile-edit.ts';
import './kr-tab-contacts.ts';
import './kr-tab-general.ts';
import './kr-tab-services.ts';

const tabIds = ['general', 'contacts', 'services'] as const;
type TabId = (typeof tabIds)[number];

/** The question shown instead of the tabs: a field of «Общие», the code of a new e-mail, a new password, the postal address, the consent. */
type Asking = { field: GeneralField } | 'code' | 'password' | 'postalAddress' | 'consent' | null;

@customElement('kr-profile-screen')
export class KrProfileScreen extends KrElement {
  static override styles = [
    blocks,
    css`
      .panel {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--kr-gap-m);
      }
    `,
  ];

  @state() private tab: TabId = 'general';
  @state() private asking: Asking = null;
  @state() private typed = '';
  @state() private good = '';
  @state() private failure: Failure | null = null;
  @state() private busy = false;
  /** what is asked once the consent is given */
  private next: Asking = null;

  private readonly load = new Load(this, {
    ask: () => transport.call('cabinet.profile', {}),
    handled: failure => isSignedOut(failure, '/profile'),
  });

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.typed = '';
  }

  private ask(asking: Asking, typed = ''): void {
    this.failure = null;
    this.good = '';
    this.typed = typed;
    this.asking = asking;
    this.next = null;
  }

  /** The consent comes before what is kept only under it: nobody types a phone and a password to be refused. */
  private askUnderConsent(profile: Profile, asking: Asking, typed = ''): void {
    this.ask(profile.consent ? asking : 'consent', typed);
    this.next = profile.consent ? null : asking;
  }

  private askField(profile: Profile, field: GeneralField): void {
    if (field === 'email') this.ask({ field });
    else this.askUnderConsent(profile, { field });
  }

  private giveConsent(version: string): Promise<void> {
    const { next } = this;
    return this.change(() => transport.call('cabinet.setConsent', { version })).then(() => {
      if (this.failure === null && next) this.asking = next;
    });
  }

  private saved(profile: Profile, words: string): void {
    this.load.put(profile);
    this.asking = null;
    this.failure = null;
    this.typed = '';
    this.good = words;
  }

  /** One change; its failure stays where the person is. */
  private async change(operation: () => Promise<Result<Profile>>, words: string = t('profile.saved')): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.failure = null;
    this.good = '';
    const answer = await operation();
    this.busy = false;
    if (!this.isConnected) return;
    if (answer.ok) return this.saved(answer.value, words);
    this.failure = answer.error;
    // A tick that was not saved returns to main's value.
    if (this.load.value) this.load.put({ ...this.load.value });
  }

  private onSaved(event: CustomEvent<Profile>): void {
    const changed = event.detail;
    // After an unrelated change, the code of an address that already waits is not asked for.
    const newAddress = typeof this.asking === 'object' && this.asking?.field === 'email';
    this.saved(changed, t('profile.saved'));
    if (newAddress && changed.emailToConfirm) this.ask('code');
  }

  private saveContacts(postalAddress: string, preferredContact: Profile['preferredContact']): Promise<void> {
    return this.change(() => transport.call('cabinet.saveContacts', { postalAddress, preferredContact }));
  }

  private messages() {
    const needsConsent = this.failure?.code === 'cabinet.consentNeeded';
    return html`${
      this.failure
        ? html`<kr-message kind="error" text=${failureText(this.failure)} data-testid="profile-error"></kr-message>`
        : nothing
    }${
      needsConsent && this.tab !== 'contacts'
        ? html`<div>
            <kr-button icon="person" data-testid="to-consent" @click=${() => this.showTab('contacts')}
              >${t('profile.toConsent')}</kr-button
            >
          </div>`
        : nothing
    }${this.good ? html`<kr-message kind="good" text=${this.good} data-testid="profile-saved"></kr-message>` : nothing}`;
  }

  private showTab(tab: TabId): void {
    this.tab = tab;
    this.failure = null;
    this.good = '';
  }

  private panel(profile: Profile) {
    if (this.tab === 'general') {
      return html`<kr-tab-general
        .profile=${profile}
        @kr-edit-field=${(event: CustomEvent<GeneralField>) => this.askField(profile, event.detail)}
        @kr-enter-code=${() => this.ask('code')}
        @kr-change-password=${() => this.ask('password')}
      ></kr-tab-general>`;
    }
    if (this.tab === 'contacts') {
      return html`<kr-tab-contacts
        .profile=${profile}
        @kr-edit-address=${() => this.askUnderConsent(profile, 'postalAddress', profile.postalAddress)}
        @kr-prefer=${(event: CustomEvent<Profile['preferredContact']>) =>
          void this.saveContacts(profile.postalAddress, event.detail)}
        @kr-read-consent=${() => this.ask('consent')}
        @kr-withdraw=${() =>
          void this.change(
            () => transport.call('cabinet.setConsent', { version: null }),
            t('profile.consentWithdrawn'),
          )}
      ></kr-tab-contacts>`;
    }
    return html`<kr-tab-services
      .profile=${profile}
      @kr-services=${(event: CustomEvent<Profile['services']>) =>
        void this.change(() => transport.call('cabinet.saveServices', event.detail))}
      @kr-to-consent=${() => this.showTab('contacts')}
    ></kr-tab-services>`;
  }

  private asked(asking: NonNullable<Asking>, profile: Profile) {
    const cancel = () => this.ask(null);
    if (asking === 'password') {
      return html`<kr-change-password
        @kr-cancel=${cancel}
        @kr-done=${() => this.saved(profile, t('profile.passwordChanged'))}
      ></kr-change-password>`;
    }
    if (asking === 'consent') {
      return html`<kr-consent-screen
        ?busy=${this.busy}
        .failure=${this.failure}
        @kr-cancel=${cancel}
        ?before-contact=${this.next !== null}
        @kr-give=${(event: CustomEvent<string>) => void this.giveConsent(event.detail)}
      ></kr-consent-screen>`;
    }
    if (asking === 'code' || asking === 'postalAddress') return this.question(asking, profile);
    return html`<kr-profile-edit
      .profile=${profile}
      field=${asking.field}
      @kr-cancel=${cancel}
      @kr-saved=${this.onSaved}
    ></kr-profile-edit>`;
  }

  private question(asking: 'code' | 'postalAddress', profile: Profile) {
    const code = asking === 'code';
    const save = () =>
      code
        ? this.change(() => transport.call('cabinet.confirmEmail', { code: this.typed }))
        : this.saveContacts(this.typed, profile.preferredContact);
    return html`<kr-question
      kind=${code ? 'code' : 'address'}
      heading=${t(code ? 'register.codeHeading' : 'profile.postalAddressHeading')}
      label=${t(code ? 'register.codeLabel' : 'profile.postalAddress')}
      hint=${
        code
          ? t('register.codeHint', { email: profile.emailToConfirm ?? profile.email })
          : t('profile.postalAddressHint')
      }
      error=${this.failure ? failureText(this.failure) : ''}
      .value=${this.typed}
      .back=${() => this.ask(null)}
      ?optional=${!code}
      next-label=${t(code ? 'register.confirm' : 'common.save')}
      next-icon="check"
      ?busy=${this.busy}
      data-testid="ask-${asking}"
      @kr-input=${(event: CustomEvent<{ value: string }>) => (this.typed = event.detail.value)}
      @kr-next=${() => void save()}
    >
      ${code ? html`<kr-demo-letters></kr-demo-letters>` : nothing}
    </kr-question>`;
  }

  override render() {
    const { value, failure, retry } = this.load;
    if (isAway(failure)) return html`<kr-cabinet-away @kr-action=${retry}></kr-cabinet-away>`;
    if (this.asking && value) return this.asked(this.asking, value);
    const tabs = tabIds.map(id => ({ id, label: t(`profile.${id}`) }));
    return html`<kr-screen heading=${t('profile.title')} .back=${'/cabinet'} data-testid="profile">
      <kr-cabinet-nav slot="nav" current="profile"></kr-cabinet-nav>
      <kr-help-button slot="aside" section="profile"></kr-help-button>
      <kr-help-panel section="profile"></kr-help-panel>
      <kr-tabs
        label=${t('profile.tabs')}
        .tabs=${tabs}
        value=${this.tab}
        @kr-tab=${(event: CustomEvent<string>) => this.showTab(tabIds.find(id => id === event.detail) ?? 'general')}
      ></kr-tabs>
      ${this.messages()}
      ${drawn(
        this.load,
        profile =>
          html`<div class="panel" role="tabpanel" aria-label=${t(`profile.${this.tab}`)}>${this.panel(profile)}</div>`,
      )}
      <kr-page-foot></kr-page-foot>
    </kr-screen>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-profile-screen': KrProfileScreen;
  }
}
