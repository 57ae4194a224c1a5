// One attempt at a time: two at once must not both slip under the limit.

/** Runs works one after another, whatever became of the one before. */
export function inTurn(): <T>(work: () => Promise<T>) => Promise<T> {
  let queue: Promise<unknown> = Promise.resolve();
  return work => {
    const result = queue.then(work, work);
    queue = result.catch(() => undefined);
    return result;
  };
}
