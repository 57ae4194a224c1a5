// What a screen says of data that came from the fund and could not be read: which it is, and what to do.
import type { Locale } from '#contract';

export const unread = {
  'unread.sum': { ru: 'Сумма не\u00a0известна', en: 'The sum is not known' },
  'unread.address': { ru: 'Адрес не\u00a0прочитан', en: 'The address could not be read' },
  'unread.owner': { ru: 'Собственник не\u00a0прочитан', en: 'The owner could not be read' },
  'unread.month': {
    ru: 'Данные за {months} не прочитаны. Подойдите к стойке: сотрудник уточнит сумму в фонде.',
    en: 'The data for {months} could not be read. Come to the desk: staff will ask the fund for the sum.',
  },
  'unread.someMonth': {
    ru: 'Данные за один из месяцев не прочитаны. Подойдите к стойке: сотрудник уточнит сумму в фонде.',
    en: 'The data of one of the months could not be read. Come to the desk: staff will ask the fund for the sum.',
  },
  'unread.payments': {
    ru: 'Один из платежей не прочитан, поэтому список платежей неполный. Подойдите к стойке: сотрудник уточнит сумму в фонде.',
    en: 'One of the payments could not be read, and the list of payments is incomplete. Come to the desk: staff will ask the fund for the sum.',
  },
  'unread.facts': {
    ru: 'Сведения о собственнике или адресе не прочитаны. Подойдите к стойке: сотрудник уточнит их в фонде.',
    en: 'The owner or the address could not be read. Come to the desk: staff will ask the fund.',
  },
  'unread.payHeading': { ru: 'Заплатить пока нельзя', en: 'Payment is not possible yet' },
  'unread.lines': {
    ru: 'Из чего сложилось начисление, не прочитано. Об этом спросите у стойки.',
    en: 'What the charge is made of could not be read. Please ask at the desk.',
  },
  'unread.noTotals': {
    ru: 'Итога нет: в нём не хватало бы непрочитанных данных.',
    en: 'There is no total: it would lack what could not be read.',
  },
  'unread.list': {
    ru: 'Часть этих данных не прочитана, список может быть неполным. О недостающем спросите у стойки.',
    en: 'Part of this data could not be read, and the list may be incomplete. Please ask at the desk for what is missing.',
  },
  'unread.accounts': {
    ru: 'Данные ещё не прочитаны для стольких ваших счетов: {count}. Подойдите к стойке: сотрудник уточнит их в фонде.',
    en: 'Your accounts whose data could not be read: {count}. Come to the desk: staff will ask the fund.',
  },
  'unread.notInTotal': {
    ru: 'Без счетов, сумма которых не\u00a0известна: {count}',
    en: 'Without accounts whose sum is not known: {count}',
  },
} as const satisfies Record<string, Record<Locale, string>>;
