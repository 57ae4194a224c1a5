// Which documents came out before: a second sheet of the same content is a copy and says so.
import { createHash } from 'node:crypto';
import type { Clock } from '../../ports/clock.ts';
import type { DocumentModel } from '../../ports/paper.ts';
import type { TerminalStore } from '../../ports/terminal-store.ts';

export interface Copies {
  /** With `copy` where the same content was sent to a printer of this terminal within a year; other figures make another document. */
  marked(model: DocumentModel): Promise<DocumentModel>;
  sent(model: DocumentModel): Promise<void>;
}

const rememberedMs = 366 * 24 * 60 * 60 * 1000;

/** Only digests are kept, and they lie in the encrypted outbox file: a stolen disk cannot be searched for a person's document by brute force. */
export function createCopies(
  store: Pick<TerminalStore, 'wasPrinted' | 'setPrinted'>,
  clock: Pick<Clock, 'now'>,
): Copies {
  // the day it was drawn on is no content: printed again tomorrow, the same sums are a copy
  const digest = ({ copy: _, ...content }: DocumentModel) => {
    // nor is the size of its print: both sheets ask for the same money
    const asked =
      content.kind === 'paymentDocument' || content.kind === 'largeDocument'
        ? { kind: 'paymentDocument', document: { ...content.document, madeOn: '' } }
        : content;
    return createHash('sha256').update(JSON.stringify(asked)).digest('base64');
  };
  return {
    marked: async model => ((await store.wasPrinted(digest(model))) ? { ...model, copy: true } : model),
    async sent(model) {
      const now = clock.now();
      await store.setPrinted(digest(model), now, new Date(Date.parse(now) - rememberedMs).toISOString());
    },
  };
}
