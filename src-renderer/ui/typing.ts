// The field the on-screen keys type into: the last focused one that is still on the screen.

/** A field the on-screen keys can type into. */
export interface Typable extends HTMLElement {
  typeText(text: string): void;
  erase(): void;
  clearText(): void;
  value: string;
  /** what is typed, whole or in part; a scan's keys are undone by it */
  readonly content: string;
  restore(content: string): void;
  /** a person types as many digits here as a short code has: a sum, a date, a number */
  readonly takesDigits: boolean;
}

let active: Typable | null = null;

export const typing = {
  get field(): Typable | null {
    return active?.isConnected ? active : null;
  },
  /** The field that has the focus now: a keyboard or a scanner types into it. */
  get focused(): Typable | null {
    return typing.field?.matches(':focus-within') ? typing.field : null;
  },
  enter(field: Typable): void {
    active = field;
  },
  leave(field: Typable): void {
    if (active === field) active = null;
  },
  /** One on-screen key: a character, `Backspace` or `Clear`. */
  press(key: string): void {
    const field = typing.field;
    if (!field) return;
    if (key === 'Backspace') field.erase();
    else if (key === 'Clear') field.clearText();
    else field.typeText(key);
  },
};

/**
 * An element declares its events by a field that exists only for the compiler:
 * `declare readonly events: { 'kr-input': { value: string } }`, name and detail. `tell` and the template check use it.
 */
export interface Tells<Events extends object> extends HTMLElement {
  readonly events: Events;
}

/** Fires an event of the element; it bubbles through every shadow root. */
export function tell<Events extends object, Name extends keyof Events & string>(
  from: Tells<Events>,
  name: Name,
  detail: Events[Name],
): void {
  from.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
}
