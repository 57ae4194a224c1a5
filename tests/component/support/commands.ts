// What a test in the page asks of the browser that holds it, beyond vitest's own commands.
import { defineBrowserCommand } from '@vitest/browser-playwright';

/** A finger on the middle of an element, by its locator's selector; `through` whatever lies over it. */
export const tap = defineBrowserCommand<[selector: string, through: boolean]>(async ({ iframe }, selector, through) => {
  await iframe.locator(selector).tap({ force: through });
});

declare module 'vitest/browser' {
  interface BrowserCommands {
    tap(selector: string, through: boolean): Promise<void>;
  }
}
