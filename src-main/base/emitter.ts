// Listeners of one kind of event.

export class Emitter<T> {
  readonly #listeners = new Set<(event: T) => void>();

  /** The returned function stops listening. */
  on(listener: (event: T) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Calls every listener even if another one throws. Afterwards throws an AggregateError with what they threw. */
  emit(event: T): void {
    const errors: unknown[] = [];
    for (const listener of [...this.#listeners]) {
      try {
        listener(event);
      } catch (error) {
        errors.push(error);
      }
    }
    if (errors.length > 0) throw new AggregateError(errors, 'A listener failed');
  }
}
