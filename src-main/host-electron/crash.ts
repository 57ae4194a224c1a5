// An error nobody caught: written to the log, and the program begins again, as nobody at a kiosk can begin it. Not for ever: what fails at once fails again.
import { readFileSync, writeFileSync } from 'node:fs';
import type { App } from 'electron';
import type { Log } from '../ports/log.ts';

/** So many restarts within the time below; the next start shows a page in place of the program. */
const most = 3;
const withinMs = 10 * 60_000;

/** Moments (ms) of the restarts that still count; a file that cannot be read counts none. */
function restarts(file: string, now: number): number[] {
  try {
    const known: unknown = JSON.parse(readFileSync(file, 'utf8'));
    const counts = (at: unknown): at is number => typeof at === 'number' && at <= now && now - at < withinMs;
    return Array.isArray(known) ? known.filter(counts) : [];
  } catch {
    return [];
  }
}

/** Whether the program has crashed so often of late that it is better not started. */
export const crashedOften = (file: string, now: number): boolean => restarts(file, now).length >= most;

export interface CrashDeps {
  process: Pick<NodeJS.Process, 'on'>;
  app: Pick<App, 'relaunch' | 'exit'>;
  log: Pick<Log, 'error'>;
  /** keeps the moments of the restarts */
  file: string;
  now(): number;
}

/** Without it Electron shows a dialog with a stack trace, and the program stays half alive behind it. */
export function restartOnCrash({ process, app, log, file, now }: CrashDeps): void {
  process.on('uncaughtException', error => {
    log.error('uncaught', error);
    try {
      writeFileSync(file, JSON.stringify([...restarts(file, now()), now()]), { mode: 0o600 });
    } catch (cause) {
      log.error('restart not noted', cause);
    }
    app.relaunch();
    app.exit(1);
  });
  process.on('unhandledRejection', reason => log.error('unhandled rejection', reason));
}
