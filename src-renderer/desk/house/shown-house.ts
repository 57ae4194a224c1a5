// The house staff work on, shared by its screens. In memory only.
import type { HouseId, HouseReason } from '#contract';
import { Store } from '../../core/store.ts';

export const shownHouse = new Store<{
  house: HouseId | null;
  /** why staff look at it, for the audit log; null until they have said so */
  reason: HouseReason | null;
}>({ house: null, reason: null });
