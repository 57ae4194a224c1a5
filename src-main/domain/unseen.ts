// Signs of a text that nobody sees: soft hyphens, byte order marks, zero-width and direction marks, variation selectors, fillers.

const unseen = /[\p{Cf}\p{Co}\p{Cs}\p{Variation_Selector}\u115f\u1160\u3164\u2800]/gu;

/** The text as it looks: no two texts that look alike differ by these. */
export const withoutUnseen = (text: string): string => text.replace(unseen, '');
