// What a test in the page asks of the browser that holds it, beyond vitest's own commands.
import { defineBrowserCommand } from '@vitest/browser-playwright';

/** A finger on an element, by its locator's selector. */
export const tap = defineBrowserCommand<[selector: string]>(async ({ iframe }, selector) => {
  await iframe.locator(selector).tap();
});

declare module 'vitest/browser' {
  interface BrowserCommands {
    tap(selector: string): Promise<void>;
  }
}
