// Texts used by every screen: the frame, buttons, keys, freshness, idle warning, failures.
import type { Locale } from '#contract';

export const common = {
  'common.back': { ru: 'Назад', en: 'Back' },
  'common.next': { ru: 'Далее', en: 'Next' },
  'common.finish': { ru: 'Завершить', en: 'Finish' },
  'common.loading': { ru: 'Загружаем…', en: 'Loading…' },
  'common.retry': { ru: 'Попробовать ещё раз', en: 'Try again' },
  'common.toStart': { ru: 'В начало', en: 'To the start' },
  'common.close': { ru: 'Закрыть', en: 'Close' },
  'common.clear': { ru: 'Стереть всё', en: 'Clear' },
  'common.fieldFull': {
    ru: 'Больше знаков здесь не поместится. Чтобы исправить, сотрите лишнее.',
    en: 'There is no room for more. Erase something to change it.',
  },

  'common.keyboard': { ru: 'Клавиатура на экране', en: 'On-screen keyboard' },
  'common.numpad': { ru: 'Цифры на экране', en: 'On-screen digits' },
  'common.keyErase': { ru: 'Стереть один знак', en: 'Erase one character' },
  'common.keySpace': { ru: 'Пробел', en: 'Space' },
  'common.keyComma': { ru: 'Запятая', en: 'Comma' },
  'common.keyPoint': { ru: 'Точка', en: 'Full stop' },
  'common.keyHyphen': { ru: 'Дефис', en: 'Hyphen' },
  'common.keySlash': { ru: 'Дробь', en: 'Slash' },
  'common.keyRussian': { ru: 'Русские буквы', en: 'Russian letters' },
  'common.keyLatin': { ru: 'Латинские буквы', en: 'Latin letters' },

  'common.keyShift': { ru: 'Заглавная буква', en: 'Capital letter' },
  'common.showPassword': { ru: 'Показать пароль', en: 'Show the password' },
  'common.save': { ru: 'Сохранить', en: 'Save' },
  'common.cancel': { ru: 'Отменить', en: 'Cancel' },
  'common.help': { ru: 'Справка', en: 'Help' },
  'common.helpClose': { ru: 'Закрыть справку', en: 'Close the help' },

  'common.date': { ru: 'Дата', en: 'Date' },
  'common.day': { ru: 'День', en: 'Day' },
  'common.month': { ru: 'Месяц', en: 'Month' },
  'common.year': { ru: 'Год', en: 'Year' },
  'common.daySample': { ru: 'дд', en: 'dd' },
  'common.monthSample': { ru: 'мм', en: 'mm' },
  'common.yearSample': { ru: 'гггг', en: 'yyyy' },
  'common.dayWrong': { ru: 'День — от 1 до 31', en: 'A day is 1 to 31' },
  'common.monthWrong': { ru: 'Месяц — от 1 до 12', en: 'A month is 1 to 12' },
  'common.dateImpossible': { ru: 'Такого дня в календаре нет', en: 'There is no such day' },
  'common.dateFuture': { ru: 'Этот день ещё не наступил', en: 'This day has not come yet' },

  'common.fund': { ru: 'Фонд капитального ремонта', en: 'Capital Repair Fund' },
  'common.foot': {
    ru: '© {fund}, {year}. Все права защищены и охраняются законом. Ответственность за размещённую здесь информацию несёт фонд.',
    en: '© {fund}, {year}. All rights reserved. The fund is responsible for the information published here.',
  },
  'common.required': {
    ru: '* — поля, обязательные для заполнения',
    en: '* — required fields',
  },
  'common.freshFresh': { ru: 'Данные на {when}', en: 'Data as of {when}' },
  'common.freshStale': {
    ru: 'Данные старые: на {when}. Свежие — у сотрудника за стойкой.',
    en: 'The data is old: {when}. Ask at the desk for newer.',
  },
  'common.freshOffline': {
    ru: 'Нет связи с фондом. Показываем данные на {when}.',
    en: 'No connection to the fund. Showing data as of {when}.',
  },
  'common.freshNothing': {
    ru: 'Нет связи с фондом, и данных пока нет. Обратитесь к стойке.',
    en: 'No connection to the fund and no data yet. Please ask at the desk.',
  },
  'common.freshLoading': { ru: 'Загружаем данные фонда', en: 'Loading the fund’s data' },

  'common.comfort': { ru: 'Размер текста и цвета', en: 'Text size and colours' },
  'common.textSize': { ru: 'Размер текста', en: 'Text size' },
  'common.text1': { ru: 'Обычный', en: 'Normal' },
  'common.text2': { ru: 'Больше', en: 'Larger' },
  'common.text3': { ru: 'Крупный', en: 'Large' },
  'common.text4': { ru: 'Самый крупный', en: 'Largest' },
  'common.colours': { ru: 'Цвета', en: 'Colours' },
  'common.themeLight': { ru: 'Обычные', en: 'Normal' },
  'common.themeBlackOnWhite': { ru: 'Чёрным по белому', en: 'Black on white' },
  'common.themeWhiteOnBlack': { ru: 'Белым по чёрному', en: 'White on black' },
  'common.themeBlue': { ru: 'Синим по голубому', en: 'Blue on light blue' },
  'common.comfortReset': { ru: 'Вернуть обычный вид', en: 'Back to normal' },
  'common.done': { ru: 'Готово', en: 'Done' },

  'common.language': { ru: 'In English', en: 'По-русски' },
  'common.languageShort': { ru: 'EN', en: 'РУ' },

  'common.idleHeading': { ru: 'Вы ещё здесь?', en: 'Are you still here?' },
  'common.idleText': {
    ru: 'Коснитесь экрана в любом месте, чтобы продолжить. Иначе мы закроем ваши данные, чтобы их не увидел кто-то другой.',
    en: 'Touch the screen anywhere to go on. Otherwise we will close your data so that nobody else sees it.',
  },
  'common.idleLeft': { ru: 'Осталось секунд: {seconds}', en: 'Seconds left: {seconds}' },
  'common.idleStay': { ru: 'Продолжить', en: 'Continue' },

  'common.failureHeading': { ru: 'Произошла ошибка', en: 'An error has occurred' },
  'common.unexpected': {
    ru: 'Что-то пошло не так. Вернитесь в начало и попробуйте ещё раз. Если повторится, назовите сотруднику номер {id}.',
    en: 'Something went wrong. Go back to the start and try again. If it happens again, give the desk this number: {id}.',
  },
  'common.starting': { ru: 'Программа запускается…', en: 'The program is starting…' },
  'common.elsewhereHeading': {
    ru: 'Программа уже открыта в другой вкладке',
    en: 'The program is already open in another tab',
  },
  'common.elsewhereText': {
    ru: 'Работа идёт в той вкладке: вернитесь в неё, а эту закройте. Если ту закрыть, программа откроется здесь сама.',
    en: 'Work goes on in that tab: go back to it and close this one. Once that one is closed, the program opens here by itself.',
  },
  'common.notAnswering': {
    ru: 'Программа не отвечает. Подождите немного: она перезапускается сама.',
    en: 'The program does not answer. Please wait a moment: it restarts by itself.',
  },
} as const satisfies Record<string, Record<Locale, string>>;
