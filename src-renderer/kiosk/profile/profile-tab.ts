// The base of the profile's tabs: the profile they draw, and their styles.
import { css, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { Profile } from '#contract';
import { KrElement } from '../../core/kr-element.ts';
import { blocks } from '../../styles/shared.ts';

export abstract class ProfileTab extends KrElement {
  static override styles = [
    blocks,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--kr-gap-m);
      }

      .rows {
        padding-block: var(--kr-gap-xs);
      }

      h2 {
        font-size: var(--kr-text-l);
      }

      .choices {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 13rem), 1fr));
        gap: max(8px, 0.5rem);
      }

      .checks {
        display: grid;
        gap: max(8px, 0.5rem);
      }
    `,
  ];

  @property({ attribute: false }) profile: Profile | null = null;

  protected abstract content(profile: Profile): TemplateResult;

  override render() {
    return this.profile ? this.content(this.profile) : nothing;
  }
}
