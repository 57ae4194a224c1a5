// Which field the on-screen keys write into: the one focused last and still on the screen.

/** A field the on-screen keys can write into. */
export interface Typable extends HTMLElement {
  typeText(text: string): void;
  erase(): void;
  clearText(): void;
  /** what is in the field now; a scan that spilled into it puts this back */
  value: string;
}

let active: Typable | null = null;

export const typing = {
  get field(): Typable | null {
    return active?.isConnected ? active : null;
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
 * An element that sends events of its own declares them by a field that exists for the compiler alone:
 * `declare readonly events: { 'kr-input': { value: string } }`, name and detail. `tell` and the template check read it.
 */
export interface Tells<Events extends object> extends HTMLElement {
  readonly events: Events;
}

/** Sends an event of the element; it bubbles out of every shadow root. */
export function tell<Events extends object, Name extends keyof Events & string>(
  from: Tells<Events>,
  name: Name,
  detail: Events[Name],
): void {
  from.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
}
