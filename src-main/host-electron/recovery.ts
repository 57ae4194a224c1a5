// Recovers a window that loses its page (a crash, a hang, a failed load): the page is reloaded with growing pauses. The program is told, of a reload too.
import type { App, WebContents } from 'electron';
import type { Log } from '../ports/log.ts';
import type { PageLoss } from '../program.ts';
import type { After } from './electron.ts';
import { startUrl } from './protocol.ts';

const firstWaitMs = 1000;
const longestWaitMs = 60_000;
/** Milliseconds. After a page has lived this long, the next failure starts again with the first pause. */
const calmMs = 60_000;
/** Chromium's code for «another navigation replaced this one», which is no failure. */
const aborted = -3;
/** So many deaths of the graphics process, after which Chromium ends the whole program. */
const graphicsDeaths = 3;

export interface RecoveryDeps {
  app: Pick<App, 'on'>;
  contents: WebContents;
  /** The page is lost, and how. */
  lost(how: PageLoss): void;
  log: Pick<Log, 'warn'>;
  after: After;
  /** The graphics process dies again and again: the program is begun again without it. */
  withoutGraphics(): void;
}

export function keepAlive({ app, contents, lost, log, after, withoutGraphics }: RecoveryDeps): void {
  let tries = 0;
  let waiting = false;
  let stopCalm = () => {};

  function comeBack(why: string, details: Record<string, unknown> = {}): void {
    log.warn('window lost its page', { why, ...details });
    stopCalm();
    lost('gone');
    if (waiting) return;
    waiting = true;
    after(Math.min(firstWaitMs * 2 ** tries++, longestWaitMs), () => {
      waiting = false;
      // A failed load is reported by did-fail-load.
      if (!contents.isDestroyed()) contents.loadURL(startUrl).catch(() => undefined);
    });
  }

  contents.on('render-process-gone', (_event, { reason, exitCode }) =>
    comeBack('render-process-gone', { reason, exitCode }),
  );
  contents.on('unresponsive', () => {
    comeBack('unresponsive');
    // A hung page cannot be navigated away from, so its process is ended.
    contents.forcefullyCrashRenderer();
  });
  contents.on('did-fail-load', (_event, code, description, _url, isMainFrame) => {
    if (isMainFrame && code !== aborted) comeBack('did-fail-load', { code, description });
  });
  contents.on('did-finish-load', () => {
    stopCalm();
    stopCalm = after(calmMs, () => (tries = 0));
  });
  contents.on('did-navigate', (_event, url, code) => {
    // an answer of our own protocol is a finished load, whatever its code
    if (code >= 400) comeBack('did-navigate', { code, url });
  });
  // Chromium starts such a process again by itself, and the page stays.
  let deaths = 0;
  app.on('child-process-gone', (_event, { type, reason, exitCode }) => {
    if (reason === 'clean-exit') return;
    log.warn('child process gone', { type, reason, exitCode });
    if (type === 'GPU' && ++deaths === graphicsDeaths) withoutGraphics();
  });

  let loaded = false;
  contents.on('did-start-navigation', details => {
    if (!details.isMainFrame || details.isSameDocument) return;
    // guards.ts lets the window go nowhere but to our own page
    if (loaded) lost('reloaded');
    loaded = true;
  });
}
