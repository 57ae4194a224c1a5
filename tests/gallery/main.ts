// The gallery: every element of ui/ in every state on one page, in the text size and the theme that the address or the page asks for.
import { html, render } from 'lit';
import '@awesome.me/webawesome/dist/translations/ru.js';
import { textSizes, themes } from '../../src-renderer/core/comfort.ts';
import { setLocale } from '../../src-renderer/i18n/index.ts';
import { specimens, type Specimen } from './specimens.ts';

const asked = new URLSearchParams(location.search);
const { dataset } = document.documentElement;
dataset['text'] = asked.get('text') ?? '1';
dataset['theme'] = asked.get('theme') ?? 'light';
setLocale(asked.get('language') === 'en' ? 'en' : 'ru');

/** The same page with one choice changed; kept in the address, so that a look can be sent to another person. */
function choose(name: 'text' | 'theme' | 'language', value: string): void {
  asked.set(name, value);
  location.search = asked.toString();
}

const choice = (name: 'text' | 'theme' | 'language', values: readonly (string | number)[], now: string) =>
  values.map(
    value =>
      html`<kr-button
        pressed=${String(value) === now ? 'true' : 'false'}
        data-choice="${name}-${value}"
        @click=${() => choose(name, String(value))}
        >${name} ${value}</kr-button
      >`,
  );

const figure = ({ state, template, wide = false }: Specimen) =>
  html`<figure class="specimen ${wide ? 'wide' : ''}" data-state=${state}>
    <figcaption>${state}</figcaption>
    ${template}
  </figure>`;

render(
  html`<nav aria-label="Look">
      ${choice('text', textSizes, dataset['text'])} ${choice('theme', themes, dataset['theme'])}
      ${choice('language', ['ru', 'en'], document.documentElement.lang)}
    </nav>
    ${Object.entries(specimens).map(
      ([tag, list]) =>
        html`<section data-tag=${tag} id=${tag}>
          <h2>${tag}</h2>
          ${list.map(figure)}
        </section>`,
    )}`,
  document.body,
);
