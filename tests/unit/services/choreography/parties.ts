// What the parties of a choreography were told, in order, by what name; and a party that speaks when the test says so.
import type { EventName } from '#contract';
import type { TellScreen } from '../../../../src-main/services/choreography/screen.ts';

export type Call = readonly [string, ...unknown[]];

export function record() {
  const calls: Call[] = [];
  const failing = new Set<string>();
  /** A function that notes its call, and throws when the test has said that it fails. */
  const noted =
    (name: string) =>
    (...given: unknown[]): void => {
      calls.push([name, ...given]);
      if (failing.has(name)) throw new Error(`${name} failed`);
    };
  /** The same for a function that answers with a promise. */
  const notedLater =
    (name: string) =>
    async (...given: unknown[]): Promise<void> =>
      noted(name)(...given);
  const tellScreen: TellScreen = (event: EventName, payload: unknown) => noted('screen')(event, payload);
  return { calls, names: () => calls.map(([name]) => name), failing, noted, notedLater, tellScreen };
}

/** An `onEvent` with one listener, and what makes it speak. */
export function speaker<T>() {
  let listener: ((event: T) => void) | null = null;
  return {
    on(heard: (event: T) => void) {
      listener = heard;
      return () => void (listener = null);
    },
    say(event: T) {
      if (!listener) throw new Error('Nobody listens.');
      listener(event);
    },
  };
}

/** Lets promises that are over be noticed. */
export const settled = () => new Promise<void>(resolve => setImmediate(resolve));
