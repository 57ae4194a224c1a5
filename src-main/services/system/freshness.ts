// How fresh the shown data is, from what the sync thread says and the clock.
import type { Freshness } from '#contract';
import type { CacheMeta, SyncEvent } from '../../ports/cache.ts';

export interface FreshnessState extends CacheMeta {
  progress: number | null;
  offline: boolean;
}

/** What one word of the sync thread changes. */
export function afterSyncEvent(state: FreshnessState, event: SyncEvent): FreshnessState {
  switch (event.type) {
    case 'progress':
      return { ...state, progress: event.fraction };
    case 'swapped':
      return { ...state, ready: true, progress: null };
    case 'fresh':
      return { ...state, asOf: event.asOf, offline: false };
    case 'offline':
      return { ...state, offline: true };
    case 'online':
      return { ...state, offline: false };
    case 'rebuilt':
      return { ...state, ready: false, asOf: null };
    case 'accountsChanged':
    case 'addressesChanged':
      return state;
  }
}

/** `now` ISO UTC; data older than `staleHours` is stale even while the fund answers. */
export function freshness(state: FreshnessState, now: string, staleHours: number): Freshness {
  const progress = state.progress;
  if (!state.ready) return { asOf: null, state: state.offline ? 'offline' : 'loading', progress };
  if (state.offline) return { asOf: state.asOf, state: 'offline', progress };
  const old = state.asOf === null || Date.parse(now) - Date.parse(state.asOf) > staleHours * 3_600_000;
  return { asOf: state.asOf, state: old ? 'stale' : 'fresh', progress };
}
