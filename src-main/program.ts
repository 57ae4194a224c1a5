// The composed program as a host sees it: one entry for calls, one stream of events, and an end.
import type { EventListener } from './dispatch/event-stream.ts';
import type { Dispatch } from './dispatch/index.ts';
import type { Log } from './ports/log.ts';

export interface Program {
  dispatch: Dispatch;
  onEvent(listener: EventListener): () => void;
  /** The window lost its page (crash, reload, navigation, a closed tab): the visit in it is over. */
  windowLost(): void;
  log: Log;
  close(): Promise<void>;
}
