// A service's methods as the door calls them: by one person, in one visit.
import type { Call, Who } from '#contract';
import { visitor } from '../../src-main/services/audit/who.ts';

/** A visitor who is not signed in. */
export const somebody: Who = visitor({ id: () => '00000000-0000-4000-8000-0000000000aa', user: () => null });

type Called<M> = { [K in keyof M]: M[K] extends (input: infer I, call: Call) => infer A ? (input: I) => A : never };

/** `who` is asked at each call. */
export const called = <M extends object>(methods: M, who: () => Who = () => somebody): Called<M> =>
  Object.fromEntries(
    Object.entries(methods as Record<string, (input: unknown, call: Call) => unknown>).map(([name, answer]) => [
      name,
      (input: unknown) => answer(input, { who: who() }),
    ]),
  ) as Called<M>;
