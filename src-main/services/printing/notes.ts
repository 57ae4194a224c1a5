// What the screen and the staff's list say of a print job.
import { said, together, type Said } from '#contract';

export interface PrintWords {
  /** the job's name in the printer's own list: no personal data */
  title: string;
  queued: Said;
  sent: Said;
}

/** `what` begins a sentence: «Выписка печатается», “The statement is printing”. */
export const printWords = (title: string, what: Said): PrintWords => ({
  title,
  queued: said(`${what.ru} ждёт очереди на печать.`, `${what.en} is waiting to be printed.`),
  sent: said(`${what.ru} печатается. Подождите немного.`, `${what.en} is printing. Please wait a little.`),
});

export const notes = {
  /** `trouble` is the printer's own sentence. */
  waiting: (trouble: Said) =>
    together(
      trouble,
      said(
        'Документ ждёт: он выйдет, когда принтер будет готов.',
        'The document is waiting: it will come out when the printer is ready.',
      ),
    ),
  failed: said(
    'Напечатать не удалось. Попросите сотрудника у стойки.',
    'The document could not be printed. Please ask at the desk.',
  ),
  visitOver: said(
    'Не напечатано: посетитель завершил работу раньше.',
    'Not printed: the visitor finished before that.',
  ),
  restarted: said(
    'Не напечатано: программа перезапустилась, посетителя уже не было.',
    'Not printed: the program restarted, and the visitor was gone.',
  ),
  restartedAfterSent: said(
    'Программа перезапустилась во время печати. Проверьте лоток принтера: лист мог выйти.',
    'The program restarted while printing. Look into the printer’s tray: the page may be out.',
  ),
};
