// The parts of Electron the host uses, passed in so that a test can replace them.
import type * as electron from 'electron';

export type Electron = Pick<
  typeof electron,
  'app' | 'BrowserWindow' | 'ipcMain' | 'Menu' | 'powerSaveBlocker' | 'protocol' | 'screen' | 'session'
>;

/** Calls back once after so many milliseconds; the returned function cancels it. */
export type After = (ms: number, callback: () => void) => () => void;

export const after: After = (ms, callback) => {
  const timer = setTimeout(callback, ms);
  return () => clearTimeout(timer);
};
