// The bridge in the sandboxed page: window.kr has exactly `call` and `on`, and exposes nothing of Electron.
import type { IpcRendererEvent } from 'electron';

type Listener = (payload: unknown) => void;

// A sandboxed preload is CommonJS and may only require 'electron'.
const { contextBridge, ipcRenderer } = require('electron') as typeof import('electron');

const listeners = new Map<string, Set<Listener>>();

ipcRenderer.on('kr:event', (_event: IpcRendererEvent, name: string, payload: unknown) => {
  for (const listener of listeners.get(name) ?? []) listener(payload);
});

contextBridge.exposeInMainWorld('kr', {
  /** Rejects only when main does not answer; a method's failure arrives as a Result. */
  call: async (method: string, input: unknown): Promise<unknown> =>
    ipcRenderer.invoke('kr:call', method, JSON.stringify(input)),

  on: (name: string, listener: Listener): (() => void) => {
    const those = listeners.get(name) ?? new Set();
    listeners.set(name, those.add(listener));
    return () => void those.delete(listener);
  },
});
