// A receipt printer at a raw port (9100): asked how it is before a job, given the bytes once, and asked what became of them.
import type { Said } from '#contract';
import type { Log } from '../../ports/log.ts';
import type { PrinterProfile } from '../../ports/printer-profile.ts';
import type { Printer, PrintOutcome } from '../../ports/printer.ts';
import { openLink, type DeviceLink, type LinkTrouble } from './device-link.ts';
import { askConfirmation, askState, isConfirmation, isState, receiptWords, troubleIn } from './receipt-status.ts';
import { printerWords } from './words.ts';

export interface Tcp9100Options {
  name: string;
  host: string;
  port: number;
  profile: PrinterProfile;
  log: Log;
  connectMs?: number;
  /** without one byte taken for so long the job is over */
  stallMs?: number;
  /** for each answer about its state */
  answerMs?: number;
  /** for the word that everything is printed, or for the printer to close its side */
  finishMs?: number;
}

const unreachable: Record<string, Said> = {
  ENOTFOUND: receiptWords.unknownHost,
  EAI_AGAIN: receiptWords.unknownHost,
  ECONNREFUSED: receiptWords.busy,
};

/** Nothing has gone out: the same job may be tried again. */
const notYet = (reason: Said): PrintOutcome => ({ ok: false, reason, untouched: true });
const lost = (reason: Said): PrintOutcome => ({ ok: false, reason });

export function tcp9100Printer(options: Tcp9100Options): Printer {
  const { name, host, port, profile, log } = options;
  const { connectMs = 5000, stallMs = 15_000, answerMs = 1000, finishMs = 20_000 } = options;

  /** A trouble in words; null when there is none; undefined when the printer says nothing of itself. */
  async function state(link: DeviceLink): Promise<Said | null | undefined> {
    if (profile.status === 'none') return undefined;
    link.forget();
    if (await link.write(askState)) return undefined;
    const answers: number[] = [];
    while (answers.length < 4) {
      const byte = await link.read(answerMs);
      if (byte === null) return undefined;
      if (isState(byte)) answers.push(byte);
    }
    return troubleIn(Uint8Array.from(answers));
  }

  const words = (trouble: LinkTrouble) => receiptWords[trouble];

  /** Waits for the word that all is printed; a trouble on the way is told at once, for the person stands there. */
  async function confirmed(link: DeviceLink): Promise<PrintOutcome> {
    link.forget();
    if (await link.write(askConfirmation)) return lost(receiptWords.cutOff);
    const until = performance.now() + finishMs;
    while (performance.now() < until) {
      // An answer to a question about the state has bits no confirmation has.
      const byte = await link.read(Math.min(answerMs, until - performance.now()));
      if (byte !== null && isConfirmation(byte)) return { ok: true, where: printerWords.done };
      if (link.over) return lost(receiptWords.cutOff);
      if (byte !== null) continue;
      const trouble = await stateWhilePrinting(link);
      if (trouble === 'confirmed') return { ok: true, where: printerWords.done };
      if (trouble) return lost(receiptWords.midway(trouble));
    }
    return lost(receiptWords.unconfirmed);
  }

  /** Asks the state without losing a confirmation that comes between the answers. */
  async function stateWhilePrinting(link: DeviceLink): Promise<Said | 'confirmed' | null> {
    if (await link.write(askState)) return null;
    const answers: number[] = [];
    while (answers.length < 4) {
      const byte = await link.read(answerMs);
      if (byte === null) return null;
      if (isConfirmation(byte)) return 'confirmed';
      if (isState(byte)) answers.push(byte);
    }
    return troubleIn(Uint8Array.from(answers));
  }

  async function afterwards(link: DeviceLink, answered: boolean): Promise<PrintOutcome> {
    if (answered && profile.status === 'confirms') return confirmed(link);
    const trouble = answered ? await state(link) : undefined;
    if (trouble) return lost(receiptWords.midway(trouble));
    return (await link.finish(finishMs))
      ? { ok: true, where: printerWords.handedOver }
      : lost(receiptWords.unconfirmed);
  }

  async function send(link: DeviceLink, bytes: Uint8Array, onSent: () => Promise<void>): Promise<PrintOutcome> {
    const before = await state(link);
    if (before) return notYet(before);
    if (link.over) return notYet(receiptWords.busy);
    // Written down before the first byte goes: a crash between the two may lose a receipt, never print two.
    await onSent();
    const trouble = await link.write(bytes);
    if (trouble) {
      log.warn('receipt printer stopped taking bytes', { printer: name, trouble });
      return lost(words(trouble));
    }
    return afterwards(link, before === null);
  }

  return {
    name,
    accepts: 'escpos',
    profile: profile.id,
    async print({ bytes }, onSent) {
      let link: DeviceLink;
      try {
        link = await openLink({ host, port, connectMs, stallMs });
      } catch (error) {
        const code = (error as NodeJS.ErrnoException).code ?? '';
        log.warn('receipt printer does not answer', { printer: name, code });
        return notYet(unreachable[code] ?? printerWords.away);
      }
      try {
        const outcome = await send(link, bytes, onSent);
        if (outcome.ok) await link.finish(answerMs);
        return outcome;
      } finally {
        link.destroy();
      }
    },
  };
}
