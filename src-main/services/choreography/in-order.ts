// Several answers to one event.
import { Emitter } from '../../base/emitter.ts';

/** Calls every step in order, whatever an earlier one throws. Throws an AggregateError afterwards when one did. */
export function inOrder<T>(...steps: readonly ((event: T) => void)[]): (event: T) => void {
  const all = new Emitter<T>();
  for (const step of steps) all.on(step);
  return event => all.emit(event);
}
