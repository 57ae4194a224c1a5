// Status answers of a receipt printer (DLE EOT, GS r), and a sentence for each problem.
import { said, together, type Said } from '#contract';
import { askAbout, printerTexts } from './printer-texts.ts';

/** DLE EOT 1 to 4 at once: the printer, why it is off line, its errors, its paper. */
export const askState = Uint8Array.from([1, 2, 3, 4].flatMap(part => [0x10, 0x04, part]));
/** GS r 1: answered only after everything sent before it is printed. */
export const askConfirmation = Uint8Array.from([0x1d, 0x72, 0x01]);

/** Bits 0, 1, 4 and 7 of every DLE EOT answer are 0, 1, 1, 0; a GS r answer has bits 4 and 7 clear. */
export const isState = (byte: number): boolean => (byte & 0x93) === 0x12;
export const isConfirmation = (byte: number): boolean => (byte & 0x90) === 0;

/** Maps four DLE EOT bytes to the first blocking problem, or null. */
export function troubleIn(answers: Uint8Array): Said | null {
  const [printer = 0, cause = 0, error = 0, paper = 0] = answers;
  if (paper & 0x60 || cause & 0x20) return printerTexts.noPaper;
  if (cause & 0x04) return printerTexts.coverOpen;
  if (error & 0x08) return receiptTexts.cutter;
  if (error & 0x40) return receiptTexts.hot;
  if (error & 0x20 || cause & 0x40) return printerTexts.broken;
  if (printer & 0x08) return receiptTexts.offline;
  return null;
}

export const receiptTexts = {
  cutter: askAbout('В принтере застрял нож.', 'The printer’s cutter is stuck.'),
  hot: askAbout('Принтер перегрелся, ему нужно остыть.', 'The printer is too hot and must cool down.'),
  offline: askAbout('Принтер не готов.', 'The printer is not ready.'),
  busy: askAbout('Принтер занят или не принимает связь.', 'The printer is busy or takes no connection.'),
  unknownHost: askAbout('Адрес принтера в сети не найден.', 'The printer’s address is not found in the network.'),
  stalled: askAbout(
    'Принтер перестал принимать документ, лист мог выйти не целиком.',
    'The printer stopped taking the document; the page may be incomplete.',
  ),
  cutOff: askAbout(
    'Принтер закрыл связь, лист мог выйти не целиком.',
    'The printer closed the connection; the page may be incomplete.',
  ),
  unconfirmed: askAbout(
    'Принтер принял документ, но не подтвердил печать. Посмотрите, вышел ли лист.',
    'The printer took the document but did not confirm it. Please look whether the page is out.',
  ),
  /** a trouble while the page was being printed */
  midway: (trouble: Said) => together(said('Лист мог выйти не целиком.', 'The page may be incomplete.'), trouble),
};
