// The events of the program: services tell them, the hosts carry them to their windows.
import type { EventName, EventPayload } from '#contract';
import { Emitter } from '../base/emitter.ts';

export type EventListener = <E extends EventName>(event: E, payload: EventPayload<E>) => void;

export class EventStream {
  readonly #told = new Emitter<(listener: EventListener) => void>();

  /** Tells every listener, whatever another one throws. */
  readonly tell: EventListener = (event, payload) => this.#told.emit(listener => listener(event, payload));

  /** The returned function stops listening. */
  readonly onEvent = (listener: EventListener): (() => void) => this.#told.on(call => call(listener));
}
