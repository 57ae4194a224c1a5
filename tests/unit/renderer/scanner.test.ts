// Keys at a scanner's pace and at a person's, under a clock of the test: which are one scan, and what reaches the field.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { acceptsScans } from '../../../src-renderer/core/scan-places.ts';
import { startScanner, type ScannedField } from '../../../src-renderer/core/scanner.ts';

const qr = [
  'ST00012|Name=Фонд капремонта|PersonalAcc=40603810500000000123|',
  'BankName=ПАО Сбербанк|BIC=049706609|CorrespAcc=30101810300000000609|PayeeINN=2130990176|',
  'Category=7|PersAcc=220744|LastName=Т',
];

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** A window with a scanner, and a field that takes what is not taken from it. */
function place({ focused = false, takesDigits = false, enabled = true, once = false } = {}) {
  const keys = new EventTarget();
  const scans: string[] = [];
  let takes = enabled;
  let begun = 0;
  const field: ScannedField & { content: string; entered: number } = {
    content: '',
    entered: 0,
    takesDigits,
    restore(content) {
      field.content = content;
    },
  };
  const deps = {
    keys,
    enabled: () => takes,
    focusedField: () => (focused ? field : null),
    begun: () => {
      begun += 1;
      if (once) takes = false;
    },
  };
  startScanner(deps, text => scans.push(text));
  let now = 0;
  const reached: string[] = [];
  const press = (key: string, wait: number, more: Partial<KeyboardEvent> = {}) => {
    now += wait;
    vi.advanceTimersByTime(wait);
    const event = new Event('keydown', { cancelable: true });
    const known = { key, repeat: false, ctrlKey: false, altKey: false, metaKey: false, timeStamp: now, ...more };
    for (const [name, value] of Object.entries(known)) Object.defineProperty(event, name, { value });
    keys.dispatchEvent(event);
    if (event.defaultPrevented) return;
    reached.push(key);
    if (!focused) return;
    if (key.length === 1) field.content += key;
    if (key === 'Enter') field.entered += 1;
  };
  const type = (text: string, wait: number) => {
    for (const sign of text) press(sign === '\n' ? 'Enter' : sign, wait);
  };
  const rest = () => {
    now += 1000;
    vi.advanceTimersByTime(1000);
  };
  return { scans, field, reached, begun: () => begun, press, type, rest };
}

describe('a burst of keys at a scanner’s pace', () => {
  it.each([
    ['ended by Enter', `${qr.join('')}\n`],
    ['ended by nothing', qr.join('')],
    ['with line breaks inside', `${qr.join('\n')}\n`],
    ['of a bar code', '220744;57261\n'],
    ['of a bare number without an end', '220744'],
    ['with a sign of the shop before it', '*220744\n'],
    ['with a letter before it', `~Q${qr.join('')}\n`],
  ])('%s is one scan', (_, text) => {
    for (const pace of [1, 8, 40]) {
      const { scans, type, rest } = place();
      type(text, pace);
      expect(scans).toEqual([]);
      rest();
      expect(scans).toEqual([text.trim()]);
    }
  });

  it.each([
    ['Shift', {}],
    ['CapsLock', {}],
    ['F8', {}],
    ['Control', { ctrlKey: true }],
  ])('goes on over %s, which types nothing', (silent, more) => {
    const { scans, type, press, rest } = place();
    press(silent, 1, more);
    type('2207', 2);
    press(silent, 2, more);
    type('44', 2);
    rest();
    expect(scans).toEqual(['220744']);
  });

  it('has a line break where the scanner sends it as Ctrl+J', () => {
    const { scans, type, press, rest } = place();
    type('220744', 2);
    press('j', 2, { ctrlKey: true });
    type('57261', 2);
    rest();
    expect(scans).toEqual(['220744\n57261']);
  });

  it('of a payment code goes on over a busy moment until it has named its account', () => {
    const { scans, type, rest } = place();
    const [first = '', ...others] = qr;
    type(first, 2);
    type(others.join(''), 2);
    rest();
    const pause = place();
    pause.type(first, 2);
    pause.press('B', 600);
    pause.type(others.join('').slice(1), 2);
    pause.rest();
    expect([scans, pause.scans]).toEqual([[qr.join('')], [qr.join('')]]);
  });

  it('leaves the field as it was, whatever it ends with, and presses no Enter there', () => {
    for (const end of ['', '\n']) {
      const { scans, field, type, rest } = place({ focused: true });
      type('Чеб', 150);
      rest();
      type(qr.join('\n') + end, 3);
      rest();
      expect(scans).toEqual([qr.join('\n')]);
      expect(field).toMatchObject({ content: 'Чеб', entered: 0 });
    }
  });

  it('of a short code is taken out of a field, of one for digits too', () => {
    for (const takesDigits of [false, true]) {
      const { scans, field, type, rest } = place({ focused: true, takesDigits });
      type('*220744\n', 3);
      rest();
      expect(scans).toEqual(['*220744']);
      expect(field).toMatchObject({ content: '', entered: 0 });
    }
  });

  it('says that it has begun before it is over, and goes on to its end where none would begin now', () => {
    const { scans, reached, begun, type, rest } = place({ once: true });
    type('220744', 3);
    expect(begun()).toBe(1);
    type(';57261\n', 3);
    rest();
    expect(scans).toEqual(['220744;57261']);
    // the first four might have been a person's
    expect(reached.join('')).toBe('2207');
  });

  it('after another one is a second scan', () => {
    const { scans, type, rest } = place();
    type('220744\n', 3);
    rest();
    type('220753\n', 3);
    rest();
    expect(scans).toEqual(['220744', '220753']);
  });
});

