// A print job as the screen sees it, whatever is printed.
import { z } from 'zod';
import { Uuid } from './primitives.ts';

export const PrintState = z.enum(['queued', 'sent', 'done', 'failed']);
export type PrintState = z.infer<typeof PrintState>;

export const PrintJob = z.strictObject({
  job: Uuid,
  state: PrintState,
  /** In words, for the screen: where the paper comes out, or what is wrong. */
  note: z.string(),
});
export type PrintJob = z.infer<typeof PrintJob>;
