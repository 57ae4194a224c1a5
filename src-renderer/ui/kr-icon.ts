// Line icons from local files; Web Awesome's icon libraries use the same files.
import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { registerIconLibrary } from '@awesome.me/webawesome/dist/webawesome.js';
import { allowDrawings } from './icon-policy.ts';

const sources = import.meta.glob<string>('./icons/*.svg', { query: '?raw', import: 'default', eager: true });
const urls = import.meta.glob<string>('./icons/*.svg', { query: '?url', import: 'default', eager: true });

allowDrawings(Object.values(sources));

const drawings = new Map<string, SVGElement>();
for (const [path, source] of Object.entries(sources)) {
  const parsed = new DOMParser().parseFromString(source, 'image/svg+xml').documentElement;
  drawings.set(path.slice('./icons/'.length, -'.svg'.length), parsed as unknown as SVGElement);
}

const resolver = (name: string) => urls[`./icons/${name}.svg`] ?? urls['./icons/info.svg'] ?? '';
registerIconLibrary('default', { resolver });
registerIconLibrary('system', { resolver });

/** `<kr-icon name="printer">`: a decoration hidden from screen readers; one line of text high. */
@customElement('kr-icon')
export class KrIcon extends LitElement {
  static override styles = css`
    :host {
      display: inline-flex;
      width: 1.25em;
      height: 1.25em;
      flex: none;
      vertical-align: -0.25em;
    }

    svg {
      width: 100%;
      height: 100%;
    }
  `;

  @property() name = '';

  override connectedCallback(): void {
    super.connectedCallback();
    this.setAttribute('aria-hidden', 'true');
  }

  override render() {
    const drawing = drawings.get(this.name);
    return drawing ? html`${document.importNode(drawing, true)}` : nothing;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-icon': KrIcon;
  }
}
