// Expected failures of the staff's own work, each with the sentence a clerk reads. Part of errors.ts.

export const staffErrors = {
  'staff.passwordSame': {
    ru: 'Новый пароль такой же, как прежний. Придумайте другой.',
    en: 'The new password is the same as the old one. Please choose another one.',
  },
  'staff.signInNeeded': {
    ru: 'Смена не начата или закончилась. Войдите как сотрудник.',
    en: 'No shift is on, or it has ended. Please sign in as staff.',
  },
  'staff.screenLocked': {
    ru: 'Экран заблокирован. Разблокируйте его ПИН-кодом или паролем, и работа продолжится.',
    en: 'The screen is locked. Unlock it by the PIN or the password to go on.',
  },
  'staff.pinWrong': {
    ru: 'ПИН-код не подошёл. Введите его ещё раз или введите пароль.',
    en: 'The PIN is wrong. Enter it again, or enter the password.',
  },
  'staff.pinSpent': {
    ru: 'ПИН-код больше не принимается. Введите пароль, с которым начата смена.',
    en: 'The PIN is no longer taken. Enter the password the shift began with.',
  },
  'staff.pinMalformed': {
    ru: 'ПИН-код — от 4 до 8 цифр, не подряд и не одинаковые. Придумайте другой.',
    en: 'A PIN has 4 to 8 digits, neither all the same nor in a row. Please choose another one.',
  },
  'staff.adminNeeded': {
    ru: 'Это может только администратор. Попросите его войти на этом рабочем месте.',
    en: 'Only an administrator can do this. Ask one to sign in at this desk.',
  },
  'staff.auditorNeeded': {
    ru: 'Журнал действий читают только аудитор и администратор. Попросите кого-то из них войти на этом рабочем месте.',
    en: 'Only an auditor or an administrator reads the audit log. Ask one to sign in at this desk.',
  },
  'staff.notForAuditor': {
    ru: 'Аудитор только читает журнал действий. Для другой работы завершите смену: следующим входит оператор.',
    en: 'An auditor only reads the audit log. For other work end the shift, and an operator signs in.',
  },
  'staff.signInWrong': {
    ru: 'Имя или пароль не подошли. Проверьте раскладку и введите ещё раз. Новый пароль задаёт администратор фонда.',
    en: 'The name or the password is wrong. Check the keyboard layout and try again. The fund’s administrator sets a new password.',
  },
  'staff.away': {
    ru: 'Связи с базой фонда сейчас нет. Подождите минуту и повторите; если связи всё нет, сообщите администратору.',
    en: 'The fund’s database cannot be reached now. Try again in a minute; if it is still away, tell the administrator.',
  },
  'staff.offlineUnknown': {
    ru: 'Связи с базой фонда сейчас нет, а без неё здесь начинает смену только тот, кто недавно уже входил на этом рабочем месте. Подождите минуту и повторите; если связи всё нет, сообщите администратору.',
    en: 'The fund’s database cannot be reached now, and without it only those who signed in at this place not long ago can begin a shift. Try again in a minute; if it is still away, tell the administrator.',
  },
  'staff.offlineShift': {
    ru: 'Смена начата без связи с фондом, а это делается только с ней. Программа проверит права, как только связь появится: повторите через несколько минут.',
    en: 'The shift began without the fund, and this needs it. The program checks the rights as soon as the fund can be reached: try again in some minutes.',
  },
  'staff.applicationGone': {
    ru: 'Это заявление уже отметил другой сотрудник. Обновите список.',
    en: 'A colleague has already handled this application. Please refresh the list.',
  },
  'staff.userUnknown': {
    ru: 'Такого имени в личном кабинете нет. Проверьте имя у посетителя; если кабинета нет, оставьте поле пустым.',
    en: 'The cabinet has no such name. Check it with the visitor; leave the field empty if they have no cabinet.',
  },
  'staff.lastFourMalformed': {
    ru: 'Введите последние четыре знака номера документа. У паспорта это цифры, у других документов — цифры или буквы.',
    en: 'Enter the last four characters of the document’s number. A passport’s are digits, other documents’ digits or letters.',
  },
  'staff.notWritten': {
    ru: 'Файл записать не удалось. Проверьте место на диске и права на папку и попробуйте ещё раз.',
    en: 'The file could not be written. Check the disk’s space and the folder’s rights, and try again.',
  },
  'staff.batchRunning': {
    ru: 'Документы уже печатаются или пишутся в папку. Дождитесь конца или остановите их.',
    en: 'Documents are already being made. Wait for the end, or stop them.',
  },
  'staff.heldChanged': {
    ru: 'Данные фонда уже другие. Посмотрите таблицу ещё раз и решите заново.',
    en: 'The fund’s data has changed meanwhile. Look at the table again and decide anew.',
  },
} as const satisfies Record<`staff.${string}`, Record<'ru' | 'en', string>>;
