// Texts of the welcome, find and goodbye screens.
import type { Locale } from '#contract';

export const find = {
  'find.welcomeHeading': { ru: 'Взносы на капитальный ремонт', en: 'Capital-repair contributions' },
  'find.welcomeLead': {
    ru: 'Узнайте, сколько платить и за что, и получите квитанцию.',
    en: 'See what you owe and why, and get your payment document.',
  },
  'find.start': { ru: 'Узнать, сколько платить', en: 'See what I owe' },
  'find.waysHeading': { ru: 'Счёт найдём любым из трёх способов', en: 'Three ways to find your account' },
  'find.byNumber': { ru: 'По номеру счёта', en: 'By account number' },
  'find.byNumberText': { ru: 'Номер лицевого счёта есть на квитанции', en: 'It is printed on your payment document' },
  'find.byAddress': { ru: 'По адресу', en: 'By address' },
  'find.byAddressText': { ru: 'Город, улица, дом и квартира', en: 'Town, street, house and flat' },
  'find.byCode': { ru: 'По коду с\u00a0квитанции', en: 'By the code on the document' },
  'find.byCodeText': { ru: 'Поднесите квитанцию к считывателю', en: 'Hold the document to the scanner' },
  'find.alsoHere': { ru: 'Что ещё есть здесь', en: 'What else is here' },
  'find.office': { ru: 'Часы работы', en: 'Opening hours' },
  'find.phone': { ru: 'Телефон', en: 'Phone' },
  'find.closedDay': { ru: 'выходной', en: 'closed' },
  'find.weekdays': { ru: 'пн вт ср чт пт сб вс', en: 'Mon Tue Wed Thu Fri Sat Sun' },
  'find.demo': { ru: 'Демонстрация', en: 'Demo' },
  'find.demoText': {
    ru: 'Данные вымышленные. Чтобы пройти весь путь, возьмите этот счёт:',
    en: 'The data is made up. To walk the whole path, take this account:',
  },
  'find.demoNumber': { ru: 'Лицевой счёт', en: 'Account' },
  'find.demoAddress': { ru: 'Адрес', en: 'Address' },
  'find.demoPaid': { ru: 'Последний платёж', en: 'Last payment' },
  'find.waitHeading': { ru: 'Загружаем данные фонда', en: 'Loading the fund’s data' },
  'find.waitText': {
    ru: 'Это нужно один раз. Когда всё будет готово, этот экран сменится сам.',
    en: 'This is needed once. The screen changes by itself when everything is ready.',
  },
  'find.noDataText': {
    ru: 'Связи с фондом нет, и данных на этом терминале ещё нет. Подойдите, пожалуйста, к стойке.',
    en: 'There is no connection to the fund and no data at this terminal yet. Please come to the desk.',
  },

  'find.howHeading': { ru: 'Как найти ваш счёт?', en: 'How shall we find your account?' },
  'find.find': { ru: 'Найти', en: 'Find' },

  'find.progress': { ru: 'Загружено {percent}\u00a0%', en: '{percent}\u00a0% loaded' },
  'find.numberHeading': { ru: 'Введите номер лицевого счёта', en: 'Enter the account number' },
  'find.numberLead': {
    ru: 'Он стоит на квитанции после слов «Лицевой счёт», под адресом. Подойдут и ЕЛС, и номер платёжного документа.',
    en: 'It stands on the document after «Лицевой счёт», below the address. The ЕЛС and the document’s number will do as well.',
  },
  'find.numberLabel': { ru: 'Номер лицевого счёта', en: 'Account number' },
  'find.receiptNumber': {
    ru: 'Квитанция: номер стоит после слов «Лицевой счёт», под адресом',
    en: 'Payment document: the number stands after «Лицевой счёт», below the address',
  },
  'find.receiptLabel': { ru: 'Лицевой счёт', en: 'Лицевой счёт' },
  'find.receiptCode': {
    ru: 'Квитанция: квадратный код внизу слева',
    en: 'Payment document: the square code is at the bottom left',
  },
  'find.noNumber': { ru: 'Номера под рукой нет — найти по адресу', en: 'No number at hand — search by address' },

  'find.settlementHeading': { ru: 'В каком городе или посёлке?', en: 'Which town or village?' },
  'find.settlementLabel': { ru: 'Город или посёлок', en: 'Town or village' },
  'find.streetHeading': { ru: 'Какая улица?', en: 'Which street?' },
  'find.streetLabel': { ru: 'Улица', en: 'Street' },
  'find.houseHeading': { ru: 'Какой дом?', en: 'Which house?' },
  'find.houseLabel': { ru: 'Номер дома', en: 'House number' },
  'find.flatHeading': { ru: 'Какая квартира?', en: 'Which flat?' },
  'find.flatLabel': { ru: 'Номер квартиры или помещения', en: 'Flat or premises number' },
  'find.chosenSoFar': { ru: 'Адрес', en: 'Address' },
  'find.change': { ru: 'Изменить: {what}', en: 'Change: {what}' },
  'find.suggestions': { ru: 'Выберите из списка', en: 'Choose from the list' },
  'find.more': {
    ru: 'Показаны не все. Введите ещё несколько букв или цифр.',
    en: 'There are more. Type a few more letters or digits.',
  },
  'find.nothingSettlement': {
    ru: 'Такого города или посёлка в списке фонда нет. Проверьте первые буквы названия.',
    en: 'The fund has no such town. Check the first letters of its name.',
  },
  'find.nothingStreet': {
    ru: 'Такой улицы в списке нет. Введите только название, без слов «улица» и «проспект». Если улицу переименовали, попробуйте прежнее название.',
    en: 'There is no such street. Type its name alone. If it was renamed, try the old name.',
  },
  'find.nothingHouse': {
    ru: 'Такого дома на этой улице в списке нет. Проверьте номер, букву и корпус. Если дом новый, его может ещё не быть в программе ремонта.',
    en: 'There is no such house in this street. Check the number, letter and block. A new house may not be in the programme yet.',
  },
  'find.nothingFlat': {
    ru: 'Такого помещения в этом доме нет. Проверьте номер по квитанции.',
    en: 'There is no such flat in this house. Check the number on your payment document.',
  },
  'find.tryNumber': { ru: 'Найти по номеру счёта', en: 'Search by account number' },

  'absent.way': {
    ru: 'Не нашли свой дом или управляющую компанию? Что нужно сделать',
    en: 'Your house or managing company is not here? What to do',
  },
  'absent.short': { ru: 'Нет моего дома или УК', en: 'My house is not here' },
  'absent.what': {
    ru: 'Если вы не нашли свой дом или управляющую компанию, напишите адрес, напечатайте заявление и отдайте его сотруднику у стойки.',
    en: 'If your house or managing company is not in the list, write the address, print the form and hand it in at the desk.',
  },
  'absent.placeHeading': { ru: 'Какой у вас адрес?', en: 'What is your address?' },
  'absent.placeLabel': { ru: 'Адрес', en: 'Address' },
  'absent.placeHint': {
    ru: 'Город или посёлок, улица, дом, квартира — как вы их знаете.',
    en: 'Town, street, house and flat, as you know them.',
  },
  'absent.companyHeading': { ru: 'Какая у дома управляющая компания?', en: 'Which company manages the house?' },
  'absent.companyLabel': { ru: 'Управляющая компания', en: 'Managing company' },
  'absent.companyHint': { ru: 'Если не знаете, оставьте пустым.', en: 'Leave it empty if you do not know.' },

  'find.scanHeading': { ru: 'Поднесите код с квитанции к считывателю', en: 'Hold the code to the scanner' },
  'find.scanLead': {
    ru: 'Квадратный код — на большом листе внизу слева. Держите лист ровно, в 10–15 см от окошка считывателя.',
    en: 'On a full sheet the square code is at the bottom left. Hold it flat, 10–15 cm from the scanner.',
  },
  'find.scanWaiting': { ru: 'Ждём код…', en: 'Waiting for the code…' },
  'find.scanBusy': { ru: 'Код прочитан, ищем счёт…', en: 'Code read, looking for the account…' },
  'find.scanNot': { ru: 'Код не читается — ввести номер', en: 'The code won’t scan — enter the number' },

  'find.whichHeading': { ru: 'Какой счёт ваш?', en: 'Which account is yours?' },
  'find.whichLead': { ru: 'По этим данным нашлось счетов: {count}.', en: 'Accounts found: {count}.' },
  'find.isItHeading': { ru: 'Это ваш счёт?', en: 'Is this your account?' },
  'find.hitAddress': { ru: 'Адрес', en: 'Address' },
  'find.hitOwner': { ru: 'Собственник', en: 'Owner' },
  'find.hitOwnerNone': { ru: 'не указан', en: 'not given' },
  'find.hitProvider': { ru: 'Поставщик услуги', en: 'Provider' },
  'find.hitNumber': { ru: 'Номер счёта', en: 'Account number' },
  'find.hitNumberTail': { ru: 'оканчивается на {tail}', en: 'ends in {tail}' },
  'find.hitNote': { ru: '{owner} · счёт оканчивается на {tail}', en: '{owner} · account ends in {tail}' },
  'find.hitNoteNoOwner': { ru: 'счёт оканчивается на {tail}', en: 'account ends in {tail}' },
  'find.hidden': {
    ru: 'Имя показано не полностью, чтобы его не прочитали посторонние.',
    en: 'The name is partly hidden from other people’s eyes.',
  },
  'find.yes': { ru: 'Да, это мой счёт', en: 'Yes, this is my account' },
  'find.no': { ru: 'Нет, искать заново', en: 'No, search again' },

  'find.goodbyeHeading': { ru: 'До свидания!', en: 'Goodbye!' },
  'find.goodbyeText': {
    ru: 'Ваши данные закрыты. Не забудьте квитанцию и документы.',
    en: 'Your data is closed. Do not forget your papers.',
  },
  'find.goodbyeAgain': { ru: 'Начать заново', en: 'Start again' },
} as const satisfies Record<string, Record<Locale, string>>;
