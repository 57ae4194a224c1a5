// The browser's transport: POST /rpc/<method> for calls, one stream of server-sent events at /events.
import { EventSource } from 'eventsource';
import type { EventName, EventPayload, Input, MethodName, Output, Result, Transport } from '#contract';

const storageKey = 'kr-session';
const pageKey = 'kr-page';

/** What this tab is, whatever it loads: the proof, when a clerk's page is loaded again, that it is the same one. */
function keptPage(): string {
  const kept = sessionStorage.getItem(pageKey) ?? crypto.randomUUID();
  sessionStorage.setItem(pageKey, kept);
  return kept;
}

/**
 * The key of this launch. It comes once in the address's fragment and is kept in sessionStorage, which no other port of this machine can
 * read, unlike a cookie; it leaves the address bar at once.
 */
function sessionKey(): string {
  const given = /^#session=([\w-]+)$/.exec(location.hash)?.[1];
  if (given !== undefined) {
    sessionStorage.setItem(storageKey, given);
    history.replaceState(history.state, '', location.pathname + location.search);
  }
  return sessionStorage.getItem(storageKey) ?? '';
}

export function httpTransport(): Transport {
  // Distinguishes this page from one loaded before or after it: a reload ends the visit of a kiosk, and keeps that of a clerk.
  const page = `${keptPage()}.${crypto.randomUUID()}`;
  const headers = { 'x-page': page, 'x-session': sessionKey() };
  const ask: typeof fetch = fetch.bind(globalThis);
  let source: EventSource | undefined;
  const events = () =>
    (source ??= new EventSource(new URL(`/events?page=${page}`, location.href), {
      fetch: (url, init) => ask(url, { ...init, headers: { ...init.headers, ...headers } }),
    }));
  return {
    async call<M extends MethodName>(method: M, input: Input<M>) {
      const response = await ask(`/rpc/${method}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(input),
      });
      return (await response.json()) as Result<Output<M>>;
    },
    on<E extends EventName>(event: E, listener: (payload: EventPayload<E>) => void) {
      const handler = (message: MessageEvent<string>) => listener(JSON.parse(message.data) as EventPayload<E>);
      events().addEventListener(event, handler);
      return () => events().removeEventListener(event, handler);
    },
  };
}
