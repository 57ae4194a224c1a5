// A USB scanner types like a very fast keyboard and ends with Enter. The welcome and find screens catch its text.

/** Milliseconds. A longer silence begins a new burst of keys. */
const silenceMs = 250;
/** Milliseconds per key. A scanner takes 1–10, the fastest typist 90. Rolling a hand over the keys may be as fast, so a field requires more keys. */
const paceMs = 50;
const leastLength = { inField: 12, elsewhere: 5 };
const longest = 2000;

export type ScanListener = (text: string) => void;

/** The field that has the focus, if any. */
export type FocusedField = () => { value: string } | null;

interface Burst {
  text: string;
  startedAt: number;
  lastAt: number;
  /** the field that gets the keys, with its text before them */
  field: ReturnType<FocusedField>;
  before: string;
}

/** Calls `listener` with the raw text of each scan while `enabled()`; main corrects the keyboard layout. */
export function startScanner(enabled: () => boolean, focusedField: FocusedField, listener: ScanListener): () => void {
  let burst: Burst | null = null;

  const begin = (at: number): Burst => {
    const field = focusedField();
    return { text: '', startedAt: at, lastAt: at, field, before: field?.value ?? '' };
  };

  const isScan = ({ text, startedAt, field }: Burst, at: number) =>
    text.length >= (field ? leastLength.inField : leastLength.elsewhere) && (at - startedAt) / text.length <= paceMs;

  const onKeydown = (event: KeyboardEvent) => {
    if (!enabled() || event.ctrlKey || event.altKey || event.metaKey) return;
    const at = event.timeStamp;
    if (burst && at - burst.lastAt > silenceMs) burst = null;
    if (event.key.length === 1) {
      burst ??= begin(at);
      burst.lastAt = at;
      if (burst.text.length < longest) burst.text += event.key;
      return;
    }
    if (event.key !== 'Enter' && event.key !== 'Tab') return;
    const ended = burst;
    burst = null;
    if (!ended || !isScan(ended, at)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    // Removes the scanned text from the field, because the person did not type it.
    if (ended.field) ended.field.value = ended.before;
    listener(ended.text);
  };

  window.addEventListener('keydown', onKeydown, { capture: true });
  return () => window.removeEventListener('keydown', onKeydown, { capture: true });
}
