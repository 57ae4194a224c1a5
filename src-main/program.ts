// The composed program as a host sees it: one entry for calls, one stream of events, and an end.
import type { EventListener } from './dispatch/event-stream.ts';
import type { Dispatch } from './dispatch/index.ts';
import type { Log } from './ports/log.ts';

/** `reloaded`: the same page is there again; `gone`: crash, hang, a closed tab, another page in its place. */
export type PageLoss = 'reloaded' | 'gone';

export interface Program {
  dispatch: Dispatch;
  onEvent(listener: EventListener): () => void;
  /** The window lost its page, and how: the visit in it is over, unless it is a clerk's page that was loaded again. */
  windowLost(how: PageLoss): void;
  log: Log;
  close(): Promise<void>;
}
