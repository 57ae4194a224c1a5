// A shift begun while the fund is away, from what this terminal keeps of a clerk who signed in here with the fund not long ago.
import { fail, ok, type Result, type StaffMember, type Who } from '#contract';
import { Mutex } from '../../base/mutex.ts';
import type { CabinetStore } from '../../ports/cabinet-store.ts';
import type { Clock } from '../../ports/clock.ts';
import { FundUnreachable } from '../../ports/fund.ts';
import type { Passwords } from '../../ports/passwords.ts';
import type { Limit, TerminalStore } from '../../ports/terminal-store.ts';
import type { Audit } from '../audit/index.ts';
import { named } from '../audit/who.ts';
import { loginNorm, matches } from '../sign-in/credentials.ts';
import type { Credentials } from '../sign-in/guard.ts';
import { afterFailure, current, isLocked, noLimit, type LimitRules } from '../sign-in/limits.ts';
import { memberOf } from './shift.ts';

export interface OfflineDeps {
  /** so many days a clerk may begin a shift here without the fund after one begun with it; 0: never */
  offlineDays: number;
  store: CabinetStore;
  terminalStore: Pick<TerminalStore, 'note' | 'setNote'>;
  passwords: Passwords;
  audit: Pick<Audit, 'record'>;
  clock: Clock;
  rules: LimitRules;
}

/** Of a clerk, in the encrypted file of this terminal. Neither the password nor what signs in at the fund is in it. */
interface Kept extends StaffMember {
  id: string;
  norm: string;
  /** Argon2id of the password with a salt of this terminal's own */
  hash: string;
  /** what the fund hashes the password with: another one means another password, or an account that was closed */
  salt: string;
  /** ISO UTC */
  until: string;
  limit: Limit;
}

export interface Known {
  staff: StaffMember & { id: string };
  /** what signs them in at the fund once it is back; in memory alone */
  answer: string;
}

export interface Offline {
  /** After a sign-in with the fund. `hash` is of the password, with a salt of this terminal's own. Whom the fund no longer stands for is forgotten. */
  keep(staff: StaffMember & { id: string }, hash: string): Promise<void>;
  forget(login: string): Promise<void>;
  /** Fails with staff.offlineUnknown, staff.signInWrong, proof.locked. */
  signIn(input: Credentials, who: Who): Promise<Result<Known>>;
}

const noteKey = 'staff-offline';
const dayMs = 24 * 3600 * 1000;
/** A wrong password is answered no sooner, as with the fund. */
const answerMs = 400;

export const createOffline = (deps: OfflineDeps): Offline => new TheOffline(deps);

class TheOffline implements Offline {
  readonly #deps: OfflineDeps;
  /** One at a time: two guesses at once must not both slip under the limit. */
  readonly #mutex = new Mutex();

  constructor(deps: OfflineDeps) {
    this.#deps = deps;
  }

  keep(staff: StaffMember & { id: string }, hash: string): Promise<void> {
    return this.#mutex.run(async () => {
      const { offlineDays, clock } = this.#deps;
      const all = await this.#all();
      if (offlineDays === 0) return all.length > 0 ? this.#write([]) : undefined;
      try {
        const norm = loginNorm(staff.login);
        const standing: Kept[] = [];
        for (const one of all) if (one.norm !== norm && (await this.#salt(one.norm)) === one.salt) standing.push(one);
        const until = new Date(Date.parse(clock.now()) + offlineDays * dayMs).toISOString();
        const salt = await this.#salt(norm);
        const kept = { ...memberOf(staff), id: staff.id, norm, hash, salt, until, limit: noLimit };
        await this.#write([...standing, kept]);
      } catch (error) {
        // gone again: what is kept stays as it is
        if (!(error instanceof FundUnreachable)) throw error;
      }
    });
  }

  forget(login: string): Promise<void> {
    return this.#mutex.run(async () => {
      const norm = loginNorm(login);
      const all = await this.#all();
      if (all.some(one => one.norm === norm)) await this.#write(all.filter(one => one.norm !== norm));
    });
  }

  signIn(input: Credentials, who: Who): Promise<Result<Known>> {
    return this.#mutex.run(() => this.#compare(input, who));
  }

  async #compare({ login, password }: Credentials, who: Who): Promise<Result<Known>> {
    const { passwords, clock, rules, audit } = this.#deps;
    const norm = loginNorm(login);
    const now = clock.now();
    const kept = (await this.#all()).find(one => one.norm === norm);
    if (!kept) return fail('staff.offlineUnknown');
    const limit = current(kept.limit, now);
    if (isLocked(limit, now)) return fail('proof.locked', { params: { until: limit.lockedUntil ?? now } });
    // counted before it is compared, so that pulling the plug in between wins no free attempt
    await this.#put({ ...kept, limit: afterFailure(limit, rules, now) });
    if (!(await matches(passwords, kept.hash, password))) {
      await audit.record({ action: 'staff.signInFailed', account: null, who: named(who, kept) });
      await new Promise<void>(resolve => void clock.after(answerMs, resolve));
      return fail('staff.signInWrong');
    }
    await this.#put({ ...kept, limit: noLimit });
    const staff = { ...memberOf(kept), id: kept.id };
    return ok({ staff, answer: await passwords.answer(kept.salt, password) });
  }

  async #salt(norm: string): Promise<string> {
    return (await this.#deps.store.transaction(tx => tx.signInState('staff', norm))).salt;
  }

  /** None where settings have taken it back, and none whose days are over. */
  async #all(): Promise<Kept[]> {
    const { terminalStore, clock } = this.#deps;
    const kept = JSON.parse((await terminalStore.note(noteKey)) ?? '[]') as Kept[];
    const now = clock.now();
    return kept.filter(({ until }) => until > now);
  }

  async #put(kept: Kept): Promise<void> {
    await this.#write((await this.#all()).map(one => (one.norm === kept.norm ? kept : one)));
  }

  #write(all: readonly Kept[]): Promise<void> {
    return this.#deps.terminalStore.setNote(noteKey, all.length === 0 ? null : JSON.stringify(all));
  }
}