describe('keys that are no scan', () => {
  it('of a person, however quick, reach the field', () => {
    for (const pace of [60, 90, 300]) {
      const { scans, field, type, rest } = place({ focused: true });
      type('40603810500000000123\n', pace);
      rest();
      expect(scans).toEqual([]);
      expect(field).toMatchObject({ content: '40603810500000000123', entered: 1 });
    }
  });

  it('are words put in at once by a tool', () => {
    const { scans, field, type, rest } = place({ focused: true });
    type('Новочебоксарск\n', 1);
    rest();
    expect(scans).toEqual([]);
    expect(field).toMatchObject({ content: 'Новочебоксарск', entered: 1 });
  });

  it('are a date and its Enter, each key quick and one of them as slow as a hand', () => {
    for (const slow of [3, 8]) {
      const { scans, field, press, rest } = place({ focused: true, takesDigits: true });
      for (const [i, key] of [...'06102026', 'Enter'].entries()) press(key, i === slow ? 45 : 20);
      rest();
      expect(scans).toEqual([]);
      expect(field).toMatchObject({ content: '06102026', entered: 1 });
    }
  });

  it('are digits without an Enter, where digits are typed', () => {
    const { scans, field, type, rest } = place({ focused: true, takesDigits: true });
    type('06102026', 3);
    rest();
    expect(scans).toEqual([]);
    expect(field.content).toBe('06102026');
  });

  it('are one key held down', () => {
    const { scans, press, rest } = place();
    press('7', 10);
    for (let i = 0; i < 30; i++) press('7', 33, { repeat: true });
    rest();
    expect(scans).toEqual([]);
  });

  it('are those on a screen that takes none', () => {
    const { scans, field, type, rest } = place({ focused: true, enabled: false });
    type('220744;57261\n', 3);
    rest();
    expect(scans).toEqual([]);
    expect(field.content).toBe('220744;57261');
  });
});

it('scans are taken wherever an account can be opened, and nowhere a stranger’s is open or a password is typed', () => {
  const withShift = (path: string) => acceptsScans(path, true);
  const without = (path: string) => acceptsScans(path, false);
  expect(['/', '/find', '/find/address', '/find/result', '/proof', '/cabinet', '/goodbye'].every(without)).toBe(true);
  expect(['/desk', '/desk/open', '/desk/house/list', '/statement'].every(withShift)).toBe(true);
  expect(['/desk', '/statement', '/pay', '/profile', '/cabinet/sign-in', '/cabinet/register'].some(without)).toBe(
    false,
  );
  expect(withShift('/desk/sign-in')).toBe(false);
});
