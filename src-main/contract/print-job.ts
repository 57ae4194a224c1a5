// A print job as the screen sees it.
import { z } from 'zod';
import { Uuid } from './primitives.ts';
import { Said } from './said.ts';

export const PrintState = z.enum(['queued', 'sent', 'done', 'failed']);
export type PrintState = z.infer<typeof PrintState>;

export const PrintJob = z.strictObject({
  job: Uuid,
  state: PrintState,
  /** A sentence for the screen: where the paper comes out, or what is wrong. */
  note: Said,
  /** The document waits because the printer needs something (paper, a closed cover), which `note` says. */
  trouble: z.boolean(),
  /** Names of other printers at this terminal that could take the job; empty when it can no longer be moved. */
  others: z.array(z.string()),
});
export type PrintJob = z.infer<typeof PrintJob>;
