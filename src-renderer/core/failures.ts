// Unexpected failures of the screen: logged through main and shown to the person with an id to read out.
import { transport } from '../transport/index.ts';
import { Store } from './store.ts';

/** The id of the last unexpected failure, until the message is closed. */
export const failures = new Store<{ id: string | null }>({ id: null });

const mostPerPage = 20;
let reported = 0;

const describe = (reason: unknown): string =>
  (reason instanceof Error ? (reason.stack ?? `${reason.name}: ${reason.message}`) : String(reason))
    // a message may quote anything, and main takes no other control characters
    .replace(/[^\P{Cc}\n\t]/gu, ' ');

async function report(reason: unknown): Promise<void> {
  if (reported++ >= mostPerPage) return;
  const answer = await transport.call('system.report', { what: describe(reason).slice(0, 2000).toWellFormed() });
  failures.set({ id: answer.ok ? answer.value.id : '—' });
}

export function startFailureReports(): void {
  window.addEventListener('error', event => {
    // A layout notice of the browser, not a failure.
    if (event.message.startsWith('ResizeObserver loop')) return;
    void report(event.error ?? event.message);
  });
  window.addEventListener('unhandledrejection', event => void report(event.reason));
}
