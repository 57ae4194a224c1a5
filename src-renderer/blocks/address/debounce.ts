// Waiting for a person to stop typing.

/** Each call ends the wait of the one before it: that one resolves to false, the last one to true after `ms`. */
export function lastCallPause(): (ms: number) => Promise<boolean> {
  let cancel = () => {};
  return ms => {
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
