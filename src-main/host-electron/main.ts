// Electron's entry point: reads the settings, sets the folders and passes the real Electron to the host.
import { app, BrowserWindow, dialog, ipcMain, Menu, protocol, session } from 'electron';
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packageRoot, resource } from '../base/package-root.ts';
import { readSettings, type Settings } from '../settings.ts';
import { commandOf, runCommand } from './command.ts';
import { after } from './electron.ts';
import type { ReceiptWindow } from '../ports/printer.ts';
import { startElectronHost } from './host.ts';

const here = dirname(fileURLToPath(import.meta.url));

function settingsOrExit(): Settings | null {
  try {
    return readSettings(app.commandLine.getSwitchValue('settings') || undefined);
  } catch (error) {
    dialog.showErrorBox('Настройки не читаются', (error as Error).message);
    app.exit(1);
    return null;
  }
}

async function openReceiptWindow(): Promise<ReceiptWindow> {
  const { receiptWindow } = await import('./receipt-window.ts');
  return receiptWindow({
    session: session.defaultSession,
    windows: () => BrowserWindow.getAllWindows(),
    template: resource('pos-printer', 'receipt.html'),
    preload: join(here, 'receipt-preload.cjs'),
    load: async () => (await import('electron-pos-printer')).PosPrinter,
  });
}

function openProgram(settings: Settings): void {
  const profile = join(settings.dataDir, 'window');
  mkdirSync(profile, { recursive: true, mode: 0o700 });
  // One running copy per data folder, and Chromium's own files beside ours.
  app.setPath('userData', profile);
  void startElectronHost(
    { app, BrowserWindow, dialog, ipcMain, Menu, protocol, session },
    {
      settings,
      rendererDir: join(packageRoot, 'dist', 'renderer'),
      iconDir: resource('icons'),
      preload: join(here, 'preload.cjs'),
      argv: process.argv,
      windowed: !app.isPackaged && app.commandLine.hasSwitch('windowed'),
      after,
      load: async () => {
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
else {
  // no await before the host has begun: Electron would become ready too early
  const settings = settingsOrExit();
  if (settings) openProgram(settings);
}
