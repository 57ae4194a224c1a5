// How fresh the shown data is, from what the sync thread says and the clock.
import type { Freshness } from '#contract';
import type { CacheMeta, SyncEvent, Trouble } from '../../ports/cache.ts';

export interface FreshnessState extends CacheMeta {
  progress: number | null;
  /** null while all is well */
  trouble: Trouble | null;
  /** since when changes of the fund are held back from this terminal, ISO UTC; null while none are */
  heldSince: string | null;
}

/** A transaction of the fund's takes seconds; one left open is another matter, and what it holds back is missing here. */
const heldMs = 60_000;

/** What one word of the sync thread changes. */
export function afterSyncEvent(state: FreshnessState, event: SyncEvent, now: string): FreshnessState {
  switch (event.type) {
    case 'progress':
      return { ...state, progress: event.fraction };
    case 'swapped':
      return { ...state, ready: true, progress: null };
    case 'fresh':
      return { ...state, asOf: event.asOf, trouble: null, heldSince: event.heldBack ? (state.heldSince ?? now) : null };
    case 'trouble':
      return { ...state, trouble: event.trouble };
    case 'online':
      return { ...state, trouble: null };
    case 'rebuilt':
      return { ...state, ready: false, asOf: null };
    case 'accountsChanged':
    case 'addressesChanged':
    case 'identity':
      return state;
  }
}

/** `now` ISO UTC; data older than `staleHours` is stale even while the fund answers. */
export function freshness(state: FreshnessState, now: string, staleHours: number): Freshness {
  const { ready, progress, trouble } = state;
  const asOf = ready ? state.asOf : null;
  if (trouble) return { asOf, state: trouble.kind, progress };
  if (!ready) return { asOf, state: 'loading', progress };
  if (progress !== null) return { asOf, state: 'renewing', progress };
  const age = (since: string) => Date.parse(now) - Date.parse(since);
  const held = state.heldSince !== null && age(state.heldSince) > heldMs;
  // also data dated ahead: one of the two clocks is wrong, and how old the data is nobody knows
  const old = asOf === null || held || Math.abs(age(asOf)) > staleHours * 3_600_000;
  return { asOf, state: old ? 'stale' : 'fresh', progress };
}
