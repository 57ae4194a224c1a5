// A window that loses its page, by a crash, a hang, a reload or a failed load: the visit ends and the page comes back, ever more slowly.
import type { App, WebContents } from 'electron';
import type { Log } from '../ports/log.ts';
import type { After } from './electron.ts';
import { startUrl } from './protocol.ts';

const firstWaitMs = 1000;
const longestWaitMs = 60_000;
/** A page that lived this long is well: the next trouble starts from the first wait again. */
const calmMs = 60_000;
/** Chromium's word for «another navigation took its place»: no failure. */
const aborted = -3;

export interface RecoveryDeps {
  app: Pick<App, 'on'>;
  contents: WebContents;
  /** Whatever visit there was is over. */
  lost(): void;
  log: Pick<Log, 'warn'>;
  after: After;
}

export function keepAlive({ app, contents, lost, log, after }: RecoveryDeps): void {
  let tries = 0;
  let waiting = false;
  let stopCalm = () => {};

  function comeBack(why: string, details: Record<string, unknown> = {}): void {
    log.warn('window lost its page', { why, ...details });
    stopCalm();
    lost();
    if (waiting) return;
    waiting = true;
    after(Math.min(firstWaitMs * 2 ** tries++, longestWaitMs), () => {
      waiting = false;
      // A load that fails says so by did-fail-load.
      if (!contents.isDestroyed()) contents.loadURL(startUrl).catch(() => undefined);
    });
  }

  contents.on('render-process-gone', (_event, { reason, exitCode }) =>
    comeBack('render-process-gone', { reason, exitCode }),
  );
  contents.on('unresponsive', () => {
    comeBack('unresponsive');
    // A hung page cannot be navigated away from: end its process.
    contents.forcefullyCrashRenderer();
  });
  contents.on('did-fail-load', (_event, code, description, _url, isMainFrame) => {
    if (isMainFrame && code !== aborted) comeBack('did-fail-load', { code, description });
  });
  contents.on('did-finish-load', () => {
    stopCalm();
    stopCalm = after(calmMs, () => (tries = 0));
  });
  app.on('child-process-gone', (_event, { type, reason, exitCode }) => {
    if (reason !== 'clean-exit') comeBack('child-process-gone', { type, reason, exitCode });
  });

  let loaded = false;
  contents.on('did-start-navigation', details => {
    if (!details.isMainFrame || details.isSameDocument) return;
    if (loaded) lost();
    loaded = true;
  });
}
