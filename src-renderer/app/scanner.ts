// A USB scanner types like a very fast keyboard and ends with Enter. Its text is caught on the welcome and find screens.
import { typing } from '../ui/typing.ts';

/** Nobody types this fast for this long. */
const fastMs = 35;
const leastLength = 12;
const longest = 2000;

export type ScanListener = (text: string) => void;

/** Calls `listener` with the raw text of each scan while `enabled()`; main sorts out the keyboard layout it was typed under. */
export function startScanner(enabled: () => boolean, listener: ScanListener): () => void {
  let text = '';
  let last = -Infinity;
  let before: { field: ReturnType<typeof fieldNow>; value: string } | null = null;
  const fieldNow = () => typing.field;

  const begin = () => {
    const field = fieldNow();
    text = '';
    before = { field, value: field?.value ?? '' };
  };

  const onKeydown = (event: KeyboardEvent) => {
    if (!enabled() || event.ctrlKey || event.altKey || event.metaKey) return;
    const fast = event.timeStamp - last < fastMs;
    if (event.key.length === 1) {
      if (!fast) begin();
      last = event.timeStamp;
      if (text.length < longest) text += event.key;
      return;
    }
    if (event.key !== 'Enter' && event.key !== 'Tab') return;
    if (!fast || text.length < leastLength) return void begin();
    event.preventDefault();
    event.stopImmediatePropagation();
    const scanned = text;
    // What spilled into a field is no answer of the person's.
    if (before?.field) before.field.value = before.value;
    begin();
    listener(scanned);
  };

  window.addEventListener('keydown', onKeydown, { capture: true });
  return () => window.removeEventListener('keydown', onKeydown, { capture: true });
}
