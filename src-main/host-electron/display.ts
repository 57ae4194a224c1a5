// A kiosk's screen: the window fills the chosen one, follows it when screens come and go, and keeps it lit.
import type { BrowserWindow, Display } from 'electron';
import type { Electron } from './electron.ts';

/** The chosen screen, counted from 1 from left to right; the system's first where there is none of that number. */
function chosen(displays: readonly Display[], primary: Display, display: number): Display {
  const ordered = displays.toSorted((a, b) => a.bounds.x - b.bounds.x || a.bounds.y - b.bounds.y);
  return ordered[display - 1] ?? primary;
}

export function onDisplay({ screen, powerSaveBlocker }: Electron, window: BrowserWindow, display: number): void {
  const place = () => {
    if (window.isDestroyed()) return;
    const { bounds } = chosen(screen.getAllDisplays(), screen.getPrimaryDisplay(), display);
    // a window that fills a screen is not moved to another
    window.setKiosk(false);
    window.setBounds(bounds);
    window.setKiosk(true);
  };
  place();
  screen.on('display-added', place);
  screen.on('display-removed', place);
  screen.on('display-metrics-changed', (_event, _display, changed) => {
    if (changed.includes('bounds') || changed.includes('scaleFactor') || changed.includes('rotation')) place();
  });
  powerSaveBlocker.start('prevent-display-sleep');
}
