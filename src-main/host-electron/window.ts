// The one window: at the kiosk it fills the screen and accepts few keys, at the desk it is an ordinary window.
import { join } from 'node:path';
import type { BrowserWindow, BrowserWindowConstructorOptions, Input, Session } from 'electron';
import type { Audience } from '#contract';
import { onDisplay } from './display.ts';
import type { After, Electron } from './electron.ts';

export interface WindowOptions {
  audience: Audience;
  /** shows the kiosk's screens in an ordinary window, for developers */
  windowed: boolean;
  packaged: boolean;
  preload: string;
  session: Session;
  /** folder with icon.png */
  iconDir: string;
  /** which screen a kiosk fills, from 1, left to right */
  display: number;
  after: After;
}

/** Wayland draws nothing into a hidden window, so its `ready-to-show` would never come. */
const showMs = 3000;

/** Shows the window once, as soon as anything says that it has content, or has none to wait for. */
function showOnce(window: BrowserWindow, after: After): void {
  let done = false;
  const show = () => {
    if (done) return;
    done = true;
    stop();
    if (!window.isDestroyed()) window.show();
  };
  const stop = after(showMs, show);
  window.once('ready-to-show', show);
  window.webContents.once('did-finish-load', show);
  window.webContents.once('did-fail-load', show);
  window.once('closed', () => {
    done = true;
    stop();
  });
}

function windowOptions(options: WindowOptions): BrowserWindowConstructorOptions {
  const whole = options.audience === 'kiosk' && !options.windowed;
  return {
    show: false,
    width: 1280,
    height: 1024,
    minWidth: 800,
    minHeight: 600,
    kiosk: whole,
    frame: !whole,
    autoHideMenuBar: true,
    backgroundColor: '#ffffff',
    icon: join(options.iconDir, 'icon.png'),
    webPreferences: {
      preload: options.preload,
      session: options.session,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      // The spell checker would download its dictionaries.
      spellcheck: false,
      devTools: !options.packaged,
    },
  };
}

const namedKeys = new Set([
  'Enter',
  'Tab',
  'Backspace',
  'Delete',
  'Escape',
  'Home',
  'End',
  'PageUp',
  'PageDown',
  'ArrowLeft',
  'ArrowRight',
  'ArrowUp',
  'ArrowDown',
  'Shift',
  'CapsLock',
  'NumLock',
]);

/**
 * The keys a kiosk accepts: letters, digits and the editing keys of a field, as USB scanners type them (some type Cyrillic with Alt and
 * the numeric pad). No shortcuts and no function keys: nothing reloads, zooms, prints, closes or opens.
 */
export function keyAllowed(input: Pick<Input, 'key' | 'code' | 'control' | 'alt' | 'meta'>): boolean {
  if (input.control || input.meta) return false;
  if (input.alt || input.key === 'Alt') return input.key === 'Alt' || /^Numpad\d$/.test(input.code);
  return [...input.key].length === 1 || namedKeys.has(input.key);
}

/** Opens the window, hidden until it has content. At the kiosk it closes only when `mayClose()`. */
export function openWindow(electron: Electron, options: WindowOptions, mayClose: () => boolean): BrowserWindow {
  electron.Menu.setApplicationMenu(null);
  const whole = options.audience === 'kiosk' && !options.windowed;
  const window = new electron.BrowserWindow(windowOptions(options));
  showOnce(window, options.after);
  if (whole) onDisplay(electron, window, options.display);
  if (options.audience === 'kiosk') {
    window.webContents.on('before-input-event', (event, input) => {
      if (!keyAllowed(input)) event.preventDefault();
    });
  }
  if (whole) {
    window.on('close', event => {
      if (!mayClose()) event.preventDefault();
    });
  }
  return window;
}

/** A second copy was started: bring the first one to the front. */
export function comeForward(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
