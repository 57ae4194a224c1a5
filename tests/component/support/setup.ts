// The page around every component test: the product's own styles, and an empty body in Russian to begin with.
import { afterEach } from 'vitest';
import { setLocale } from '../../../src-renderer/i18n/index.ts';
import '../../../src-renderer/styles/index.css';
import { clear } from './page.ts';

setLocale('ru');

afterEach(() => {
  clear();
  setLocale('ru');
});
