// What only the demo has: the letters its own mail server received, where a newcomer finds the codes.
import { z } from 'zod';
import { method } from './method.ts';
import { Instant } from './primitives.ts';

export const DemoLetter = z.strictObject({
  id: z.string(),
  at: Instant,
  to: z.string(),
  subject: z.string(),
  text: z.string(),
  /** names of attached files */
  attachments: z.array(z.string()),
});
export type DemoLetter = z.infer<typeof DemoLetter>;

export const demo = {
  /** Newest first, at most twenty. Fails with method.unknown outside the demo. */
  'demo.letters': method({
    audience: 'both',
    needs: 'nothing',
    input: z.strictObject({}),
    output: z.strictObject({ letters: z.array(DemoLetter) }),
  }),
};
