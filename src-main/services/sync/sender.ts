// Sending what the terminal has for the fund: the outbox in order, each item until acknowledged, and a heartbeat each minute.
import { randomUUID } from 'node:crypto';
import { identityFaultWords, type IdentityFault } from '#contract';
import type { Trouble } from '../../ports/cache.ts';
import type { Clock } from '../../ports/clock.ts';
import {
  FundRefusal,
  FundUnreachable,
  FundUnreadable,
  type AuditPayload,
  type FundSource,
  type HeartbeatPayload,
  type Outgoing,
} from '../../ports/fund.ts';
import type { Log } from '../../ports/log.ts';
import type { OutboxQueue } from '../../ports/outbox.ts';
import { diskTrouble } from '../../base/disk-trouble.ts';
import { BackOff } from '../../base/back-off.ts';
import { WakeableDelay } from '../../base/wakeable-delay.ts';

const itemsAtOnce = 50;
const heartbeatMs = 60_000;
const hourMs = 3_600_000;

/** The terminal as the fund's table of terminals shows it. */
export interface TerminalCard {
  terminalId: string;
  name: string;
  audience: 'kiosk' | 'desk';
  version: string;
}

export interface SenderDeps {
  fund: FundSource;
  outbox: OutboxQueue;
  clock: Clock;
  log: Log;
  terminal: TerminalCard;
  /** how fresh the cache is, for the heartbeat */
  asOf(): string | null;
  /** what keeps new data away, for the heartbeat */
  trouble(): Trouble | null;
  /** what else helps whoever looks after terminals, for the heartbeat */
  facts(): Record<string, unknown>;
  /** The audit log goes on in a branch after this line. */
  parted(after: string): void;
  /** The fund lacks what it acknowledged: it was restored from a backup. */
  restored(): void;
  /** What the fund finds wrong with who this terminal is, each time that changes; null when nothing any more. */
  identity(fault: IdentityFault | null): void;
}

/** What the first line of a chain follows. */
const chainStart = '0'.repeat(64);

const restoredWords =
  'База фонда восстановлена из резервной копии: в ней нет строк, которые она уже приняла. Всё, что здесь сохранено за 30 дней, отправлено ей снова.';

/** What is wrong for whatever is sent is no item's own fault. */
const isOfAll = (error: unknown): boolean => error instanceof FundUnreachable || error instanceof FundUnreadable;

/** The audit line of an item: itself, or the one that goes with a payment or a certificate. */
const lineOf = ({ kind, payload }: Outgoing): AuditPayload | null =>
  (kind === 'audit' ? payload : (payload['audit'] ?? null)) as AuditPayload | null;

export class Sender {
  readonly #deps: SenderDeps;
  readonly #pause: WakeableDelay;
  readonly #backOff = new BackOff({ firstMs: 1000, longestMs: heartbeatMs });
  /** this start of the program */
  readonly #run: string = randomUUID();
  #stopping = false;
  #beatAt = -Infinity;
  #fault: IdentityFault | null = null;
  /**
   * Refused items, and the monotonic moment until which each waits: a clock that is set makes none of them wait longer, and a start of the
   * program or a fund that is back tries all of them again.
   */
  readonly #waiting = new Map<string, number>();
  /** why the fund last refused a line, until it takes one */
  #refused = '';
  /** when the fund was last found restored from a backup, and how many items were sent again */
  #restored: { at: string; items: number } | null = null;
  /** since when, and after which line, this terminal's log is a branch; known since this start */
  #parted: { at: string; after: string } | null = null;

  constructor(deps: SenderDeps) {
    this.#deps = deps;
    this.#pause = new WakeableDelay(deps.clock);
  }

  wake(): void {
    this.#pause.wake();
  }

  /** What a heartbeat tells has changed: one is sent now. */
  beatNow(): void {
    this.#beatAt = -Infinity;
    this.#pause.wake();
  }

  stop(): void {
    this.#stopping = true;
    this.#pause.wake();
  }

  /** Runs until stopped; never rejects. */
  async run(): Promise<void> {
    while (!this.#stopping) {
      let wait: number;
      try {
        const kept = await this.#drained();
        await this.#beat(kept);
        if (kept) throw kept;
        this.#backOff.reset();
        wait = this.#beatAt === -Infinity ? 0 : heartbeatMs;
      } catch (error) {
        if (!(error instanceof FundUnreachable)) this.#deps.log.error('outbox.failed', error);
        this.#waiting.clear();
        wait = this.#backOff.next();
      }
      if (!this.#stopping) await this.#pause.wait(wait);
    }
  }

  /** What of the disk keeps the outbox from being sent: the fund is told so all the same. Throws everything else. */
  async #drained(): Promise<Error | null> {
    try {
      await this.drain();
      return null;
    } catch (error) {
      if (error instanceof Error && diskTrouble(error)) return error;
      throw error;
    }
  }

