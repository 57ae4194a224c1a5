// Words of the organizations screens.
import type { Locale } from '../../../src-main/contract/errors.ts';

export const organizations = {
  'organizations.title': { ru: 'Организации', en: 'Organizations' },
  'organizations.fundTitle': { ru: 'О фонде', en: 'About the fund' },
  'organizations.operator': { ru: 'Региональный оператор', en: 'Regional operator' },
  'organizations.managing': { ru: 'Управляющая организация дома', en: 'Managing company of the house' },
  'organizations.contractor': { ru: 'Подрядчик', en: 'Contractor' },
  'organizations.contacts': { ru: 'Контакты', en: 'Contacts' },
  'organizations.phone': { ru: 'Телефон', en: 'Phone' },
  'organizations.email': { ru: 'Электронная почта', en: 'E-mail' },
  'organizations.site': { ru: 'Сайт', en: 'Website' },
  'organizations.address': { ru: 'Адрес', en: 'Address' },
  'organizations.offices': { ru: 'Офисы и часы работы', en: 'Offices and hours' },
  'organizations.openUntil': { ru: 'Сейчас открыто до {time}', en: 'Open now until {time}' },
  'organizations.closedToday': { ru: 'Закрыто. Откроется в {time}', en: 'Closed. Opens at {time}' },
  'organizations.closedUntil': { ru: 'Закрыто. Откроется {day} в {time}', en: 'Closed. Opens {day} at {time}' },
  'organizations.weekdays': {
    ru: 'в понедельник|во вторник|в среду|в четверг|в пятницу|в субботу|в воскресенье',
    en: 'on Monday|on Tuesday|on Wednesday|on Thursday|on Friday|on Saturday|on Sunday',
  },
  'organizations.hoursUnknown': { ru: 'Часы работы уточните по телефону', en: 'Ask for the hours by phone' },
  'organizations.bank': { ru: 'Банковские реквизиты', en: 'Bank details' },
  'organizations.inn': { ru: 'ИНН', en: 'INN' },
  'organizations.kpp': { ru: 'КПП', en: 'KPP' },
  'organizations.ogrn': { ru: 'ОГРН', en: 'OGRN' },
  'organizations.bankName': { ru: 'Банк', en: 'Bank' },
  'organizations.bic': { ru: 'БИК', en: 'BIC' },
  'organizations.settlement': { ru: 'Расчётный счёт', en: 'Settlement account' },
  'organizations.correspondent': { ru: 'Корреспондентский счёт', en: 'Correspondent account' },
  'organizations.tariffs': { ru: 'Тарифы', en: 'Tariffs' },
  'organizations.tariffNow': { ru: 'Сейчас: {sum} за м² в месяц', en: 'Now: {sum} per m² a month' },
  'organizations.tariffHistory': { ru: 'История тарифов', en: 'Earlier tariffs' },
  'organizations.noTariffs': {
    ru: 'Фонд ещё не передал тарифы. Спросите у стойки.',
    en: 'The fund has not sent its tariffs yet. Please ask at the desk.',
  },
  'organizations.none': {
    ru: 'Сведений об организациях пока нет. Спросите у стойки.',
    en: 'Nothing is known of the organizations yet. Please ask at the desk.',
  },
} as const satisfies Record<string, Record<Locale, string>>;
