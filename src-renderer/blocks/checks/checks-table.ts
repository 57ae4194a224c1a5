// The table of the checks screens: headings, rows, and a last column of actions whose heading is for screen readers only.
import { html, nothing, type TemplateResult } from 'lit';
import { t, type MessageKey } from '../../i18n/index.ts';

export const checksTable = (
  headings: readonly MessageKey[],
  rows: readonly TemplateResult[],
  { actions }: { actions: boolean },
): TemplateResult =>
  html`<div class="card scrolled stacks">
    <table>
      <thead>
        <tr>
          ${headings.map(heading => html`<th scope="col">${t(heading)}</th>`)}
          ${actions ? html`<th><span class="sr-only">${t('desk.actions')}</span></th>` : nothing}
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`;
