// Detects a restart of the machine: a file written without flushing survives a killed process, but not a power loss.
import { readFileSync } from 'node:fs';
import { uptime } from 'node:os';

/** An id of this boot. Where the system has none, it is the minute of the boot, which a clock change can alter. */
export function bootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return `started ${Math.round((Date.now() / 1000 - uptime()) / 60)}`;
  }
}
