// An owner's visit driven inside the page, so that what is measured is the program and not the driver: each step is a click of what stands there.
import type { Page } from '@playwright/test';

type Step = { click: string } | { keys: string } | { wait: string };

/** Clicks one after another as soon as each is there; rejects with the step that never came. */
export const steps = (page: Page, all: readonly Step[]): Promise<void> =>
  page.evaluate(async list => {
    interface Part {
      shadowRoot: Part | null;
      disabled?: boolean;
      click(): void;
      querySelector(css: string): Part | null;
      querySelectorAll(css: string): Iterable<Part>;
    }
    const { document } = globalThis as unknown as { document: Part };
    const found = (root: Part, css: string): Part | null => {
      const here = root.querySelector(css);
      if (here) return here;
      for (const each of root.querySelectorAll('*')) {
        const inner = each.shadowRoot && found(each.shadowRoot, css);
        if (inner) return inner;
      }
      return null;
    };
    const button = (part: Part): Part =>
      (part.shadowRoot && found(part.shadowRoot, 'button')) ?? part.querySelector('button') ?? part;
    const until = async (css: string): Promise<Part> => {
      for (let n = 0; n < 4000; n++) {
        const part = found(document, css);
        if (part && !button(part).disabled) return part;
        await new Promise(resolve => setTimeout(resolve, 5));
      }
      throw new Error(`never there: ${css}`);
    };
    for (const step of list) {
      if ('wait' in step) await until(`[data-testid="${step.wait}"]`);
      else if ('click' in step) button(await until(`[data-testid="${step.click}"]`)).click();
      else for (const key of step.keys) (await until(`button[data-key="${key}"]`)).click();
    }
  }, all as Step[]);
