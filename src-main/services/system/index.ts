// What the program says of itself: the fund and its offices, this terminal, how fresh the data is.
import { ok, type Audience, type Freshness, type HandlersOf, type IdentityFault, type SystemInfo } from '#contract';
import type { CacheReader, SyncControl, Trouble } from '../../ports/cache.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import type { Disk, DiskTrouble } from '../../ports/disk.ts';
import { Emitter } from '../../base/emitter.ts';
import { officeOf } from '../organizations/office.ts';
import { watchDisk } from './disk-watch.ts';
import { screenReports } from './reports.ts';
import { afterSyncEvent, atFirst, freshness } from './freshness.ts';

export interface SystemService {
  methods: HandlersOf<'system'>;
  onFreshness(listener: (freshness: Freshness) => void): () => void;
  freshness(): Freshness;
  /** Null while new data comes. */
  trouble(): Trouble | null;
  /** What the fund finds wrong with who this terminal is; null when nothing. */
  identity(): IdentityFault | null;
  /** Called when something could not be written to the disk. It holds until the disk was written again. */
  diskTrouble(found: DiskTrouble): void;
  stop(): void;
}

export interface SystemDeps {
  cache: CacheReader;
  sync: SyncControl;
  clock: Clock;
  log: Log;
  version: string;
  audience: Audience;
  timeZone: string;
  idle: SystemInfo['idle'];
  staffSignIn: boolean;
  staleHours: number;
  disk: Disk;
  /** The trouble of the disk, or its end, for the terminal's heartbeat. */
  tellFund(trouble: Trouble | null): void;
  demo(): Promise<SystemInfo['demo']>;
}

/** A full disk that can be written has no room for a copy of the fund's data, and for all else it has. */
const notOfTheDisk = (trouble: Trouble | null): Trouble | null =>
  trouble?.kind === 'diskFull' ? { ...trouble, kind: 'noRoom' } : trouble;

const diskTroubles = new Set<Trouble['kind']>(['diskFull', 'diskUnwritable']);

/** Reads the cache's state once, then follows the sync thread. */
export async function createSystem(deps: SystemDeps): Promise<SystemService> {
  const { cache, clock } = deps;
  const report = screenReports(deps);
  const changed = new Emitter<Freshness>();
  let state = atFirst(await cache.meta());
  let identity: IdentityFault | null = null;
  const watch = await watchDisk(deps, () => {
    deps.tellFund(watch.trouble());
    changed.emit(now());
  });
  if (watch.trouble()) deps.tellFund(watch.trouble());
  const trouble = () => watch.trouble() ?? notOfTheDisk(state.trouble);
  const now = () => freshness({ ...state, trouble: trouble() }, clock.now(), deps.staleHours);

  const change = (work: () => void) => {
    const before = JSON.stringify(now());
    work();
    const after = now();
    if (JSON.stringify(after) !== before) changed.emit(after);
  };
  deps.sync.onEvent(event =>
    change(() => {
      state = afterSyncEvent(state, event, clock.now());
      if (event.type === 'identity') identity = event.fault;
    }),
  );
  deps.sync.onEvent(event => {
    if (event.type === 'trouble' && diskTroubles.has(event.trouble.kind)) void watch.look();
  });

  async function fund() {
    if (!state.ready) return { operator: null, offices: [] };
    const operator = await cache.operator();
    return { operator, offices: operator ? await cache.offices(operator.id) : [] };
  }

  const methods: SystemService['methods'] = {
    async 'system.info'() {
      const { operator, offices } = await fund();
      return ok({
        version: deps.version,
        audience: deps.audience,
        timeZone: deps.timeZone,
        fundName: operator?.name ?? '',
        phone: operator?.phone ?? '',
        site: operator?.site ?? '',
        offices: offices.map(officeOf),
        freshness: now(),
        idle: deps.idle,
        staffSignIn: deps.staffSignIn,
        demo: await deps.demo(),
      });
    },
    async 'system.report'({ what }) {
      return ok({ id: report(what) });
    },
  };
  return {
    methods,
    onFreshness: listener => changed.on(listener),
    freshness: now,
    trouble,
    identity: () => identity,
    diskTrouble: watch.met,
    stop: watch.stop,
  };
}
