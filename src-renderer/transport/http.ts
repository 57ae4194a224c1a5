// The browser's transport: POST /rpc/<method> for calls, one EventSource at /events for events.
import type { EventName, EventPayload, Input, MethodName, Output, Result, Transport } from '#contract';

export function httpTransport(): Transport {
  // Distinguishes this page from one loaded before or after it: a reload ends the visit.
  const page = crypto.randomUUID();
  let source: EventSource | undefined;
  const events = () => (source ??= new EventSource(`/events?page=${page}`));
  return {
    async call<M extends MethodName>(method: M, input: Input<M>) {
      const response = await fetch(`/rpc/${method}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-page': page },
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
