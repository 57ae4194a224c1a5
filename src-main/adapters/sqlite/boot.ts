// Recognising a restart of the machine: a file written without flushing survives a killed process, but not a loss of power.
import { readFileSync } from 'node:fs';
import { uptime } from 'node:os';

/** An id of this run of the machine. Where the system has none it is the minute of the start; clock changes can make it differ falsely. */
export function bootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return `started ${Math.round((Date.now() / 1000 - uptime()) / 60)}`;
  }
}
