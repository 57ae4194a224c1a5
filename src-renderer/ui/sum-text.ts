// Reduces a typed text to a valid sum of money.

/** «1 234.5р» becomes «1234,5»: digits and one comma, two digits after it, at most nine before. */
export function sumText(text: string): string {
  const [rubles = '', ...rest] = text
    .replace(/\./g, ',')
    .replace(/[^\d,]/g, '')
    .split(',');
  const whole = rubles.replace(/^0+(?=\d)/, '').slice(0, 9);
  if (rest.length === 0) return whole;
  return `${whole || '0'},${rest.join('').slice(0, 2)}`;
}
