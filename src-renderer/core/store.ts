// A small observable value, and the controller that redraws an element when it changes.
import type { ReactiveController, ReactiveControllerHost } from 'lit';

export interface Watchable {
  subscribe(listener: () => void): () => void;
}

export class Store<T extends object> implements Watchable {
  private readonly listeners = new Set<() => void>();
  protected value: T;

  constructor(initial: T) {
    this.value = initial;
  }

  get(): Readonly<T> {
    return this.value;
  }

  set(change: Partial<T>): void {
    this.value = { ...this.value, ...change };
    for (const listener of this.listeners) listener();
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }
}

/** Redraws `host` whenever `watched` changes; an element names its stores in `static watched` (KrElement). */
export class Watch implements ReactiveController {
  private stop: (() => void) | undefined;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly watched: Watchable,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    this.stop = this.watched.subscribe(() => this.host.requestUpdate());
  }

  hostDisconnected(): void {
    this.stop?.();
  }
}
