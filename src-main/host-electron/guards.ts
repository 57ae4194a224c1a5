// Blocks what a page may not do: leave our origin, open windows, hold permissions or devices, download, reach the network.
import type { App, IpcMainInvokeEvent, Session, WebContents } from 'electron';
import { isOurs, scheme } from './protocol.ts';

/** Only calls from the main frame of our own window on our own origin are answered. A frame that is gone or has no URL yet is rejected. */
export function fromOurPage(event: Pick<IpcMainInvokeEvent, 'sender' | 'senderFrame'>, contents: WebContents): boolean {
  const frame = event.senderFrame;
  return event.sender === contents && frame !== null && frame.parent === null && isOurs(frame.url);
}

/** Applies to every page of the process, including windows that a library opens. */
export function guardPages(app: Pick<App, 'on'>): void {
  app.on('web-contents-created', (_event, contents) => {
    const stayHere = (details: { url: string; preventDefault(): void }) => {
      if (!isOurs(details.url)) details.preventDefault();
    };
    contents.on('will-navigate', stayHere);
    contents.on('will-frame-navigate', stayHere);
    contents.on('will-redirect', stayHere);
    contents.on('will-attach-webview', event => event.preventDefault());
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  });
}

export function guardSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, callback) => callback(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, callback) => callback(null));
  session.setBluetoothPairingHandler((_details, callback) => callback({ confirmed: false }));
  session.on('will-download', event => event.preventDefault());
}

/** The window's session may load only our files and images held in memory, nothing over a network. */
export function guardRequests(session: Pick<Session, 'webRequest'>, { devTools }: { devTools: boolean }): void {
  const allowed = new Set([`${scheme}:`, 'data:', ...(devTools ? ['devtools:'] : [])]);
  session.webRequest.onBeforeRequest((details, callback) => {
    callback({ cancel: !allowed.has(URL.parse(details.url)?.protocol ?? '') });
  });
}

/**
 * The switches a packaged program takes. Chromium has hundreds, many of which undo the hardening (`--no-sandbox`, `--remote-debugging-port`,
 * `--renderer-cmd-prefix`), and gets new ones with every version: so what is not listed here stops the start.
 */
const known = new Set([
  'settings',
  // where a desktop needs help with the picture: none of these gives a page or a person more than they have
  'disable-gpu',
  'force-device-scale-factor',
  'lang',
  'ozone-platform',
  'ozone-platform-hint',
  'touch-events',
]);

/**
 * The first argument that is a switch and not a known one; null when there is none. Chromium takes one dash and two for the same, its
 * names in any case under Windows, where a slash begins a switch too.
 */
export function unknownSwitch(argv: readonly string[], platform: NodeJS.Platform): string | null {
  const sign = platform === 'win32' ? /^(?:--?|\/)/ : /^--?/;
  return argv.slice(1).find(each => sign.test(each) && !known.has(each.replace(sign, '').split('=')[0] ?? '')) ?? null;
}
