// The demo's own methods: the letters its mail sink has kept.
import { fail, ok, type DemoLetter, type HandlersOf } from '#contract';

/** `letters` is null outside the demo: then there is no such method. */
export const demoMethods = (letters: (() => Promise<DemoLetter[]>) | null): HandlersOf<'demo'> => ({
  'demo.letters': async () => (letters ? ok({ letters: await letters() }) : fail('method.unknown')),
});
