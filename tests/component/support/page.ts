// What component tests share: an element on the page, the keys and fingers on it, and what can be seen and heard of it.
import { render, type TemplateResult } from 'lit';
import { commands, page, type Locator } from 'vitest/browser';
import { expect } from 'vitest';
import '../../../src-renderer/ui/index.ts';

/** A finger's target, in CSS pixels (docs: the least a kiosk may have). */
const TARGET = 64;

const places: HTMLElement[] = [];

/** Puts a template on the page and gives its first element once it is drawn. */
export async function show<E extends HTMLElement>(template: TemplateResult): Promise<E> {
  const place = document.createElement('div');
  document.body.append(place);
  places.push(place);
  render(template, place);
  const element = place.firstElementChild as E & { updateComplete?: Promise<unknown> };
  await element.updateComplete;
  return element;
}

/** Takes everything off the page again. */
export function clear(): void {
  for (const place of places.splice(0)) place.remove();
}

/** The details of an element's events, as they come. */
export function told(element: HTMLElement, name: string): unknown[] {
  const details: unknown[] = [];
  element.addEventListener(name, event => details.push((event as CustomEvent).detail));
  return details;
}

/** A button by the whole of its spoken name. */
export const button = (name: string): Locator => page.getByRole('button', { name, exact: true });

/** A key of the keyboard or the number pad on the screen. */
export const keyOn = (name: string): Locator =>
  page.getByRole('group', { name: /на\sэкране|[Oo]n-screen/ }).getByRole('button', { name, exact: true });

/** Presses on-screen keys one after another. */
export async function press(...names: string[]): Promise<void> {
  for (const name of names) await keyOn(name).click();
}

/** A finger, not a mouse; `through` whatever of the same target lies over the element. */
export const tap = (locator: Locator, { through = false } = {}): Promise<void> =>
  commands.tap(locator.selector, through);

/** The element that has the focus, through shadow roots. */
export function focused(): Element | null {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element;
}

/** All elements under a root that match, through shadow roots. */
export function deep(root: ParentNode, selector: string): HTMLElement[] {
  return [...root.querySelectorAll<HTMLElement>('*')].flatMap(element => [
    ...(element.matches(selector) ? [element] : []),
    ...(element.shadowRoot ? deep(element.shadowRoot, selector) : []),
  ]);
}

/** Where an element can be hit: a row that is a button as a whole lays the button's ::after over itself. */
function hitBox(element: HTMLElement): DOMRect {
  const after = getComputedStyle(element, '::after');
  const whole = after.content !== 'none' && after.position === 'absolute' ? element.offsetParent : null;
  return (whole ?? element).getBoundingClientRect();
}

/** Every target on the page is as large as a finger. */
export function expectFingerSize(): void {
  const targets = deep(document, 'button, a[href], [role=tab], label:has(input)').filter(element =>
    element.checkVisibility({ visibilityProperty: true }),
  );
  expect(targets.length).toBeGreaterThan(0);
  const small = targets
    .map(element => ({ element, box: hitBox(element) }))
    .filter(({ box }) => box.width < TARGET - 0.5 || box.height < TARGET - 0.5)
    .map(({ element, box }) => `${element.outerHTML.slice(0, 80)} ${box.width} x ${box.height}`);
  expect(small).toEqual([]);
}
