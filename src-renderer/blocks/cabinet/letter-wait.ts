// Waiting for a letter with a code: the visit is kept for some minutes, and after a short quiet nothing on the screen names the person.
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { touch } from '../../core/idle.ts';
import { visitState } from '../../core/visit.ts';

const keptMs = 5 * 60_000;
const shownMs = 45_000;
const everyMs = 2_000;

/** «i•••@mail.ru»: enough for its owner. */
const maskedEmail = (email: string): string => email.replace(/^(.)[^@]*/u, '$1•••');

/** `private readonly wait = new LetterWait(this)`, and `start()` when a letter was asked for. A visit with anything open ends as usual. */
export class LetterWait implements ReactiveController {
  /** Nobody has touched the screen for a while: whoever comes next must not read whose code is awaited. */
  hidden = false;

  private readonly host: ReactiveControllerHost;
  private startedAt = 0;
  private touchedAt = 0;
  private timer: ReturnType<typeof setInterval> | undefined;

  constructor(host: ReactiveControllerHost) {
    this.host = host;
    host.addController(this);
  }

  start(): void {
    this.stop();
    this.hidden = false;
    this.startedAt = this.touchedAt = performance.now();
    this.timer = setInterval(() => this.look(), everyMs);
    for (const name of ['pointerdown', 'keydown'] as const) window.addEventListener(name, this.onActivity);
  }

  stop(): void {
    clearInterval(this.timer);
    for (const name of ['pointerdown', 'keydown'] as const) window.removeEventListener(name, this.onActivity);
  }

  hostDisconnected(): void {
    this.stop();
  }

  shown(email: string): string {
    return this.hidden ? maskedEmail(email) : email;
  }

  private readonly onActivity = (): void => {
    this.touchedAt = performance.now();
  };

  private look(): void {
    const now = performance.now();
    if (now - this.touchedAt >= shownMs && !this.hidden) {
      this.hidden = true;
      this.host.requestUpdate();
    }
    if (now - this.startedAt >= keptMs) return this.stop();
    const isOpen = visitState.accounts.length > 0 || visitState.user !== null;
    if (!isOpen) touch(true);
  }
}
