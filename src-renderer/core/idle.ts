// The end of a visit as the screen sees it: touches told to main, the warning, and wiping everything when it is over.
import type { VisitEnd } from '#contract';
import { currentLocale } from '../i18n/index.ts';
import { transport } from '../transport/index.ts';
import { comfort, resetLook } from './comfort.ts';
import { go } from './navigation.ts';
import { isDesk, shiftState } from './shift.ts';
import { Store } from './store.ts';
import { systemInfo } from './system-info.ts';
import { visitState } from './visit.ts';

/** Seconds left before the wipe; null when nobody has been quiet for long. */
export const idle = new Store<{ secondsLeft: number | null }>({ secondsLeft: null });

const touchEveryMs = 2000;
/** How much later than main the screen wipes itself when main says nothing. */
const ownGuardMs = 5000;

let lastTouch = -Infinity;
let ownGuard: ReturnType<typeof setTimeout> | undefined;

/** Nothing on this page belongs to anybody. */
const isClean = () =>
  (location.pathname === '/' || location.pathname === '/goodbye') &&
  visitState.isEmpty &&
  comfort.isUsual &&
  currentLocale() === 'ru';

/** A fresh page is the surest wipe: nothing typed, drawn or remembered by the old one is left in memory. */
function freshPage(): void {
  location.replace('/');
}

/** Staff at their own screens, no visitor's account open: their quiet is the shift's, not the visit's. */
const staffAlone = () =>
  shiftState.staff !== null && isDesk() && !systemInfo.kiosk && visitState.accounts.length === 0 && !visitState.user;

function wipe(why: VisitEnd): void {
  idle.set({ secondsLeft: null });
  if (isClean()) return;
  const staffGoOn = staffAlone();
  visitState.clear();
  if (staffGoOn) return;
  // the goodbye is read as everything before it was; the fresh page after it is the next person's
  if (why === 'button' && !(shiftState.staff && !systemInfo.kiosk)) return go('/goodbye');
  resetLook();
  if (shiftState.staff && !systemInfo.kiosk) go('/desk');
  else freshPage();
}

/** The person says they are done. The screen is wiped even if main does not answer. */
export async function endVisit(): Promise<void> {
  await transport.call('visit.end', {});
  wipe('button');
}

/** The goodbye screen has been read. */
export const afterGoodbye = (): void => {
  resetLook();
  freshPage();
};

function guardOurselves(): void {
  clearTimeout(ownGuard);
  const seconds = systemInfo.info?.idle.endSeconds ?? 60;
  ownGuard = setTimeout(() => wipe('idle'), seconds * 1000 + ownGuardMs);
}

/** Counts the quiet anew. */
export function touch(force = false): void {
  const now = performance.now();
  if (!force && now - lastTouch < touchEveryMs) return;
  lastTouch = now;
  guardOurselves();
  void transport.call('visit.touch', {});
}

export function startIdleGuard(): void {
  // While the question stands, only its button goes on: an elbow on the glass is not an answer, a scanner neither.
  const onActivity = () => {
    if (idle.get().secondsLeft === null) touch();
  };
  for (const name of ['pointerdown', 'keydown', 'wheel', 'touchmove'] as const) {
    window.addEventListener(name, onActivity, { capture: true, passive: true });
  }
  transport.on('visit.warning', ({ secondsLeft }) => {
    if (!isClean() && !staffAlone()) idle.set({ secondsLeft });
  });
  transport.on('visit.resumed', () => idle.set({ secondsLeft: null }));
  transport.on('visit.ended', ({ why }) => wipe(why));
}

/** The big button of the warning. */
export function stay(): void {
  idle.set({ secondsLeft: null });
  touch(true);
}
