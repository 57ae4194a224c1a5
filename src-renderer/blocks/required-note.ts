// What «*» beside a field's name means, at the end of a form.
import { html } from 'lit';
import { t } from '../i18n/index.ts';

export const requiredNote = () => html`<p class="quiet" data-testid="required-note">${t('common.required')}</p>`;
