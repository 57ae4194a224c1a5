// A call as it comes through either host's door: JSON text, bounded before anything is made of it.
import { fail, type Result } from '#contract';
import type { Caller, Dispatch } from './index.ts';

/**
 * Both hosts carry the input as JSON text, so a call means the same in both: the same limit, no dates, maps, cycles or prototypes.
 * `text` is what came, whatever its type; `maxBytes` counts its UTF-8.
 */
export async function dispatchText(
  dispatch: Dispatch,
  caller: Caller,
  method: string,
  text: unknown,
  maxBytes: number,
): Promise<Result<unknown>> {
  if (typeof text !== 'string') return fail('input.invalid');
  if (text.length > maxBytes || Buffer.byteLength(text) > maxBytes) return fail('input.tooLong');
  let input: unknown;
  try {
    input = JSON.parse(text);
  } catch {
    return fail('input.invalid');
  }
  return dispatch(caller, method, input);
}
