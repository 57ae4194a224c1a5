// Which suggestion is meant when a person types and presses Enter.
import type { Choice } from '../../ui/kr-choice-list.ts';

export type StepName = 'settlement' | 'street' | 'house' | 'flat';

const plain = (label: string): string => label.toLowerCase().replace(/\s+/g, ' ').trim();

/** «кв. 10» → «10»: a label without the abbreviation of its kind. */
const bare = (label: string): string => plain(label).replace(/^(?:[а-яё]+\.\s*|(?:пр-кт|б-р|пр-д|ш)\s+)/, '');

/** «с. Красное, Алатырский р-н» → «с. Красное»: of two villages of one name the person chooses. */
const named = (label: string): string => bare(label.split(',')[0] ?? '');

/**
 * The suggestion that Enter takes for a typed text: the exact match, otherwise the only one; for settlements and streets also the
 * best match, but never a house or flat whose number only begins with the text.
 */
export function meantBy(step: StepName, typed: string, items: readonly Choice[]): Choice | undefined {
  const exact =
    items.find(item => plain(item.label) === plain(typed)) ?? items.find(item => bare(item.label) === bare(typed));
  if (exact) return exact;
  const [best, next] = items;
  if (items.length === 1) return best;
  if (step === 'house' || step === 'flat' || !best) return undefined;
  return next && named(next.label) === named(best.label) ? undefined : best;
}
