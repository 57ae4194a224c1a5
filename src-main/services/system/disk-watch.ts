// Whether this terminal can write to its disk: asked now and then, and told by a call that could not.
import type { Trouble } from '../../ports/cache.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Disk, DiskTrouble } from '../../ports/disk.ts';

const restMs = 30_000;
const troubleMs = 10_000;

export interface DiskWatch {
  /** Null while the disk can be written. */
  trouble(): Trouble | null;
  /** A call met it. It holds until the disk was written again. */
  met(found: DiskTrouble): void;
  /** Asks the disk now. */
  look(): Promise<void>;
  stop(): void;
}

/** `onChange` is called after the trouble has come, has become another, or has gone. */
export async function watchDisk(
  { disk, clock }: { disk: Disk; clock: Pick<Clock, 'now' | 'after'> },
  onChange: () => void,
): Promise<DiskWatch> {
  let now: Trouble | null = null;
  let cancel = () => {};
  let isStopped = false;
  const settle = (found: DiskTrouble | null) => {
    if (found?.kind === now?.kind) return;
    now = found && { ...found, since: clock.now(), held: null };
    onChange();
  };
  const look = async () => {
    cancel();
    settle(await disk.check());
    again();
  };
  const again = () => {
    cancel();
    if (!isStopped) cancel = clock.after(now ? troubleMs : restMs, () => void look());
  };
  now = await disk.check().then(found => found && { ...found, since: clock.now(), held: null });
  again();
  return {
    trouble: () => now,
    met(found) {
      settle(found);
      again();
    },
    look,
    stop() {
      isStopped = true;
      cancel();
    },
  };
}
