// Handles a scan on any screen that accepts one: looks it up, then shows the result or the failure.
import type { Failure } from '#contract';
import { transport } from '../transport/index.ts';
import { idle } from './idle.ts';
import { go } from './navigation.ts';
import { startScanner, type FocusedField } from './scanner.ts';
import { Store } from './store.ts';
import { visitState } from './visit.ts';

export const scan = new Store<{ busy: boolean; failure: Failure | null }>({ busy: false, failure: null });

const takesScans = () =>
  (location.pathname === '/' || location.pathname.startsWith('/find')) && idle.get().secondsLeft === null;

async function lookUp(text: string): Promise<void> {
  if (scan.get().busy) return;
  scan.set({ busy: true, failure: null });
  const answer = await transport.call('lookup.byCode', { text });
  if (!takesScans()) return scan.set({ busy: false });
  if (answer.ok && answer.value.hits.length > 0) {
    scan.set({ busy: false });
    visitState.found('code', answer.value.hits);
    return go('/find/result');
  }
  const failure = answer.ok ? null : answer.error;
  scan.set({ busy: false, failure });
  return go('/find/scan');
}

export const startScans = (focusedField: FocusedField) =>
  startScanner(takesScans, focusedField, text => void lookUp(text));
