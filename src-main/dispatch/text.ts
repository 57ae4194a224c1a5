// A call as both hosts receive it: JSON text, with its size limited before it is parsed.
import { fail, type Result } from '#contract';
import type { Caller, Dispatch } from './index.ts';

/**
 * Both hosts carry the input as JSON text, so that a call means the same in both: one limit, and no dates, maps, cycles or prototypes.
 * `text` is unchecked input of any type; `maxBytes` counts its UTF-8 bytes.
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
