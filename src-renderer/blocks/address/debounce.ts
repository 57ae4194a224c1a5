// Waits until a person stops typing.

/** Resolves to true `ms` after the last call of a burst; the calls before it resolve to false. */
export function debounce(ms: number): () => Promise<boolean> {
  let cancel = () => {};
  return () => {
    cancel();
    return new Promise(resolve => {
      const timer = setTimeout(() => resolve(true), ms);
      cancel = () => {
        clearTimeout(timer);
        resolve(false);
      };
    });
  };
}
