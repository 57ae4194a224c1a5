// The lock of the desk's screen: a fresh page with nothing of a visitor in it, whose screens wait until its clerk opens it.
import { transport } from '../transport/index.ts';
import { isClerk } from './clerk.ts';
import { isDesk, shiftState, takeUpAgain } from './shift.ts';
import { visitState } from './visit.ts';

let drawn = false;

/** What the old page typed, drew or read goes with it: nothing of it stays behind the curtain. */
function drawCurtain(): void {
  if (drawn) return;
  drawn = true;
  shiftState.set({ locked: true });
  visitState.clear();
  location.replace('/desk');
}

export async function lockScreen(): Promise<void> {
  const answer = await transport.call('staff.lockScreen', {});
  if (answer.ok) drawCurtain();
}

/** Its clerk has opened it: the visit that was kept is shown again. */
export async function screenOpened(): Promise<void> {
  shiftState.set({ locked: false });
  await takeUpAgain();
}

export function startScreenLock(): void {
  transport.on('staff.screen', ({ locked, offline, mustChange }) => {
    shiftState.set({ offline, mustChange });
    if (locked) drawCurtain();
  });
  shiftState.subscribe(() => {
    // a page of another address was loaded at the locked desk
    if (shiftState.locked && !isDesk()) drawCurtain();
  });
  window.addEventListener('keydown', event => {
    // by the key's place, whatever the layout
    if (!event.ctrlKey || event.altKey || event.metaKey || event.code !== 'KeyL' || !isClerk()) return;
    event.preventDefault();
    if (!shiftState.locked) void lockScreen();
  });
}
