// The composed program as a host sees it: one door in, one stream of events out, and an end.
import type { EventName, EventPayload } from '#contract';
import type { Dispatch } from './dispatch/index.ts';
import type { Log } from './ports/log.ts';

export type EventListener = <E extends EventName>(event: E, payload: EventPayload<E>) => void;

export interface Program {
  dispatch: Dispatch;
  onEvent(listener: EventListener): () => void;
  /** The window lost its page (crash, reload, navigation, a closed tab): whatever visit there was is over. */
  windowLost(): void;
  log: Log;
  close(): Promise<void>;
}
