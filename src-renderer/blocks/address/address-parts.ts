// The parts of a screen that asks for an address: the field of the current step and its suggestions.
import { html, nothing, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { ref } from 'lit/directives/ref.js';
import { t } from '../../i18n/index.ts';
import '../../ui/kr-choice-list.ts';
import type { Choice } from '../../ui/kr-choice-list.ts';
import '../../ui/kr-message.ts';
import '../../ui/kr-state.ts';
import '../../ui/kr-text-field.ts';
import { told } from '../drawn.ts';
import type { AddressSearch } from './address-search.ts';
import { steps } from './address-steps.ts';

/** A new field for every step, so that it gets the caret. */
export function addressField(search: AddressSearch, testId: string) {
  const step = steps[search.step];
  return keyed(
    search.step,
    html`<kr-text-field
      label=${t(step.label)}
      label-hidden
      .value=${search.text}
      maxlength=${step.maxlength}
      start-here
      data-testid=${testId}
      @kr-input=${(event: CustomEvent<{ value: string }>) => search.type(event.detail.value)}
      @kr-enter=${() => search.enter()}
      @kr-down=${() => search.list.value?.focusFirst()}
    ></kr-text-field>`,
  );
}

/** `otherWay` is shown below «nothing found». Houses and flats are short: their list has the class `.short`. */
export function suggestions(search: AddressSearch, otherWay: TemplateResult | typeof nothing = nothing) {
  const { failure, found, step } = search;
  if (failure) return told(failure);
  if (!found) return html`<kr-state kind="loading"></kr-state>`;
  if (found.items.length === 0) {
    return html`<kr-message kind="warn" text=${t(steps[step].nothing)} data-testid="nothing-found"></kr-message>
      ${otherWay}`;
  }
  return html`<kr-choice-list
      class=${step === 'house' || step === 'flat' ? 'short' : ''}
      label=${t('find.suggestions')}
      .items=${found.items}
      data-testid="suggestions"
      ${ref(search.list)}
      @kr-choose=${(event: CustomEvent<Choice>) => search.choose(event.detail)}
    ></kr-choice-list>
    ${found.more ? html`<p class="quiet" role="status">${t('find.more')}</p>` : nothing}`;
}
