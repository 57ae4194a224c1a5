// Which documents came out before: a second sheet of the same content is a copy and says so.
import { createHmac, randomBytes } from 'node:crypto';
import type { DocumentModel } from '../../ports/paper.ts';

export interface Copies {
  /** With `copy` where the same content was sent to a printer since the program started; other figures make another document. */
  marked(model: DocumentModel): DocumentModel;
  sent(model: DocumentModel): void;
}

/** A terminal prints a few hundred sheets a day. */
const remembered = 20_000;

/** Only keyed digests are kept, under a key that dies with the program: nothing of a document can be read from them. */
export function createCopies(): Copies {
  const key = randomBytes(32);
  const digests = new Set<string>();
  const digest = ({ copy: _, ...content }: DocumentModel) =>
    createHmac('sha256', key).update(JSON.stringify(content)).digest('base64');
  return {
    marked: model => (digests.has(digest(model)) ? { ...model, copy: true } : model),
    sent(model) {
      if (digests.size >= remembered) digests.clear();
      digests.add(digest(model));
    },
  };
}
