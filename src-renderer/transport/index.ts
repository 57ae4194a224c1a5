// How the screens reach main: the preload's bridge in Electron, fetch and server-sent events in a browser. Nothing else depends on the host.
import { fail, type Transport } from '#contract';
import { httpTransport } from './http.ts';

declare global {
  interface Window {
    /** set by the Electron preload */
    kr?: Transport;
  }
}

const bridge: Transport = window.kr ?? httpTransport();

/** Never rejects: when the host does not answer, the result is `system.unreachable`. */
export const transport: Transport = {
  call: (method, input) => bridge.call(method, input).catch(() => fail('system.unreachable')),
  on: (event, listener) => bridge.on(event, listener),
};
