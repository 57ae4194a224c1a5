// What the tests measure of a screen in its DOM, through shadow roots: targets and their gaps, what is cut off sideways, where the focus is.
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/** A finger's target and the gap to the next one, in CSS pixels (docs/domain.md#screen). */
const TARGET = 64;
const GAP = 8;

/** WCAG 2.2 A and AA, as sentences: rule, and where; or one rule alone. */
export async function axeFindings(page: Page, rule?: string): Promise<string[]> {
  // There are no frames here: without this every look opens and closes a page of its own.
  const axe = new AxeBuilder({ page }).setLegacyMode(true);
  if (rule) axe.withRules([rule]);
  else axe.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']);
  const { violations } = await axe.analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(
      node => `${id}: ${node.target.flat().join(' > ')} ${node.failureSummary?.split('\n').slice(1).join(' ')}`,
    ),
  );
}

/** What cannot be read without scrolling sideways, or is cut off there. */
export const sidewaysFindings = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    // What is drawn to a measured size is drawn anew in the frame after the size changed: the eye sees no other.
    for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
    const found: string[] = [];
    const look = (root: ParentNode): void => {
      for (const element of root.querySelectorAll('*')) {
        if (element.shadowRoot) look(element.shadowRoot);
        const style = getComputedStyle(element);
        const box = element.getBoundingClientRect();
        if (box.width < 2 || !element.checkVisibility({ visibilityProperty: true })) continue;
        const name = `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''}`;
        if (style.overflowX !== 'visible' && element.scrollWidth > element.clientWidth + 1)
          found.push(
            `${name}: ${element.scrollWidth} px in ${element.clientWidth}: ${element.textContent.trim().slice(0, 40)}`,
          );
        if (
          element.children.length === 0 &&
          element.textContent.trim() &&
          (box.right > innerWidth + 1 || box.left < -1)
        )
          found.push(`${name} is out of the window: ${element.textContent.trim().slice(0, 40)}`);
      }
    };
    look(document);
    return found;
  });

/** Targets that are too small for a finger, or too near to each other. */
export const targetFindings = (page: Page): Promise<string[]> =>
  page.evaluate(
    ({ TARGET, GAP }) => {
      const targets: { name: string; box: DOMRect; inSight: DOMRect }[] = [];
      const up = (element: Element) =>
        element.assignedSlot ?? element.parentElement ?? (element.getRootNode() as ShadowRoot).host ?? null;
      /** What scrolled-away places leave of a box. */
      const clipped = (element: Element, box: DOMRect) => {
        let [left, top, right, bottom] = [
          Math.max(box.left, 0),
          Math.max(box.top, 0),
          Math.min(box.right, innerWidth),
          Math.min(box.bottom, innerHeight),
        ];
        for (let at = up(element); at; at = up(at)) {
          if (getComputedStyle(at).overflowY === 'visible') continue;
          const frame = at.getBoundingClientRect();
          [left, top, right, bottom] = [
            Math.max(left, frame.left),
            Math.max(top, frame.top),
            Math.min(right, frame.right),
            Math.min(bottom, frame.bottom),
          ];
        }
        return new DOMRect(left, top, Math.max(0, right - left), Math.max(0, bottom - top));
      };
      /** Open dialogs make everything around them inert. */
      const dialogs: Element[] = [];
      const findDialogs = (root: ParentNode): void => {
        for (const element of root.querySelectorAll('*')) {
          if (element.matches('dialog:modal')) dialogs.push(element);
          if (element.shadowRoot) findDialogs(element.shadowRoot);
        }
      };
      findDialogs(document);
      const covered = (element: Element) => {
        if (dialogs.length === 0) return false;
        for (let at: Element | null = element; at; at = up(at)) if (dialogs.includes(at)) return false;
        return true;
      };
      const look = (root: ParentNode): void => {
        for (const element of root.querySelectorAll('*')) {
          if (element.shadowRoot) look(element.shadowRoot);
          if (!element.matches('button, a[href], input, select, textarea, summary, [role=button], [role=option]'))
            continue;
          if (!element.checkVisibility({ visibilityProperty: true }) || element.closest('[inert]')) continue;
          const box = element.getBoundingClientRect();
          const inSight = clipped(element, box);
          if (inSight.width < 1 || inSight.height < 1 || covered(element)) continue;
          const label = element.getAttribute('aria-label') ?? (element.textContent.trim() || element.id);
          const host = (element.getRootNode() as ShadowRoot).host;
          targets.push({
            name: `${host?.tagName.toLowerCase()} «${label || host?.textContent.trim().slice(0, 30)}»`,
            box,
            inSight,
          });
        }
      };
      look(document);
      const found = targets
        .filter(({ box }) => box.width < TARGET - 0.5 || box.height < TARGET - 0.5)
        .map(({ name, box }) => `${name} is ${box.width.toFixed(1)} x ${box.height.toFixed(1)}`);
      targets.forEach((one, i) => {
        for (const other of targets.slice(i + 1)) {
          const dx = Math.max(one.inSight.left, other.inSight.left) - Math.min(one.inSight.right, other.inSight.right);
          const dy = Math.max(one.inSight.top, other.inSight.top) - Math.min(one.inSight.bottom, other.inSight.bottom);
          if (Math.max(dx, dy) < GAP - 0.5)
            found.push(`${one.name} and ${other.name}: ${Math.max(dx, dy).toFixed(1)} px`);
        }
      });
      return found;
    },
    { TARGET, GAP },
  );

/** The focused element, through shadow roots: the test id it stands in, and whether the eye can see that it has the focus. */
export const focused = (page: Page): Promise<{ ids: string[]; seen: boolean }> =>
  page.evaluate(() => {
    let element: Element | null = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    const ids: string[] = [];
    const style = element && getComputedStyle(element);
    const ring = (s: CSSStyleDeclaration) => s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2;
    // A row that is a button as a whole draws its ring on ::after.
    let seen = !!style && (ring(style) || ring(getComputedStyle(element!, '::after')));
    for (let at: Element | null = element; at; at = at.parentElement ?? (at.getRootNode() as ShadowRoot).host ?? null) {
      const id = at.getAttribute('data-testid');
      if (id) ids.push(id);
      if (at !== document.body && at.matches(':focus-within') && ring(getComputedStyle(at))) seen = true;
    }
    return { ids, seen };
  });
