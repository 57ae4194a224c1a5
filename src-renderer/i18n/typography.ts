// Russian line breaks: a line does not end with «в», «и» or «не», nor begin with a dash. Such a word gets a no-break space.

const NBSP = '\u00a0';

/** Prepositions, conjunctions and particles of one or two letters, as a whole word followed by a space. */
const forward = /(?<=^|[\s(«„])(?:а|в|во|да|до|за|и|из|к|ко|на|не|ни|но|о|об|от|по|с|со|у) (?=\S)/gi;
/** «бы», «ли», «же» and a dash stay with the previous word. */
const backward = / (?=(?:б|бы|ж|же|ли)(?![\p{L}\p{N}])|[—–](?:\s|$))/giu;

export const bindShortWords = (text: string): string =>
  text.replace(forward, word => word.slice(0, -1) + NBSP).replace(backward, NBSP);
