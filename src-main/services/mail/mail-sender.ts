// Sending the queued letters: one terminal of the fund at a time, each letter once.
import type { ClaimedLetter, LetterQueue } from '../../ports/cabinet-store.ts';
import type { Clock } from '../../ports/clock.ts';
import { FundUnreachable } from '../../ports/fund.ts';
import type { Log } from '../../ports/log.ts';
import type { Letter, Mailer, MailOutcome, MailSession } from '../../ports/mailer.ts';
import { BackOff } from '../../base/back-off.ts';
import { WakeableDelay } from '../../base/wakeable-delay.ts';
import type { Attach } from './attachments.ts';

export interface MailSenderDeps {
  queue: LetterQueue;
  mailer: Mailer;
  attach: Attach;
  clock: Clock;
  log: Log;
  /** the domain of the sender's address: letters are known by their id in it */
  domain: string;
  /** Work for the sending terminal, about once an hour: putting mailings into the queue. */
  hourly(): Promise<void>;
}

const secondMs = 1000;
/** How often another terminal looks whether the sending one is gone, and the sending one whether something fell due. */
const lookMs = 30 * secondMs;
const hourMs = 3600 * secondMs;
/** A letter nobody takes for so long is given up, and staff see it. */
const giveUpMs = 3 * 24 * hourMs;
/** How long a letter that was taken is being recorded before its claim runs out. */
const recordMs = 120 * secondMs;

export class MailSender {
  readonly #deps: MailSenderDeps;
  readonly #pause: WakeableDelay;
  readonly #backOff = new BackOff({ firstMs: 2 * secondMs, longestMs: 5 * 60 * secondMs });
  #stopping = false;
  #hourlyAt = -Infinity;

  constructor(deps: MailSenderDeps) {
    this.#deps = deps;
    this.#pause = new WakeableDelay(deps.clock);
  }

  wake(): void {
    this.#pause.wake();
  }

  stop(): void {
    this.#stopping = true;
    this.#pause.wake();
  }

  /** Runs until stopped; never rejects. */
  async run(): Promise<void> {
    while (!this.#stopping) {
      let wait = lookMs;
      try {
        const lost = await this.#turn();
        if (lost) wait = this.#backOff.next();
        else this.#backOff.reset();
      } catch (error) {
        // an unreachable fund is said by the sync already
        if (!(error instanceof FundUnreachable)) this.#deps.log.error('mail.failed', error);
        wait = this.#backOff.next();
      }
      if (!this.#stopping) await this.#pause.wait(wait);
    }
  }

  /** One term as the sender; ends at once when another terminal sends. True when the connection that made it the sender broke. */
  async #turn(): Promise<boolean> {
    const { queue, log } = this.#deps;
    let mine = true;
    const sender = await queue.becomeSender(
      () => {
        mine = false;
        this.wake();
      },
      why => {
        // a user who has just switched a mailing on need not wait an hour for it
        if (why === 'mailings') this.#hourlyAt = -Infinity;
        this.wake();
      },
    );
    if (!sender) return false;
    log.info('mail.sender', {});
    try {
      while (mine && !this.#stopping) {
        await this.#hourly();
        await this.drain();
        if (mine && !this.#stopping) await this.#pause.wait(lookMs);
      }
    } finally {
      await sender.release();
    }
    return !mine;
  }

  async #hourly(): Promise<void> {
    const { clock, queue, hourly, log } = this.#deps;
    if (clock.monotonic() - this.#hourlyAt < hourMs) return;
    this.#hourlyAt = clock.monotonic();
    await queue.tidy();
    await hourly().catch((error: unknown) => {
      if (error instanceof FundUnreachable) throw error;
      // a cache that is still being filled, or a bug: letters already queued must go out all the same
      log.error('mailings.failed', error);
    });
  }

  /** Sends what is due. No letter is taken before the mail server has let us in. */
  async drain(): Promise<void> {
    const { queue, mailer } = this.#deps;
    while (!this.#stopping && (await queue.due())) {
      const session = await mailer.open();
      try {
        if (!(await this.#sendAll(session))) return;
      } finally {
        session.close();
      }
    }
  }

  /** True when a new session may go on with what is left. */
  async #sendAll(session: MailSession): Promise<boolean> {
    const { queue } = this.#deps;
    while (!this.#stopping) {
      const letter = await queue.claim();
      if (!letter) return true;
      const outcome = await this.#send(session, letter);
      await this.#record(letter, outcome);
      if (outcome.fate === 'later' || outcome.fate === 'unsure') return true;
    }
    return false;
  }

  async #send(session: MailSession, letter: ClaimedLetter): Promise<MailOutcome> {
    let attachments: Letter['attachments'];
    try {
      attachments = await Promise.all(letter.attachments.map(this.#deps.attach));
    } catch (error) {
      return { fate: 'later', why: (error as Error).message };
    }
    return session.send({
      messageId: `<${letter.id}@${this.#deps.domain}>`,
      to: letter.to,
      subject: letter.subject,
      text: letter.body,
      attachments,
    });
  }

  async #record(letter: ClaimedLetter, outcome: MailOutcome): Promise<void> {
    const { queue, clock, log } = this.#deps;
    const tellAbout = { letter: letter.id, fate: outcome.fate };
    if (outcome.fate === 'sent') {
      const recorded = await this.#insist(() => queue.sent(letter));
      return recorded ? log.info('mail', tellAbout) : log.warn('mail sent after its claim ran out', tellAbout);
    }
    log.warn('mail', { ...tellAbout, why: outcome.why });
    if (outcome.fate === 'refused') return this.#insist(() => queue.failed(letter, outcome.why));
    // a second doubtful end: once more could be a third copy
    const unsure = outcome.fate === 'unsure';
    const tooOld = Date.parse(clock.now()) - Date.parse(letter.createdAt) > giveUpMs;
    if (tooOld || (unsure && letter.unsure > 0)) return this.#insist(() => queue.failed(letter, outcome.why));
    const seconds = Math.min(hourMs / secondMs, 30 * 2 ** Math.min(letter.attempts, 10));
    return this.#insist(() => queue.later(letter, seconds, outcome.why, unsure));
  }

  /** The fund may be away for a moment just when a letter was taken: what became of it is told while the claim holds. */
  async #insist<T>(work: () => Promise<T>): Promise<T> {
    const { clock } = this.#deps;
    const until = clock.monotonic() + recordMs;
    for (let wait = secondMs / 2; ; wait *= 2) {
      try {
        return await work();
      } catch (error) {
        if (!(error instanceof FundUnreachable) || clock.monotonic() + wait > until) throw error;
        await new Promise<void>(resolve => void clock.after(wait, resolve));
      }
    }
  }
}
