// Which of the suggestions a person means who types and presses Enter.
import type { Choice } from '../../ui/kr-choice-list.ts';

export type StepName = 'settlement' | 'street' | 'house' | 'flat';

/** «кв. 10» → «10»: a label without the abbreviation of what it is. */
const bare = (label: string): string => label.toLowerCase().replace(/^(?:[а-яё]+\.\s*|(?:пр-кт|б-р|пр-д|ш)\s+)/, '');

/**
 * What Enter takes of the suggestions for a typed text: the one that is exactly it, else the only one;
 * of towns and streets also the best match, but never a house or flat whose number merely begins so.
 */
export function meantBy(step: StepName, typed: string, items: readonly Choice[]): Choice | undefined {
  const wanted = bare(typed.trim());
  const exact = items.find(item => bare(item.label) === wanted);
  if (exact) return exact;
  return items.length === 1 || step === 'settlement' || step === 'street' ? items[0] : undefined;
}
