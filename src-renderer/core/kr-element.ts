// The class every kr-* element starts from: the base styles, a redraw when the language changes, and the stores it is drawn from.
import { LitElement, type CSSResultGroup, type CSSResultOrNative } from 'lit';
import { onLocale } from '../i18n/locale.ts';
import { base } from '../styles/shared.ts';
import { Watch, type Watchable } from './store.ts';

export class KrElement extends LitElement {
  /** What redraws the element when it changes: `static override watched = [visitState]`. */
  static watched: readonly Watchable[] = [];

  private stopLocale: (() => void) | undefined;

  constructor() {
    super();
    for (const watched of (this.constructor as typeof KrElement).watched) new Watch(this, watched);
  }

  /** The base styles come first, so that an element's own win. */
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
