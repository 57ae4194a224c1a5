// A print job as the screen sees it, whatever is printed.
import { z } from 'zod';
import { Uuid } from './primitives.ts';
import { Said } from './said.ts';

export const PrintState = z.enum(['queued', 'sent', 'done', 'failed']);
export type PrintState = z.infer<typeof PrintState>;

export const PrintJob = z.strictObject({
  job: Uuid,
  state: PrintState,
  /** For the screen: where the paper comes out, or what is wrong. */
  note: Said,
  /** The printer wants something (paper, a closed cover) and the document waits for it; what, in `note`. */
  trouble: z.boolean(),
  /** Printers at this terminal that could take it instead, by name; empty once it cannot be moved. */
  others: z.array(z.string()),
});
export type PrintJob = z.infer<typeof PrintJob>;
