// Whether the machine is still in the same run: a file written without flushing is whole after a killed process, not after lost power.
import { readFileSync } from 'node:fs';
import { uptime } from 'node:os';

/** Differs after every start of the machine. Where the system gives no such id, the start's time in minutes: at worst a false alarm. */
export function bootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return `started ${Math.round((Date.now() / 1000 - uptime()) / 60)}`;
  }
}
