// The log as one JSON line per event, written to a stream: a file beside the data, or standard error in development.
import type { Writable } from 'node:stream';
import type { Log } from '../../ports/log.ts';

/** An e-mail address, and the login and server of a database's address. */
const address = /[^\s<>"'@:/,;]+(?::[^\s<>"'@/]*)?@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*/gu;
/** A mail server quotes the recipient in its refusal, a driver its connection: whoever wrote the line, no address and no password stays in it. */
const withoutAddresses = (_key: string, value: unknown) =>
  typeof value === 'string' ? value.replace(address, '…@…') : value;

export function jsonLog(out: Writable): Log {
  const write = (level: string, event: string, details: Record<string, unknown> = {}) =>
    void out.write(`${JSON.stringify({ at: new Date().toISOString(), level, event, ...details }, withoutAddresses)}\n`);
  return {
    info: (event, details) => write('info', event, details),
    warn: (event, details) => write('warn', event, details),
    error: (event, error, details) =>
      write('error', event, {
        ...details,
        error: error instanceof Error ? (error.stack ?? error.message) : String(error),
      }),
  };
}
