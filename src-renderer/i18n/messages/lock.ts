// Texts of the locked screen of the desk, and of the PIN that opens it.
import type { Locale } from '#contract';

export const lock = {
  'lock.do': { ru: 'Заблокировать экран (Ctrl+L)', en: 'Lock the screen (Ctrl+L)' },
  'lock.heading': { ru: 'Экран заблокирован', en: 'The screen is locked' },
  'lock.lead': {
    ru: 'Смена: {name}. Счета посетителей сохранены.',
    en: 'On shift: {name}. The visitors’ accounts are kept.',
  },
  'lock.pin': { ru: 'ПИН-код', en: 'PIN' },
  'lock.password': { ru: 'Пароль, с которым начата смена', en: 'The password the shift began with' },
  'lock.byPin': { ru: 'Ввести ПИН-код', en: 'Enter the PIN' },
  'lock.byPassword': { ru: 'Ввести пароль', en: 'Enter the password' },
  'lock.open': { ru: 'Разблокировать', en: 'Unlock' },
  'lock.another': { ru: 'Войти другому сотруднику', en: 'Sign in as somebody else' },
  'lock.anotherWarning': {
    ru: 'Новая смена завершит ту, что за этим экраном ({name}): счета её посетителей закроются, их придётся открывать заново.',
    en: 'A new shift ends the one behind this screen ({name}): the accounts of its visitors are closed and have to be opened again.',
  },
  'lock.choose': { ru: 'ПИН-код экрана', en: 'PIN of the screen' },
  'lock.chooseText': {
    ru: 'Замок вверху или Ctrl+L блокирует экран; короткий ПИН-код открывает его вместо пароля',
    en: 'The lock above or Ctrl+L locks the screen; a short PIN opens it in place of the password',
  },
  'lock.chooseLead': {
    ru: 'От 4 до 8 цифр, не подряд и не одинаковые. ПИН-код действует до конца смены на этом рабочем месте.',
    en: 'From 4 to 8 digits, neither all the same nor in a row. It serves until the end of the shift at this place.',
  },
  'lock.save': { ru: 'Сохранить', en: 'Save' },
  'lock.saved': { ru: 'ПИН-код сохранён до конца смены.', en: 'The PIN is kept until the end of the shift.' },
} as const satisfies Record<string, Record<Locale, string>>;
