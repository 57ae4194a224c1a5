// The locked screen: what opens it again, and how often it may be guessed at.
import { fail, ok, type Handlers, type Result, type ScreenKey, type Who } from '#contract';
import { Mutex } from '../../base/mutex.ts';
import type { Passwords } from '../../ports/passwords.ts';
import type { Audit } from '../audit/index.ts';
import { matches } from '../sign-in/credentials.ts';
import type { Shift } from './shift.ts';

export interface ScreenDeps {
  shift: Pick<Shift, 'id' | 'staff' | 'locked' | 'lock' | 'unlock' | 'end'>;
  passwords: Passwords;
  audit: Pick<Audit, 'record'>;
}

export interface Screen {
  methods: Pick<Handlers, 'staff.lockScreen' | 'staff.unlockScreen' | 'staff.choosePin'>;
  /** The password the shift that is on began with opens its screen, with the fund away too; `hash` is of it. */
  beganWith(hash: string): void;
  /** The clerk has changed the password; the PIN stays. */
  passwordIs(hash: string): void;
  /** A PIN opens the screen of the shift that is on. */
  takesPin(): boolean;
}

/** After so many wrong PINs only the password opens. */
const pinsToSpend = 5;
/** So many wrong passwords end the shift: who types them is not its clerk. */
const passwordsToEnd = 10;

/** Kept in memory alone, for one shift: salted Argon2id hashes, and what was got wrong since the screen was last opened. */
interface Keys {
  shift: string;
  password: string;
  pin: string | null;
  wrong: Record<ScreenKey, number>;
}

const isPin = (text: string): boolean =>
  /^\d{4,8}$/.test(text) && !/^(\d)\1+$/.test(text) && !'01234567890'.includes(text) && !'09876543210'.includes(text);

export const createScreen = (deps: ScreenDeps): Screen => new TheScreen(deps);

class TheScreen implements Screen {
  readonly #deps: ScreenDeps;
  /** One at a time: two guesses at once must not both slip under the limit. */
  readonly #mutex = new Mutex();
  #kept: Keys | null = null;

  constructor(deps: ScreenDeps) {
    this.#deps = deps;
  }

  readonly methods: Screen['methods'] = {
    'staff.lockScreen': async () => {
      this.#deps.shift.lock('button');
      return ok({});
    },
    'staff.unlockScreen': ({ by, secret }, { who }) => this.#mutex.run(() => this.#unlock(by, secret, who)),
    'staff.choosePin': ({ password, pin }, { who }) => this.#mutex.run(() => this.#choosePin(password, pin, who)),
  };

  beganWith(hash: string): void {
    this.#kept = { shift: this.#deps.shift.id(), password: hash, pin: null, wrong: { pin: 0, password: 0 } };
  }

  passwordIs(hash: string): void {
    const keys = this.#keys;
    if (keys) keys.password = hash;
  }

  takesPin(): boolean {
    const keys = this.#keys;
    return keys !== null && keys.pin !== null && keys.wrong.pin < pinsToSpend;
  }

  /** A shift that is over leaves its keys to nobody. */
  get #keys(): Keys | null {
    const { shift } = this.#deps;
    if (this.#kept && (!shift.staff() || this.#kept.shift !== shift.id())) this.#kept = null;
    return this.#kept;
  }

  async #unlock(by: ScreenKey, secret: string, who: Who): Promise<Result<Record<string, never>>> {
    const { shift, audit } = this.#deps;
    if (by === 'pin' && !this.takesPin()) return fail('staff.pinSpent', { field: 'secret' });
    const refused = await this.#compare(by, secret, who);
    if (refused) return refused;
    await audit.record({ action: 'staff.screenUnlocked', account: null, details: { by }, who });
    if (who.shift !== shift.id()) return fail('staff.signInNeeded');
    shift.unlock();
    return ok({});
  }

  async #choosePin(password: string, pin: string, who: Who): Promise<Result<Record<string, never>>> {
    if (!isPin(pin)) return fail('staff.pinMalformed', { field: 'pin' });
    const refused = await this.#compare('password', password, who);
    if (refused) return refused;
    const hash = await this.#deps.passwords.hash(pin);
    const keys = this.#keys;
    if (keys?.shift !== who.shift) return fail('staff.signInNeeded');
    keys.pin = hash;
    await this.#deps.audit.record({ action: 'staff.pinChosen', account: null, who });
    return ok({});
  }

  /** Why it does not open, null when it does. Counted before it is compared. */
  async #compare(by: ScreenKey, secret: string, who: Who): Promise<Result<never> | null> {
    const { shift, passwords, audit } = this.#deps;
    const keys = this.#keys;
    const hash = keys?.[by];
    if (!keys || typeof hash !== 'string') return fail('staff.signInNeeded');
    keys.wrong[by] += 1;
    if (await matches(passwords, hash, secret)) {
      keys.wrong = { pin: 0, password: 0 };
      return null;
    }
    await audit.record({ action: 'staff.unlockFailed', account: null, details: { by }, who });
    if (by === 'pin') return fail(this.takesPin() ? 'staff.pinWrong' : 'staff.pinSpent', { field: 'secret' });
    if (keys.wrong.password < passwordsToEnd) return fail('cabinet.passwordWrong', { field: 'secret' });
    if (keys === this.#keys) shift.end('guessed');
    return fail('staff.signInNeeded');
  }
}
