// The four steps of an address: the request to main and the texts of each.
import type { Failure } from '#contract';
import type { MessageKey } from '../../i18n/index.ts';
import { transport } from '../../transport/index.ts';
import type { Choice, KeyboardLayout } from '../../ui/index.ts';
import type { StepName } from './meant-by.ts';

export type { StepName };

export const stepNames = ['settlement', 'street', 'house', 'flat'] as const satisfies readonly StepName[];

/** What has been chosen so far, in the order of the steps. */
export type Chosen = readonly Choice[];

export interface Suggestions {
  items: Choice[];
  more: boolean;
  /** there is nothing to choose from at this step: its only item is taken by itself */
  unnamed?: boolean;
}

export interface Step {
  heading: MessageKey;
  label: MessageKey;
  nothing: MessageKey;
  keys: KeyboardLayout;
  maxlength: number;
}

export const steps: Record<StepName, Step> = {
  settlement: {
    heading: 'find.settlementHeading',
    label: 'find.settlementLabel',
    nothing: 'find.nothingSettlement',
    keys: 'ru',
    maxlength: 100,
  },
  street: {
    heading: 'find.streetHeading',
    label: 'find.streetLabel',
    nothing: 'find.nothingStreet',
    keys: 'ru',
    maxlength: 100,
  },
  house: {
    heading: 'find.houseHeading',
    label: 'find.houseLabel',
    nothing: 'find.nothingHouse',
    keys: 'digits',
    maxlength: 100,
  },
  flat: {
    heading: 'find.flatHeading',
    label: 'find.flatLabel',
    nothing: 'find.nothingFlat',
    keys: 'digits',
    maxlength: 100,
  },
};

type Answer = { ok: true; value: Suggestions } | { ok: false; error: Failure };

const key = (chosen: Chosen, step: StepName): number => Number(chosen[stepNames.indexOf(step)]?.id);

/** What to offer at a step for the text typed so far. */
export async function suggest(step: StepName, chosen: Chosen, query: string): Promise<Answer> {
  switch (step) {
    case 'settlement':
      return transport.call('lookup.settlements', { query });
    case 'street':
      return transport.call('lookup.streets', { settlement: key(chosen, 'settlement'), query });
    case 'house': {
      const answer = await transport.call('lookup.houses', { street: key(chosen, 'street'), query });
      if (!answer.ok) return answer;
      const { items, more } = answer.value;
      return { ok: true, value: { items: items.map(({ house, label }) => ({ id: house, label })), more } };
    }
    case 'flat': {
      const answer = await transport.call('lookup.flats', { house: key(chosen, 'house'), query });
      if (!answer.ok) return answer;
      const { items, more } = answer.value;
      return { ok: true, value: { items: items.map(({ number, label }) => ({ id: number, label })), more } };
    }
  }
}

export const accountsOfFlat = (chosen: Chosen, flat: string) =>
  transport.call('lookup.byFlat', { house: key(chosen, 'house'), flat });
