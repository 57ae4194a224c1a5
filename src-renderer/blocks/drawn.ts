// Draws the states of a load: waiting, failed with a way to retry, and the content.
import { html, nothing, type TemplateResult } from 'lit';
import type { Failure } from '#contract';
import type { Load } from '../core/load.ts';
import { go } from '../core/navigation.ts';
import { failureText, t } from '../i18n/index.ts';
import '../ui/kr-message.ts';
import '../ui/kr-state.ts';

type Drawn = TemplateResult | typeof nothing;

/** The content when it is loaded; otherwise the state drawn in its place. */
export function drawn<T>(load: Load<T>, content: (value: T) => Drawn): Drawn {
  if (load.failure) return failed(load.failure, load.retry);
  if (load.value !== null) return content(load.value);
  return load.slow ? html`<kr-state kind="loading"></kr-state>` : nothing;
}

/** An account that is not open cannot be loaded again: offer to find it instead. */
export function failed(failure: Failure, again: () => void): TemplateResult {
  const closed = failure.code === 'visit.accountNotOpen';
  return html`<kr-state
    kind="error"
    data-testid="load-failure"
    text=${failureText(failure)}
    action-label=${t(closed ? 'statement.findAccount' : 'common.retry')}
    @kr-action=${closed ? () => go('/find') : again}
  ></kr-state>`;
}

/** A failure shown beside content that stays on the screen. */
export const told = (failure: Failure | null): Drawn =>
  failure ? html`<kr-message kind="error" text=${failureText(failure)}></kr-message>` : nothing;
