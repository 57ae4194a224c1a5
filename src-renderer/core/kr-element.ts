// The base class of every kr-* element: base styles, and redrawing when the language or a watched store changes.
import { LitElement, type CSSResultGroup, type CSSResultOrNative } from 'lit';
import { onLocale } from '../i18n/locale.ts';
import { base } from '../styles/shared.ts';
import { Watch, type Watchable } from './store.ts';

export class KrElement extends LitElement {
  /** Stores that redraw the element when they change: `static override watched = [visitState]`. */
  static watched: readonly Watchable[] = [];

  private stopLocale: (() => void) | undefined;

  constructor() {
    super();
    for (const watched of (this.constructor as typeof KrElement).watched) new Watch(this, watched);
  }

  /** The base styles come first, so that the element's own styles override them. */
  protected static override finalizeStyles(styles: CSSResultGroup = []): CSSResultOrNative[] {
    return super.finalizeStyles([base, styles]);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.stopLocale = onLocale(() => this.requestUpdate());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stopLocale?.();
  }
}
