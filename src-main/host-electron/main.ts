// Electron's entry point: reads the settings, sets the folders and passes the real Electron to the host.
import { app, BrowserWindow, dialog, ipcMain, Menu, powerSaveBlocker, protocol, screen, session } from 'electron';
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packageRoot, resource } from '../base/package-root.ts';
import { logFolder, startLog } from '../compose-log.ts';
import type { ReceiptWindow } from '../ports/printer.ts';
import { readSettings, Settings } from '../settings.ts';
import { findSettings, notSetUp, settingsPlaces } from '../settings-place.ts';
import { commandOf, runCommand } from './command.ts';
import { crashedOften, restartOnCrash } from './crash.ts';
import { after } from './electron.ts';
import { startElectronHost } from './host.ts';

const here = dirname(fileURLToPath(import.meta.url));

interface Start {
  /** what holds for the window when there are no settings: an ordinary one */
  settings: Settings;
  file: string;
  /** why the program cannot run with them */
  error: Error | null;
}

function readStart(): Start {
  const named = app.commandLine.getSwitchValue('settings') || process.env['KAPREMONT_SETTINGS'];
  const file = named ?? (app.isPackaged ? findSettings() : null);
  const shown = file ?? settingsPlaces()[0];
  try {
    if (app.isPackaged && file === null) throw new Error(notSetUp());
    return { settings: readSettings(file ?? undefined), file: shown, error: null };
  } catch (error) {
    return { settings: Settings.parse({ audience: 'desk' }), file: shown, error: error as Error };
  }
}

async function openReceiptWindow(): Promise<ReceiptWindow> {
  const { receiptWindow } = await import('./receipt-window.ts');
  return receiptWindow({
    session: session.defaultSession,
    windows: () => BrowserWindow.getAllWindows(),
    template: resource('pos-printer', 'receipt.html'),
    preload: join(here, 'receipt-preload.cjs'),
  });
}

/** One running copy per data folder, and Chromium's own files beside ours. Returns why the folder cannot be written. */
function useFolder(dataDir: string): Error | null {
  const profile = join(dataDir, 'window');
  try {
    mkdirSync(profile, { recursive: true, mode: 0o700 });
    app.setPath('userData', profile);
    return null;
  } catch (error) {
    const said = `В папку данных ${dataDir} нельзя писать: проверьте права на неё и место на диске.`;
    return new Error(said, { cause: error });
  }
}

function openProgram({ settings, file, error }: Start): void {
  const unusable = error ?? useFolder(settings.dataDir);
  const log = startLog(settings);
  const crashes = join(settings.dataDir, 'restarts.json');
  restartOnCrash({ process, app, log, file: crashes, now: Date.now });
  void startElectronHost(
    { app, BrowserWindow, ipcMain, Menu, powerSaveBlocker, protocol, screen, session },
    {
      settings,
      rendererDir: join(packageRoot, 'dist', 'renderer'),
      iconDir: resource('icons'),
      preload: join(here, 'preload.cjs'),
      argv: process.argv,
      windowed: !app.isPackaged && app.commandLine.hasSwitch('windowed'),
      after,
      places: { settings: file, log: logFolder(settings) },
      startLog: log,
      load: async () => {
        if (unusable) throw unusable;
        if (crashedOften(crashes, Date.now()))
          throw new Error('Программа несколько раз подряд завершилась из-за ошибки. Причина записана в журнал.');
        const { compose } = await import('../compose.ts');
        const usesPage = settings.printers.some(({ kind }) => kind === 'posPrinter');
        return compose(settings, {
          checkOutputs: !app.isPackaged,
          log: 'file',
          ...(usesPage && { receiptWindow: await openReceiptWindow() }),
        });
      },
    },
  );
}

const command = app.isPackaged ? commandOf(process.argv) : null;
if (command !== null) void runCommand(command, { app, dialog });
// no await before the host has begun: Electron would become ready too early
else openProgram(readStart());
