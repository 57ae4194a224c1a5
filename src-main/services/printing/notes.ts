// What the screen and the staff's list say of a print job, in words.

export interface PrintWords {
  /** the job's name in the printer's own list: no personal data */
  title: string;
  queued: string;
  sent: string;
}

export const notes = {
  title: 'Платёжный документ',
  queued: 'Квитанция ждёт очереди на печать.',
  sent: 'Квитанция печатается. Подождите немного.',
  paymentSlip: {
    title: 'Подтверждение оплаты',
    queued: 'Подтверждение ждёт очереди на печать.',
    sent: 'Подтверждение печатается. Подождите немного.',
  },
  /** `trouble` is the printer's own sentence. */
  waiting: (trouble: string) => `${trouble} Документ ждёт: он выйдет, когда принтер будет готов.`,
  failed: 'Напечатать не удалось. Попросите сотрудника у стойки.',
  visitOver: 'Не напечатано: посетитель завершил работу раньше.',
  restarted: 'Не напечатано: программа перезапустилась, посетителя уже не было.',
  restartedAfterSent: 'Программа перезапустилась во время печати. Проверьте лоток принтера: лист мог выйти.',
};
