// The end of a visit on the screen: touches are reported to main, the warning is shown, and everything is wiped at the end.
import type { VisitEnd } from '#contract';
import { currentLocale } from '../i18n/index.ts';
import { transport } from '../transport/index.ts';
import { comfort, resetLook } from './comfort.ts';
import { go } from './navigation.ts';
import { shiftState } from './shift.ts';
import { Store } from './store.ts';
import { systemInfo } from './system-info.ts';
import { visitState } from './visit.ts';

/** Seconds left before the wipe; null without a warning. */
export const idle = new Store<{ secondsLeft: number | null }>({ secondsLeft: null });

const touchEveryMs = 2000;
/** Milliseconds after main's limit at which the screen wipes itself, if main sends nothing. */
const ownGuardMs = 5000;

/** Much to read, a receipt to look for in a bag, or a letter in a mailbox. */
const readingPaths = /^\/(?:statement|news|fund|organizations|profile|proof|cabinet\/(?:register|recover))(?:\/|$)/;
const isReading = () => readingPaths.test(location.pathname);

let lastTouch = -Infinity;
let wasReading = false;
let ownGuard: ReturnType<typeof setTimeout> | undefined;

/** Nothing on this page belongs to a person. */
const isClean = () =>
  (location.pathname === '/' || location.pathname === '/goodbye') &&
  visitState.isEmpty &&
  comfort.isUsual &&
  currentLocale() === 'ru';

/** A fresh page is the surest wipe: nothing typed, drawn or stored by the old one stays in memory. */
function freshPage(): void {
  location.replace('/');
}

/** At the desk a visit is its shift's: no quiet of its own ends it. */
const keptByShift = () => shiftState.staff !== null && !systemInfo.kiosk;

function wipe(why: VisitEnd): void {
  idle.set({ secondsLeft: null });
  if (isClean()) return;
  visitState.clear();
  // where a shift has begun or ended, the desk goes to a screen of its own, which holds nothing of a visitor (shift.ts)
  if (why === 'shift' && !systemInfo.kiosk) return resetLook();
  // the goodbye keeps the person's look and language; the fresh page after it resets both for the next person
  if (why === 'button' && !keptByShift()) return go('/goodbye');
  resetLook();
  if (keptByShift()) go('/desk');
  else freshPage();
}

/** The person ends the visit. The screen is wiped even if main does not answer. */
export async function endVisit(): Promise<void> {
  await transport.call('visit.end', {});
  wipe('button');
}

/** The goodbye screen is over. */
export const afterGoodbye = (): void => {
  resetLook();
  freshPage();
};

function guardOurselves(): void {
  clearTimeout(ownGuard);
  if (keptByShift()) return;
  const { endSeconds = 105, readingSeconds = 0 } = systemInfo.info?.idle ?? {};
  const seconds = endSeconds + (isReading() ? readingSeconds : 0);
  ownGuard = setTimeout(() => wipe('idle'), seconds * 1000 + ownGuardMs);
}

/** Starts the idle timer again. */
export function touch(force = false): void {
  const now = performance.now();
  if (!force && now - lastTouch < touchEveryMs) return;
  lastTouch = now;
  wasReading = isReading();
  guardOurselves();
  void transport.call('visit.touch', { reading: wasReading });
}

/** The touch that led to a screen was given on the one before it. */
function onScreen(): void {
  if ((isReading() || wasReading) && !isClean()) touch(true);
}

export function startIdleGuard(): void {
  // A touch anywhere answers the warning, and a scan (scanned.ts); of the keys only its button's do.
  const onActivity = ({ type }: Event) => {
    if (idle.get().secondsLeft === null) touch();
    else if (type === 'pointerdown') stay();
  };
  window.addEventListener('vaadin-router-location-changed', onScreen);
  for (const name of ['pointerdown', 'keydown', 'wheel', 'touchmove'] as const) {
    window.addEventListener(name, onActivity, { capture: true, passive: true });
  }
  transport.on('visit.warning', ({ secondsLeft }) => {
    if (!isClean()) idle.set({ secondsLeft });
  });
  transport.on('visit.resumed', () => idle.set({ secondsLeft: null }));
  transport.on('visit.ended', ({ why }) => wipe(why));
}

/** The big button of the warning, or a touch beside it. */
export function stay(): void {
  idle.set({ secondsLeft: null });
  touch(true);
}
