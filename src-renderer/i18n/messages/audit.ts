// Texts of the auditor: the audit log, its filters and its check; and «Кто смотрел мой счёт» of the cabinet.
import type { Locale } from '#contract';

export const audit = {
  'audit.title': { ru: 'Журнал действий', en: 'Audit log' },
  'audit.text': {
    ru: 'Кто, когда и где открывал счета, печатал и менял',
    en: 'Who opened accounts, printed and changed what, when and where',
  },
  'audit.lead': {
    ru: 'Что делали на всех терминалах и у базы фонда, новое сначала. Каждый просмотр сам записывается в журнал.',
    en: 'What was done at every terminal and at the fund’s database, newest first. Each look at it is itself written down.',
  },
  'audit.account': { ru: 'Лицевой счёт', en: 'Account' },
  'audit.ofAccount': { ru: 'лицевой счёт {number}', en: 'account {number}' },
  'audit.actor': { ru: 'Имя для входа', en: 'Login' },
  'audit.actorHint': { ru: 'сотрудника или владельца кабинета', en: 'of staff or of a cabinet’s owner' },
  'audit.terminal': { ru: 'Терминал', en: 'Terminal' },
  'audit.action': { ru: 'Действие', en: 'Action' },
  'audit.any': { ru: 'любой', en: 'any' },
  'audit.anyAction': { ru: 'любое', en: 'any' },
  'audit.from': { ru: 'С какого дня', en: 'From' },
  'audit.to': { ru: 'По какой день', en: 'To' },
  'audit.daySample': { ru: 'дд.мм.гггг', en: 'dd.mm.yyyy' },
  'audit.dayWrong': { ru: 'Нужна дата вида 05.11.2026', en: 'A date such as 05.11.2026 is needed' },
  'audit.find': { ru: 'Найти', en: 'Find' },
  'audit.save': { ru: 'Сохранить таблицей', en: 'Save as a table' },
  'audit.saved': {
    ru: 'Сохранено строк: {lines}. Файл {file}, в папке {folder}',
    en: 'Lines saved: {lines}. {file} in {folder}',
  },
  'audit.savedFirst': {
    ru: 'Это последние из найденных: для остальных задайте срок раньше.',
    en: 'These are the newest found: for the others choose an earlier time.',
  },
  'audit.when': { ru: 'Когда', en: 'When' },
  'audit.where': { ru: 'Где', en: 'Where' },
  'audit.who': { ru: 'Кто', en: 'Who' },
  'audit.what': { ru: 'Что', en: 'What' },
  'audit.none': { ru: 'Ничего не найдено. Уберите часть условий.', en: 'Nothing is found. Take some filters away.' },
  'audit.check': { ru: 'Проверить журнал', en: 'Check the log' },
  'audit.checkLead': {
    ru: 'Не изменены ли записи, не пропали ли, не вписаны ли лишние',
    en: 'Whether lines were altered, are missing, or were put in',
  },
  'audit.week': { ru: 'За неделю', en: 'Of a week' },
  'audit.month': { ru: 'За месяц', en: 'Of a month' },
  'audit.whole': { ru: 'Весь журнал', en: 'The whole log' },
  'audit.checking': {
    ru: 'Журнал проверяется. Это может занять минуту.',
    en: 'The log is being checked. This may take a minute.',
  },
  'audit.isWhole': {
    ru: 'Журнал цел. Проверено строк: {lines}, терминалов: {terminals}.',
    en: 'The log is whole. Lines checked: {lines}, terminals: {terminals}.',
  },
  'audit.isBroken': {
    ru: 'В журнале есть нарушения. Сообщите о них руководителю фонда и ничего не исправляйте: строки — доказательство. Проверено строк: {lines}, терминалов: {terminals}.',
    en: 'There are faults in the log. Tell the head of the fund and mend nothing: the lines are evidence. Lines checked: {lines}, terminals: {terminals}.',
  },
  'audit.fault': { ru: 'Нарушение', en: 'Fault' },
  'audit.first': { ru: 'Первая такая строка', en: 'The first such line' },
  'audit.times': { ru: 'Сколько', en: 'How many' },
  'audit.faultHash': {
    ru: 'Запись изменена после того, как её сделали',
    en: 'A line was altered after it was written',
  },
  'audit.faultGap': { ru: 'Перед записью нет той, за которой она стояла', en: 'The line before this one is missing' },
  'audit.faultFork': {
    ru: 'За одной записью идут две, разрешения на это нет',
    en: 'Two lines follow one, and nobody let them',
  },
  'audit.faultEndMissing': { ru: 'Нет последних записей', en: 'The newest lines are missing' },
  'audit.silent': { ru: 'Молчат больше трёх дней', en: 'Silent for over three days' },
  'audit.silentOne': { ru: '{terminal}: {days} сут.', en: '{terminal}: {days} days' },
} as const satisfies Record<`audit.${string}`, Record<Locale, string>>;
