// A sum of money as a person types it: digits, one comma, at most two digits after it.
import { customElement } from 'lit/decorators.js';
import { KrTextField } from './kr-text-field.ts';

/** Keeps of a typed text what a sum can have: «1 234.5р» becomes «1234,5». At most 9 digits of rubles. */
export function sumText(text: string): string {
  const [rubles = '', ...rest] = text
    .replace(/\./g, ',')
    .replace(/[^\d,]/g, '')
    .split(',');
  const whole = rubles.replace(/^0+(?=\d)/, '').slice(0, 9);
  if (rest.length === 0) return whole;
  return `${whole || '0'},${rest.join('').slice(0, 2)}`;
}

/** `<kr-money-field label="…" .value=${'123,45'}>`; a kr-text-field that takes only a sum. `value` is the text, «123,45». */
@customElement('kr-money-field')
export class KrMoneyField extends KrTextField {
  override unit = '₽';
  override maxlength = 12;

  protected override accept(text: string): string {
    return sumText(text);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-money-field': KrMoneyField;
  }
}
