// Texts of the certificate of debt: printing it, and checking one at the desk. Its name and «задолженность» are the law's words.
import type { Locale } from '#contract';

export const certificate = {
  'certificate.print': { ru: 'Справка о задолженности', en: 'Certificate of debt' },
  'certificate.printing': { ru: 'Печать справки', en: 'Printing the certificate' },
  'certificate.done': { ru: 'Готово. Заберите справку.', en: 'Done. Please take the certificate.' },
  'certificate.check': { ru: 'Проверить справку', en: 'Check a certificate' },
  'certificate.checkText': {
    ru: 'По коду на справке о задолженности: кому, когда и какая сумма',
    en: 'By the code on a certificate of debt: whose, when and which sum',
  },
  'certificate.checkLead': {
    ru: 'Введите код проверки и сравните с бумагой: номер, день, счёт и сумму.',
    en: 'Enter the check code and compare with the paper: number, day, account and sum.',
  },
  'certificate.code': { ru: 'Код проверки', en: 'Check code' },
  'certificate.codeHint': { ru: '12 цифр внизу справки', en: '12 digits at the foot of the certificate' },
  'certificate.go': { ru: 'Проверить', en: 'Check' },
  'certificate.found': {
    ru: 'Терминал сообщил фонду, что выдал такую справку. Сравните её с бумагой и с самим счётом.',
    en: 'The terminal told the fund that it gave this certificate out. Compare it with the paper and with the account itself.',
  },
  'certificate.number': { ru: 'Номер', en: 'Number' },
  'certificate.day': { ru: 'День', en: 'Day' },
  'certificate.address': { ru: 'Адрес', en: 'Address' },
  'certificate.overdue': { ru: 'Из них просрочено', en: 'Of it overdue' },
  'certificate.terminal': { ru: 'Где выдана', en: 'Issued at' },
} as const satisfies Record<string, Record<Locale, string>>;
