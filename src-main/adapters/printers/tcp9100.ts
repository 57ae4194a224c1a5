// A receipt printer at a raw port (9100): asked for its state before a job, sent the bytes once, and asked for the outcome.
import type { Said } from '#contract';
import type { Log } from '../../ports/log.ts';
import type { PrinterProfile } from '../../ports/printer-profile.ts';
import type { PrintablePayload, Printer, PrintOutcome } from '../../ports/printer.ts';
import { openLink, type DeviceLink } from './device-link.ts';
import { askConfirmation, askState, isConfirmation, isState, receiptTexts, troubleIn } from './receipt-status.ts';
import { printerTexts } from './printer-texts.ts';

export interface Tcp9100Options {
  name: string;
  host: string;
  port: number;
  profile: PrinterProfile;
  log: Log;
  connectMs?: number;
  /** the job fails after this long without a byte taken, ms */
  stallMs?: number;
  /** limit for each answer about its state, ms */
  answerMs?: number;
  /** limit for the confirmation that everything is printed, or for the printer to close its side, ms */
  finishMs?: number;
}

const unreachable: Record<string, Said> = {
  ENOTFOUND: receiptTexts.unknownHost,
  EAI_AGAIN: receiptTexts.unknownHost,
  ECONNREFUSED: receiptTexts.busy,
};

/** Nothing was sent: the same job may be tried again. */
const notYet = (reason: Said): PrintOutcome => ({ ok: false, reason, untouched: true });
const lost = (reason: Said): PrintOutcome => ({ ok: false, reason });

export const tcp9100Printer = (options: Tcp9100Options): Printer => new Tcp9100Printer(options);

class Tcp9100Printer implements Printer {
  readonly accepts = 'escpos';
  readonly name: string;
  readonly profile: string;
  readonly #options: Required<Tcp9100Options>;

  constructor(options: Tcp9100Options) {
    this.#options = { connectMs: 5000, stallMs: 15_000, answerMs: 1000, finishMs: 20_000, ...options };
    this.name = options.name;
    this.profile = options.profile.id;
  }

  async print({ bytes }: PrintablePayload, onSent: () => Promise<void>): Promise<PrintOutcome> {
    const { host, port, connectMs, stallMs, answerMs, log } = this.#options;
    let link: DeviceLink;
    try {
      link = await openLink({ host, port, connectMs, stallMs });
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code ?? '';
      log.warn('receipt printer does not answer', { printer: this.name, code });
      return notYet(unreachable[code] ?? printerTexts.away);
    }
    try {
      const outcome = await this.#send(link, bytes, onSent);
      if (outcome.ok) await link.finish(answerMs);
      return outcome;
    } finally {
      link.destroy();
    }
  }

  async #send(link: DeviceLink, bytes: Uint8Array, onSent: () => Promise<void>): Promise<PrintOutcome> {
    const before = await this.#state(link);
    if (before) return notYet(before);
    if (link.over) return notYet(receiptTexts.busy);
    // Recorded before the first byte is sent: a crash in between may lose a receipt but never prints two.
    await onSent();
    const trouble = await link.write(bytes);
    if (trouble) {
      this.#options.log.warn('receipt printer stopped taking bytes', { printer: this.name, trouble });
      return lost(receiptTexts[trouble]);
    }
    return this.#afterwards(link, before === null);
  }

  /** The trouble the printer reports; null when it reports none; undefined when it does not answer. */
  async #state(link: DeviceLink): Promise<Said | null | undefined> {
    if (this.#options.profile.status === 'none') return undefined;
    link.forget();
    if (await link.write(askState)) return undefined;
    const answers: number[] = [];
    while (answers.length < 4) {
      const byte = await link.read(this.#options.answerMs);
      if (byte === null) return undefined;
      if (isState(byte)) answers.push(byte);
    }
    return troubleIn(Uint8Array.from(answers));
  }

  async #afterwards(link: DeviceLink, answered: boolean): Promise<PrintOutcome> {
    const { profile, finishMs } = this.#options;
    if (answered && profile.status === 'confirms') return this.#confirmed(link);
    const trouble = answered ? await this.#state(link) : undefined;
    if (trouble) return lost(receiptTexts.midway(trouble));
    return (await link.finish(finishMs))
      ? { ok: true, where: printerTexts.handedOver }
      : lost(receiptTexts.unconfirmed);
  }

  /** Waits for the confirmation that all is printed; reports a trouble at once, because the person is waiting. */
  async #confirmed(link: DeviceLink): Promise<PrintOutcome> {
    const { answerMs, finishMs } = this.#options;
    link.forget();
    if (await link.write(askConfirmation)) return lost(receiptTexts.cutOff);
    const until = performance.now() + finishMs;
    while (performance.now() < until) {
      // State answers have bits that a confirmation never has.
      const byte = await link.read(Math.min(answerMs, until - performance.now()));
      if (byte !== null && isConfirmation(byte)) return { ok: true, where: printerTexts.done };
      if (link.over) return lost(receiptTexts.cutOff);
      if (byte !== null) continue;
      const trouble = await this.#stateWhilePrinting(link);
      if (trouble === 'confirmed') return { ok: true, where: printerTexts.done };
      if (trouble) return lost(receiptTexts.midway(trouble));
    }
    return lost(receiptTexts.unconfirmed);
  }

  /** Asks for the state without losing a confirmation that arrives between the answers. */
  async #stateWhilePrinting(link: DeviceLink): Promise<Said | 'confirmed' | null> {
    if (await link.write(askState)) return null;
    const answers: number[] = [];
    while (answers.length < 4) {
      const byte = await link.read(this.#options.answerMs);
      if (byte === null) return null;
      if (isConfirmation(byte)) return 'confirmed';
      if (isState(byte)) answers.push(byte);
    }
    return troubleIn(Uint8Array.from(answers));
  }
}
