// The pieces of Electron the host is built from: handed in, so that a test can hand in its own.
import type * as electron from 'electron';

export type Electron = Pick<
  typeof electron,
  'app' | 'BrowserWindow' | 'dialog' | 'ipcMain' | 'Menu' | 'protocol' | 'session'
>;

/** Calls back once after so many milliseconds; the returned function takes it back. */
export type After = (ms: number, callback: () => void) => () => void;

export const after: After = (ms, callback) => {
  const timer = setTimeout(callback, ms);
  return () => clearTimeout(timer);
};
