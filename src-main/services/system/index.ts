// What the program says of itself: the fund and its offices, this terminal, how fresh the data is.
import { ok, type Audience, type Freshness, type HandlersOf, type IdentityFault, type SystemInfo } from '#contract';
import type { CacheReader, SyncControl, Trouble } from '../../ports/cache.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import { Emitter } from '../../base/emitter.ts';
import { officeOf } from '../organizations/office.ts';
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
  /** Called when something could not be written because the disk is full. It holds for a minute, or until new data could be written. */
  diskIsFull(reason: string): void;
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
  demo(): Promise<SystemInfo['demo']>;
}

const fullMs = 60_000;

/** Reads the cache's state once, then follows the sync thread. */
export async function createSystem(deps: SystemDeps): Promise<SystemService> {
  const { cache, clock } = deps;
  const report = screenReports(deps);
  const changed = new Emitter<Freshness>();
  let state = atFirst(await cache.meta());
  let identity: IdentityFault | null = null;
  // the outbox may find no room where the cache needs none
  let full: { trouble: Trouble; until: number } | null = null;
  const trouble = () => (full && clock.monotonic() < full.until ? full.trouble : state.trouble);
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
      if (event.type === 'fresh') full = null;
      if (event.type === 'identity') identity = event.fault;
    }),
  );

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
    diskIsFull(reason) {
      const since = full?.trouble.since ?? clock.now();
      change(() => {
        full = { trouble: { kind: 'diskFull', reason, since, held: null }, until: clock.monotonic() + fullMs };
      });
    },
  };
}
