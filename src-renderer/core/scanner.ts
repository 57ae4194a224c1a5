// A USB scanner types like a very fast keyboard. Takes such a burst of keys as one scan, whatever it begins and ends with.

/**
 * Milliseconds without a key that end a burst: scanners pause at a line break, and a busy machine hands keys over late. A payment QR
 * goes on until it has named an account, in whichever layout.
 */
const quietMs = 250;
const quietInQrMs = 800;
const quietOf = (text: string) =>
  /(?:st|ыЕ)0001/iu.test(text) && !/persacc|зукыфсс/iu.test(text) ? quietInQrMs : quietMs;
/** Milliseconds per key. A scanner takes 1–10, the fastest typist 90. */
const paceMs = 50;
/** Milliseconds that no key of a scan waits, its Enter neither: what tells a short code from a date that is typed and sent. */
const longestWaitMs = 30;
/** Keys of a scan. Rolling a hand over the keys may be as fast, so a field requires more of them, or Enter behind them. */
const leastLength = { elsewhere: 5, inFieldWithEnter: 6, inField: 10 };
const leastDigits = { elsewhere: 1, inField: 4 };
/** Characters, as many as lookup.byCode takes. */
const longest = 2000;

export type ScanListener = (text: string) => void;

/** The field that has the focus. */
export interface ScannedField {
  /** its content, to be given back to `restore` */
  readonly content: string;
  /** Undoes what the keys of a scan have typed. */
  restore(content: string): void;
  /** A person types as many digits here as a short code has. */
  readonly takesDigits: boolean;
}

interface Burst {
  text: string;
  startedAt: number;
  lastAt: number;
  /** the longest time between two of its keys */
  longestWait: number;
  /** the field that gets the keys, with its content before them */
  field: ScannedField | null;
  before: string;
  /** known to be a scan: its keys reach nothing else */
  taken: boolean;
}

interface ScannerDeps {
  keys: Pick<EventTarget, 'addEventListener' | 'removeEventListener'>;
  /** Whether the screen shown accepts scans; on others the keys are left alone. */
  enabled(): boolean;
  focusedField(): ScannedField | null;
  /** The keys have turned out to be a scan, which is not over yet. */
  begun?(): void;
}

type Key = 'sign' | 'end' | 'silent' | 'foreign';

/** What a key means in a burst. Scanners also send line breaks as Ctrl+J and Ctrl+M, and press Shift or F-keys, which type nothing. */
function kindOf(event: KeyboardEvent): Key {
  if (event.repeat || event.altKey || event.metaKey) return 'foreign';
  if (event.ctrlKey) return event.key === 'Control' ? 'silent' : /^[jm]$/i.test(event.key) ? 'end' : 'foreign';
  if (event.key.length === 1) return 'sign';
  return event.key === 'Enter' || event.key === 'Tab' ? 'end' : 'silent';
}

function isScan({ text, startedAt, lastAt, longestWait, field }: Burst, ended: boolean): boolean {
  const digits = text.match(/\d/g)?.length ?? 0;
  if (text.length < 2 || (lastAt - startedAt) / (text.length - 1) > paceMs) return false;
  if (!field) return text.length >= leastLength.elsewhere && digits >= leastDigits.elsewhere;
  const short = ended && (!field.takesDigits || longestWait <= longestWaitMs);
  return text.length >= (short ? leastLength.inFieldWithEnter : leastLength.inField) && digits >= leastDigits.inField;
}

/** Calls `listener` with the raw text of each scan, its line breaks kept; main corrects the keyboard layout. Returns the stop. */
export function startScanner(deps: ScannerDeps, listener: ScanListener): () => void {
  let burst: Burst | null = null;
  let quiet: ReturnType<typeof setTimeout> | undefined;

  const begin = (at: number): Burst => {
    const field = deps.focusedField();
    return { text: '', startedAt: at, lastAt: at, longestWait: 0, field, before: field?.content ?? '', taken: false };
  };

  const finish = () => {
    clearTimeout(quiet);
    const ended = burst;
    burst = null;
    if (ended?.taken) listener(ended.text.trim());
  };

  /** From here on the burst is a scan; what its first keys have typed into a field is undone. */
  const take = (ended: Burst) => {
    ended.taken = true;
    ended.field?.restore(ended.before);
    deps.begun?.();
  };

  const noteWait = (by: Burst, at: number) => {
    by.longestWait = Math.max(by.longestWait, at - by.lastAt);
  };

  const add = (event: KeyboardEvent, kind: Key) => {
    if (kind === 'sign') {
      burst ??= begin(event.timeStamp);
      noteWait(burst, event.timeStamp);
      burst.lastAt = event.timeStamp;
      if (burst.text.length < longest) burst.text += event.key;
      if (!burst.taken && isScan(burst, false)) take(burst);
    } else if (burst && kind === 'end') {
      noteWait(burst, event.timeStamp);
      if (!burst.taken && isScan(burst, true)) take(burst);
      if (!burst.taken) burst = null;
      else if (burst.text.length < longest) burst.text += '\n';
    }
  };

  const onKeydown = (event: KeyboardEvent) => {
    if (burst && event.timeStamp - burst.lastAt > quietOf(burst.text)) finish();
    if (!burst?.taken && !deps.enabled()) return;
    const kind = kindOf(event);
    if (kind === 'foreign') return finish();
    add(event, kind);
    if (!burst) return;
    if (burst.taken) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
    clearTimeout(quiet);
    quiet = setTimeout(finish, quietOf(burst.text));
  };

  const listen = onKeydown as EventListener;
  deps.keys.addEventListener('keydown', listen, { capture: true });
  return () => {
    clearTimeout(quiet);
    deps.keys.removeEventListener('keydown', listen, { capture: true });
  };
}
