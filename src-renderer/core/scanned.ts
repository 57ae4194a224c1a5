// Handles a scan on any screen where an account can be opened: looks it up, then shows the result or the failure.
import type { Failure } from '#contract';
import { transport } from '../transport/index.ts';
import { idle, stay } from './idle.ts';
import { go } from './navigation.ts';
import { acceptsScans } from './scan-places.ts';
import { startScanner, type ScannedField } from './scanner.ts';
import { shiftState } from './shift.ts';
import { Store } from './store.ts';
import { visitState } from './visit.ts';

export const scan = new Store<{ busy: boolean; failure: Failure | null }>({ busy: false, failure: null });

const takesScans = () => !shiftState.locked && acceptsScans(location.pathname, shiftState.staff !== null);

/** The warning before the end of a visit is shown: a scan says that somebody is there, on whatever screen. */
const isWarned = () => idle.get().secondsLeft !== null;

const begun = () => {
  if (isWarned()) stay();
};

/** The scan being looked up: of two in a row the later one is meant. */
let latest = 0;

async function lookUp(text: string): Promise<void> {
  const mine = ++latest;
  scan.set({ busy: true, failure: null });
  const answer = await transport.call('lookup.byCode', { text });
  if (mine !== latest) return;
  if (!takesScans()) return scan.set({ busy: false });
  if (answer.ok && answer.value.hits.length > 0) {
    scan.set({ busy: false });
    if (visitState.user && location.pathname.startsWith('/cabinet')) visitState.lookToAttach(true);
    visitState.found('code', answer.value.hits);
    return go('/find/result');
  }
  const failure = answer.ok ? null : answer.error;
  scan.set({ busy: false, failure });
  return go('/find/scan');
}

const onScan = (text: string) => {
  if (takesScans()) void lookUp(text);
};

export const startScans = (focusedField: () => ScannedField | null) =>
  startScanner({ keys: window, enabled: () => takesScans() || isWarned(), focusedField, begun }, onScan);