  /** Sends all that may be sent now. Rejects with FundUnreachable or FundUnreadable, the rest kept. */
  async drain(): Promise<void> {
    const { fund, outbox, clock } = this.#deps;
    for (;;) {
      const items = this.#stopping
        ? []
        : outbox.next(itemsAtOnce, id => (this.#waiting.get(id) ?? -Infinity) > clock.monotonic());
      if (items.length === 0) return;
      try {
        await fund.send(items);
      } catch (error) {
        if (isOfAll(error)) throw error;
        // one of them was refused: send them one by one, so that it does not hold up the others
        for (const item of items) await this.#sendOne(item);
        continue;
      }
      this.#refused = '';
      outbox.acknowledge(items.map(item => item.id));
    }
  }

  async #sendOne(item: Outgoing): Promise<void> {
    const { outbox, clock, log } = this.#deps;
    try {
      await this.#sendPastGap(item);
    } catch (error) {
      if (isOfAll(error)) throw error;
      if (error instanceof FundRefusal) this.#refused = error.fault;
      const refusals = outbox.refused(item.id, (error as Error).message);
      this.#waiting.set(item.id, clock.monotonic() + Math.min(hourMs, heartbeatMs * 2 ** Math.min(refusals, 10)));
      const after = error instanceof FundRefusal ? { prevHash: lineOf(item)?.prevHash } : {};
      log.error('outbox.refused', error, { kind: item.kind, item: item.id, refusals, ...after });
      return;
    }
    this.#waiting.delete(item.id);
    outbox.acknowledge([item.id]);
  }

  /** A line behind lines that were lost with a damaged outbox follows nothing the fund has: the fund is told so, once. */
  async #sendPastGap(item: Outgoing): Promise<void> {
    const { fund, outbox } = this.#deps;
    try {
      await fund.send([item]);
    } catch (error) {
      const before = lineOf(item)?.prevHash;
      const follows = error instanceof FundRefusal && error.fault === 'fork' && before !== undefined;
      if (!follows) throw error;
      if (outbox.isGap(before)) {
        await fund.admitGap(before);
        this.#deps.log.warn('outbox.gap', { prevHash: before });
      } else {
        if (before !== chainStart && !(await fund.standing(before)).has) throw error;
        await this.#part(before);
      }
      await fund.send([item]);
    }
  }

  /** A line that waits finds out by itself. Of an outbox that was damaged, what was acknowledged last may be lost while the chain is whole. */
  async #partWhereBehind(): Promise<void> {
    const { fund, outbox } = this.#deps;
    if (outbox.waiting().items > 0) return;
    const { head } = outbox.chain();
    const { has, isHead } = await fund.standing(head);
    if (has && !isHead) await this.#part(head);
  }

  /** The fund has lines of this terminal that were written elsewhere. What is written here goes on after the last line both share. */
  async #part(after: string): Promise<void> {
    const { fund, clock, log, parted } = this.#deps;
    await fund.part(after);
    this.#parted = { at: clock.now(), after };
    log.error('chain.parted', new Error(identityFaultWords.parted), { after });
    parted(after);
    this.#beatAt = -Infinity;
  }

  /** Only the latest matters, so heartbeats never wait in the outbox. */
  async #beat(kept: Error | null): Promise<void> {
    const { fund, clock, terminal, asOf } = this.#deps;
    const now = this.#deps.trouble() ?? this.#ofTheDisk(kept);
    // a second's slack: a timer that fires early must not skip a beat
    if (this.#stopping || clock.monotonic() - this.#beatAt < heartbeatMs - 1000) return;
    const details = { reason: now?.reason, entities: now?.held?.refusals };
    const damaged = kept ? null : this.#deps.outbox.damagedSince();
    const trouble = now
      ? { kind: now.kind, since: now.since, details }
      : damaged === null
        ? null
        : { kind: 'outboxDamaged', since: damaged, details: {} };
    const payload: HeartbeatPayload = {
      ...terminal,
      cacheAsOf: asOf(),
      trouble,
      run: this.#run,
      linesRefused: this.#refused,
      facts: this.#facts(),
    };
    const fault = await fund.send([{ id: randomUUID(), kind: 'heartbeat', payload: { ...payload } }]);
    this.#told(fault ?? (this.#parted ? 'parted' : null));
    this.#beatAt = clock.monotonic();
    if (fault === null || fault === 'twice') await this.#holdAgainstFund();
  }

  #facts(): Record<string, unknown> {
    const { outbox, facts } = this.#deps;
    const { items, oldest } = outbox.waiting();
    return {
      ...facts(),
      chain: outbox.chain(),
      waiting: items,
      oldest,
      restored: this.#restored,
      parted: this.#parted,
    };
  }

  /** What the fund acknowledged it has, or else it is an older fund than it was: then all that is kept is sent again, which doubles nothing. */
  async #holdAgainstFund(): Promise<void> {
    const { fund, outbox, clock, log, restored } = this.#deps;
    const last = outbox.lastAcknowledged();
    const { has, isHead, now } = await fund.standing(last ?? '');
    outbox.forgetOld(now);
    if (last === null || isHead) return;
    if (has) return this.#partWhereBehind();
    const items = outbox.sendAgain();
    this.#restored = { at: clock.now(), items };
    log.error('fund.restored', new Error(restoredWords), { items, line: last });
    restored();
    this.#beatAt = -Infinity;
    await this.drain();
  }

  #ofTheDisk(kept: Error | null): Trouble | null {
    const kind = diskTrouble(kept);
    return kept && kind && { kind, reason: kept.message, since: this.#deps.clock.now(), held: null };
  }

  #told(fault: IdentityFault | null): void {
    if (fault === this.#fault) return;
    this.#fault = fault;
    if (fault) this.#deps.log.error('fund.identity', new Error(identityFaultWords[fault]), { fault });
    else this.#deps.log.info('fund.identity', { fault: null });
    this.#deps.identity(fault);
  }
}
