// The messages between window and program: one channel for calls, one for events.
import type { IpcMain, WebContents } from 'electron';
import { fail, type Audience } from '#contract';
import { dispatchText } from '../dispatch/text.ts';
import type { Program } from '../program.ts';
import { maxInputBytes } from '../security-policy.ts';
import { fromOurPage } from './guards.ts';

export interface Wire {
  ipcMain: Pick<IpcMain, 'handle'>;
  contents: WebContents;
  audience: Audience;
  /** Calls that arrive while the program is starting wait for it. */
  program: Promise<Program>;
}

export function connect({ ipcMain, contents, audience, program }: Wire): void {
  ipcMain.handle('kr:call', async (event, method: unknown, text: unknown) => {
    // Checked before the first await: later the frame may have changed.
    if (!fromOurPage(event, contents)) throw new Error('refused');
    if (typeof method !== 'string') return fail('method.unknown');
    return dispatchText((await program).dispatch, { audience }, method, text, maxInputBytes);
  });
  void program
    .then(({ onEvent }) =>
      onEvent((name, payload) => {
        if (!contents.isDestroyed() && !contents.isCrashed()) contents.send('kr:event', name, payload);
      }),
    )
    .catch(() => undefined);
}
