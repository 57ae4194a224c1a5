// The house staff work on, shared by its screens. In memory only.
import type { HouseId } from '#contract';
import { Store } from '../../core/store.ts';

export const shownHouse = new Store<{ house: HouseId | null }>({ house: null });
