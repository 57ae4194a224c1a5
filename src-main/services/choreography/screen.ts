// What the screen is told as it is: how fresh the data is, and how a batch of documents goes.
import type { EventName, EventPayload } from '#contract';
import type { Staff } from '../staff/index.ts';
import type { SystemService } from '../system/index.ts';

/** Sends an event of the contract to every window that listens. */
export type TellScreen = <E extends EventName>(event: E, payload: EventPayload<E>) => void;

export function forwardToScreen(parties: {
  system: Pick<SystemService, 'onFreshness'>;
  batches: Pick<Staff['batches'], 'onChange'>;
  tellScreen: TellScreen;
}): void {
  const { system, batches, tellScreen } = parties;
  system.onFreshness(freshness => tellScreen('freshness', freshness));
  batches.onChange(batch => tellScreen('staff.batch', batch));
}
