// Texts for a printer's troubles, whatever its connection. Each ends with what to do.
import { said, together, type Said } from '#contract';

const ask = said('Подойдите к сотруднику у стойки.', 'Please ask at the desk.');
/** A trouble, followed by the advice to ask staff. */
export const askAbout = (ru: string, en: string): Said => together(said(ru, en), ask);

export const printerTexts = {
  noPaper: askAbout('В принтере кончилась бумага.', 'The printer is out of paper.'),
  jam: askAbout('В принтере застряла бумага.', 'Paper is jammed in the printer.'),
  coverOpen: askAbout('У принтера открыта крышка.', 'The printer’s cover is open.'),
  noInk: askAbout('В принтере кончилась краска.', 'The printer is out of ink.'),
  trayFull: askAbout('Лоток принтера полон или снят.', 'The printer’s tray is full or missing.'),
  away: askAbout('Принтер выключен или не на связи.', 'The printer is off or cannot be reached.'),
  stopped: askAbout('Принтер остановлен.', 'The printer is stopped.'),
  broken: askAbout('Принтер сообщает о неисправности.', 'The printer reports a fault.'),
  refused: askAbout('Принтер не принял документ.', 'The printer did not take the document.'),
  noQueue: (queue: string) =>
    askAbout(`Очереди печати «${queue}» нет на этом компьютере.`, `This computer has no print queue “${queue}”.`),
  slow: (seconds: number) =>
    askAbout(
      `Принтер не напечатал документ за ${seconds}\u00a0с, задание снято.`,
      `The printer did not print the document in ${seconds}\u00a0s, so the job was taken back.`,
    ),
  done: said('Документ напечатан. Возьмите его у принтера.', 'The document is printed. Please take it at the printer.'),
  handedOver: said(
    'Документ передан принтеру. Возьмите его у принтера.',
    'The document has gone to the printer. Please take it there.',
  ),
};
