// A password field: dots, and a button that shows the typed text.
import { html } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { t } from '../i18n/index.ts';
import './kr-icon.ts';
import { KrTextField } from './kr-text-field.ts';

/** `<kr-password-field label="…" .value=${v}>`; a kr-text-field whose text is hidden until «показать» is pressed. */
@customElement('kr-password-field')
export class KrPasswordField extends KrTextField {
  override maxlength = 200;
  @state() private shown = false;

  protected override get inputType(): 'text' | 'password' {
    return this.shown ? 'text' : 'password';
  }

  protected override buttons() {
    return html`<button
      type="button"
      class="in-box"
      aria-label=${t('common.showPassword')}
      aria-pressed=${this.shown ? 'true' : 'false'}
      data-testid="show-password"
      @click=${() => (this.shown = !this.shown)}
    >
      <kr-icon name=${this.shown ? 'eye-slash' : 'eye'}></kr-icon>
    </button>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-password-field': KrPasswordField;
  }
}
