// How fresh the shown data is, from what the sync thread says and the clock.
import type { Freshness } from '#contract';
import type { CacheMeta, SyncEvent, Trouble } from '../../ports/cache.ts';

export interface FreshnessState extends CacheMeta {
  progress: number | null;
  /** a copy waits for its turn at the fund */
  waiting: boolean;
  /** null while all is well */
  trouble: Trouble | null;
  /** since when changes of the fund are held back from this terminal, ISO UTC; null while none are */
  heldSince: string | null;
}

/** A transaction of the fund's takes seconds; one left open is another matter, and what it holds back is missing here. */
const heldMs = 60_000;

/** Before the sync thread has said anything. */
export const atFirst = (meta: CacheMeta): FreshnessState => ({
  ...meta,
  progress: null,
  waiting: false,
  trouble: null,
  heldSince: null,
});

/** What one word of the sync thread changes. */
export function afterSyncEvent(state: FreshnessState, event: SyncEvent, now: string): FreshnessState {
  switch (event.type) {
    case 'progress':
      return { ...state, progress: event.fraction, waiting: false };
    case 'waiting':
      return { ...state, progress: null, waiting: true };
    case 'swapped':
      return { ...state, ready: true, asOf: event.asOf, progress: null, waiting: false };
    case 'fresh':
      return {
        ...state,
        asOf: event.asOf,
        trouble: null,
        waiting: false,
        heldSince: event.heldBack ? (state.heldSince ?? now) : null,
      };
    case 'trouble':
      return { ...state, trouble: event.trouble };
    case 'online':
      return { ...state, trouble: null };
    case 'rebuilt':
      return { ...state, ready: false, asOf: null };
    case 'accountsChanged':
    case 'addressesChanged':
    case 'identity':
    case 'mended':
    case 'parted':
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
  if (state.waiting) return { asOf, state: 'waiting', progress };
  const age = (since: string) => Date.parse(now) - Date.parse(since);
  const held = state.heldSince !== null && age(state.heldSince) > heldMs;
  // also data dated ahead: one of the two clocks is wrong, and how old the data is nobody knows
  const old = asOf === null || held || Math.abs(age(asOf)) > staleHours * 3_600_000;
  return { asOf, state: old ? 'stale' : 'fresh', progress };
}
