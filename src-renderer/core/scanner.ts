// A USB scanner types like a very fast keyboard and ends with Enter. Its text is caught on the welcome and find screens.

/** A longer silence than this begins a new burst of keys. */
const silenceMs = 250;
/** Nobody types at this pace: a scanner takes 1–10 ms a key, the quickest hand 90. A roll of the hand may, so a field asks for more. */
const paceMs = 50;
const leastLength = { inField: 12, elsewhere: 5 };
const longest = 2000;

export type ScanListener = (text: string) => void;

/** The field that keys fall into now, if any. */
export type FocusedField = () => { value: string } | null;

interface Burst {
  text: string;
  startedAt: number;
  lastAt: number;
  /** the field the keys fall into, as it was before them */
  field: ReturnType<FocusedField>;
  before: string;
}

/** Calls `listener` with the raw text of each scan while `enabled()`; main sorts out the keyboard layout it was typed under. */
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
    // What spilled into a field is no answer of the person's.
    if (ended.field) ended.field.value = ended.before;
    listener(ended.text);
  };

  window.addEventListener('keydown', onKeydown, { capture: true });
  return () => window.removeEventListener('keydown', onKeydown, { capture: true });
}
