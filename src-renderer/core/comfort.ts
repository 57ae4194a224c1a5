// The person's reading settings: text size and colours. Reset with the visit and never stored.
import { setLocale } from '../i18n/index.ts';
import { Store } from './store.ts';

export const textSizes = [1, 2, 3, 4] as const;
export const themes = ['light', 'black-on-white', 'white-on-black', 'blue'] as const;
export type TextSize = (typeof textSizes)[number];
export type Theme = (typeof themes)[number];

interface Comfort {
  text: TextSize;
  theme: Theme;
}

const usual: Comfort = { text: 1, theme: 'light' };

class ComfortStore extends Store<Comfort> {
  override set(change: Partial<Comfort>): void {
    super.set(change);
    const { dataset } = document.documentElement;
    dataset['text'] = String(this.value.text);
    dataset['theme'] = this.value.theme;
  }

  get isUsual(): boolean {
    return this.value.text === usual.text && this.value.theme === usual.theme;
  }

  reset(): void {
    this.set(usual);
  }
}

export const comfort = new ComfortStore(usual);

/** Resets the look and the language (Russian) for the next person. */
export function resetLook(): void {
  comfort.reset();
  setLocale('ru');
}
