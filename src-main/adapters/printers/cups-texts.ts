// Sentences for what CUPS reports: the tokens of job-state-reasons and printer-state-reasons do not depend on a locale.
import type { Said } from '#contract';
import { askAbout, printerTexts } from './printer-texts.ts';

/** printer-state-reasons (RFC 8011) without the endings -error, -warning and -report, most important first. */
const troubles: [RegExp, Said][] = [
  [/^media-(empty|needed)/, printerTexts.noPaper],
  [/^media-jam/, printerTexts.jam],
  [/^(cover|door|interlock)-open/, printerTexts.coverOpen],
  [/^(toner|marker-supply)-empty/, printerTexts.noInk],
  [/^output-(area|tray)-(full|missing)/, printerTexts.trayFull],
  [/^(offline|shutdown|timed-out|connecting-to-device)/, printerTexts.away],
];

const isStopped = /^(paused|stopped|moving-to-paused)/;

/** What the operator wrote when stopping a queue (`cupsdisable -r`); null for CUPS's own word. One line, at most 100 characters. */
function operatorsReason(message: string): string | null {
  const line = message.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();
  return line === '' || line === 'Paused' ? null : line.slice(0, 100);
}

function stopped(message: string): Said {
  const why = operatorsReason(message);
  return why === null
    ? printerTexts.stopped
    : askAbout(`Принтер остановлен: «${why}».`, `The printer is stopped: “${why}”.`);
}

/** The most important known trouble among a queue's reasons; null when none is known. `message` is what the queue says of itself. */
export const troubleOf = (reasons: readonly string[], message = ''): Said | null =>
  troubles.find(([token]) => reasons.some(reason => token.test(reason)))?.[1] ??
  (reasons.some(reason => isStopped.test(reason)) ? stopped(message) : null);

export const cupsTexts = {
  missing: askAbout('На этом компьютере нет системы печати CUPS.', 'This computer has no CUPS printing system.'),
  silent: askAbout('Служба печати не отвечает.', 'The printing service does not answer.'),
  paused: (queue: string) =>
    askAbout(`Очередь печати «${queue}» остановлена.`, `The print queue “${queue}” is stopped.`),
  rejecting: (queue: string) =>
    askAbout(`Очередь печати «${queue}» не принимает задания.`, `The print queue “${queue}” takes no jobs.`),
  aborted: askAbout('Принтер не смог напечатать документ.', 'The printer could not print the document.'),
  cancelled: askAbout('Печать отменили на принтере.', 'Printing was cancelled at the printer.'),
};
