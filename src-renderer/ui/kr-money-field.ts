// A field for a sum of money: digits, one comma, at most two digits after it.
import { customElement } from 'lit/decorators.js';
import { KrTextField } from './kr-text-field.ts';
import { sumText } from './sum-text.ts';

/** `<kr-money-field label="…" .value=${'123,45'}>`; a kr-text-field that accepts only a sum. `value` is the text, «123,45». */
@customElement('kr-money-field')
export class KrMoneyField extends KrTextField {
  override unit = '₽';
  override maxlength = 12;
  override takesDigits = true;

  protected override accept(text: string): string {
    return sumText(text);
  }

  protected override get isFull(): boolean {
    return /,\d\d$|^\d{9}$/.test(this.value);
  }

  protected override startsAnew(typed: string): boolean {
    return /^\d/.test(typed);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-money-field': KrMoneyField;
  }
}
