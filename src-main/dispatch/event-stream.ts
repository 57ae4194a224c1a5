// The program's events: services emit them, the hosts pass them to their windows.
import type { EventName, EventPayload } from '#contract';
import { Emitter } from '../base/emitter.ts';

export type EventListener = <E extends EventName>(event: E, payload: EventPayload<E>) => void;

export class EventStream {
  readonly #told = new Emitter<(listener: EventListener) => void>();

  /** Calls every listener even if another one throws. */
  readonly tell: EventListener = (event, payload) => this.#told.emit(listener => listener(event, payload));

  /** The returned function stops listening. */
  readonly onEvent = (listener: EventListener): (() => void) => this.#told.on(call => call(listener));
}
