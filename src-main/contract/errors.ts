// Every expected failure by its code, with the sentence a person reads. Each text says what to do next.
// A `{name}` is filled from the failure's `params` by `errorText`.

import { staffErrors } from './staff-errors.ts';

export type Locale = 'ru' | 'en';

export const errorTexts = {
  ...staffErrors,
  'input.invalid': {
    ru: 'Данные введены не полностью или с ошибкой. Проверьте их и попробуйте ещё раз.',
    en: 'Something is missing or mistyped. Please check and try again.',
  },
  'input.tooLong': {
    ru: 'Введено слишком много знаков. Сотрите лишнее и попробуйте ещё раз.',
    en: 'Too many characters. Please shorten the text and try again.',
  },
  'method.unknown': {
    ru: 'Программа не знает такого действия. Вернитесь в начало и попробуйте ещё раз.',
    en: 'The program does not know this action. Please go back to the start and try again.',
  },
  'method.notForYou': {
    ru: 'Это действие доступно только сотруднику фонда. Обратитесь к стойке.',
    en: 'Only the fund’s staff can do this. Please ask at the desk.',
  },
  'visit.accountNotOpen': {
    ru: 'Этот лицевой счёт не открыт. Найдите его и подтвердите последним платежом.',
    en: 'This account is not open. Please find it and confirm it with the last payment.',
  },
  'visit.anotherOwner': {
    ru: 'Это счёт другого владельца, чем открытый сейчас. Тот же это посетитель или следующий?',
    en: 'This account has another owner than the one that is open. Is it the same visitor or the next one?',
  },
  'visit.gone': {
    ru: 'Этого посетителя уже нет в списке: его держат десять минут. Найдите счёт ещё раз.',
    en: 'This visitor is no longer in the list: one is kept for ten minutes. Please find the account again.',
  },
  'visit.signInNeeded': {
    ru: 'Сначала войдите в личный кабинет.',
    en: 'Please sign in first.',
  },
  'lookup.numberEmpty': {
    ru: 'Введите номер лицевого счёта. Он стоит на квитанции после слов «Лицевой счёт».',
    en: 'Enter the account number. It stands on your payment document after «Лицевой счёт».',
  },
  'lookup.numberMalformed': {
    ru: 'В номере лицевого счёта только цифры и буквы. Проверьте номер по квитанции.',
    en: 'An account number has only digits and letters. Please check it against your payment document.',
  },
  'lookup.notFound': {
    ru: 'Такого лицевого счёта нет. Проверьте номер по квитанции или найдите квартиру по адресу.',
    en: 'There is no such account. Check the number on your payment document or search by address.',
  },
  'lookup.addressNotFound': {
    ru: 'Такого адреса у фонда нет. Проверьте написание или спросите сотрудника у стойки.',
    en: 'The fund has no such address. Check the spelling or ask at the desk.',
  },
  'lookup.maybeUnread': {
    ru: 'Такого счёта не нашли, но часть данных фонда сейчас не прочитана. Если номер и адрес верны, подойдите к стойке: сотрудник найдёт счёт в фонде.',
    en: 'No such account was found, but part of the fund’s data cannot be read now. If the number and the address are right, come to the desk: staff will find the account at the fund.',
  },
  'lookup.codeUnreadable': {
    ru: 'Это не квитанция фонда: лицевого счёта в коде нет. Поднесите квитанцию за капитальный ремонт или введите номер лицевого счёта.',
    en: 'This is not a payment document of the fund: the code names no account. Scan the document for capital repair or enter the account number.',
  },
  'lookup.codeCut': {
    ru: 'Код прочитан не полностью. Расправьте квитанцию и поднесите её ещё раз или введите номер лицевого счёта.',
    en: 'The code was read only in part. Flatten the document and scan it again, or enter the account number.',
  },
  'lookup.codeNotFound': {
    ru: 'Счёта из этого кода у фонда нет. Проверьте, что это квитанция за капитальный ремонт, или найдите счёт по адресу.',
    en: 'The fund has no account of this code. Check that this is the document for capital repair, or search by address.',
  },
  'proof.dateImpossible': {
    ru: 'Такого дня в календаре нет. Введите дату платежа ещё раз.',
    en: 'There is no such day. Please enter the date of the payment again.',
  },
  'proof.dateInFuture': {
    ru: 'Этот день ещё не наступил. Введите дату платежа ещё раз.',
    en: 'This day has not come yet. Please enter the date of the payment again.',
  },
  'proof.amountMalformed': {
    ru: 'Введите сумму цифрами: рубли, запятая, копейки. Например: 123,45.',
    en: 'Enter the sum in digits: rubles, a comma, kopecks. For example: 123,45.',
  },
  'proof.mismatch': {
    ru: 'Данные не совпали. Осталось попыток: {left}. Платили на днях? Введите предыдущий платёж. Нет чека — спросите у стойки.',
    en: 'The details do not match. Tries left: {left}. Paid in the last days? Enter the payment before it. No receipt? Ask at the desk.',
  },
  'proof.pictureNeeded': {
    ru: 'Введите код с картинки, затем подтвердите ещё раз.',
    en: 'Enter the code from the picture, then confirm again.',
  },
  'proof.pictureWrong': {
    ru: 'Код неверный, вот новый. Не видно — помогут у стойки.',
    en: 'Wrong code; here is a new one. Hard to see? Ask at the desk.',
  },
  'proof.locked': {
    ru: 'Слишком много неудачных попыток. Попробуйте после {until} или подойдите к стойке с паспортом.',
    en: 'Too many failed attempts. Try again after {until}, or come to the desk with your passport.',
  },
  'proof.terminalLocked': {
    ru: 'Киоск не принимает ввод до {until}. Ваш счёт не закрыт — его откроет сотрудник у стойки.',
    en: 'This kiosk takes no answers until {until}. Your account is not closed: staff at the desk will open it.',
  },
  'proof.numberNeeded': {
    ru: 'Введите и номер лицевого счёта. Он стоит на квитанции после слов «Лицевой счёт».',
    en: 'Enter the account number as well. It stands on your payment document after «Лицевой счёт».',
  },
  'statement.noData': {
    ru: 'За выбранное время начислений и платежей нет. Выберите другие месяцы.',
    en: 'There are no charges or payments in this range. Please choose other months.',
  },
  'statement.unread': {
    ru: 'Часть данных за эти месяцы не прочитана, и выписка была бы неполной. Выберите другие месяцы или подойдите к стойке.',
    en: 'Part of the data for these months could not be read, and the statement would be incomplete. Choose other months or ask at the desk.',
  },
  'statement.rangeReversed': {
    ru: 'Первый месяц позже последнего. Поменяйте их местами.',
    en: 'The first month is later than the last one. Please swap them.',
  },
  'document.noPeriod': {
    ru: 'За этот месяц квитанции нет. Выберите другой месяц.',
    en: 'There is no payment document for this month. Please choose another one.',
  },
  'document.sumUnread': {
    ru: 'Часть данных этого счёта не прочитана, поэтому сумма не известна. Подойдите к стойке: сотрудник уточнит её в фонде.',
    en: 'Part of this account’s data could not be read, so the sum is not known. Come to the desk: staff will ask the fund.',
  },
  'document.payerUnread': {
    ru: 'Данные о собственнике этого счёта не прочитаны, поэтому квитанцию сделать нельзя. Подойдите к стойке: сотрудник уточнит их в фонде.',
    en: 'The owner of this account could not be read, so no document can be made. Come to the desk: staff will ask the fund.',
  },
  'document.payeeUnread': {
    ru: 'Не прочитано, кому платить по этому счёту. Подойдите к стойке: сотрудник уточнит получателя в фонде.',
    en: 'Whom to pay for this account could not be read. Come to the desk: staff will ask the fund.',
  },
  'print.noPrinter': {
    ru: 'Принтер не подключён. Попросите сотрудника у стойки напечатать квитанцию.',
    en: 'No printer is connected. Please ask at the desk to print the document.',
  },
  'print.failed': {
    ru: 'Напечатать не удалось. Попросите сотрудника у стойки: он увидит это задание и напечатает его.',
    en: 'Printing failed. Please ask at the desk: staff can see this job and print it.',
  },
  'print.tooLate': {
    ru: 'Принтер уже печатает этот документ. Дождитесь листа.',
    en: 'The printer is already printing this document. Please wait for the sheet.',
  },
  'print.enough': {
    ru: 'За одно посещение печатаем не больше пяти таких листов. Нужно больше — подойдите к стойке.',
    en: 'No more than five such sheets are printed in one visit. If you need more, ask at the desk.',
  },
  'print.paused': {
    ru: 'На этом киоске напечатали слишком много заявлений. Попробуйте после {until} или подойдите к стойке: там напечатают.',
    en: 'Too many forms were printed at this kiosk. Try again after {until}, or ask at the desk: they print it there.',
  },
  'print.unknownJob': {
    ru: 'Такого задания на печать нет. Отправьте документ на печать ещё раз.',
    en: 'There is no such print job. Please print the document again.',
  },
  'cabinet.away': {
    ru: 'Связи с базой фонда сейчас нет, поэтому личный кабинет недоступен. Найдите счёт по номеру или адресу — это работает.',
    en: 'The fund’s database cannot be reached now, so the cabinet is not available. Find your account by number or address: that works.',
  },
  'application.away': {
    ru: 'Связи с базой фонда сейчас нет, и номер заявлению дать нельзя. Подойдите к стойке с паспортом: сотрудник откроет счёт и без заявления.',
    en: 'The fund’s database cannot be reached now, so the form can get no number. Come to the desk with your passport: staff will open the account without it.',
  },
  'cabinet.loginTaken': {
    ru: 'Это имя пользователя уже занято. Придумайте другое.',
    en: 'This user name is taken. Please choose another one.',
  },
  'cabinet.loginMalformed': {
    ru: 'В имени пользователя от 3 до 32 знаков: буквы, цифры, дефис. Исправьте имя.',
    en: 'A user name has 3 to 32 signs: letters, digits, a hyphen. Please correct it.',
  },
  'cabinet.emailMalformed': {
    ru: 'Адрес почты написан с ошибкой. Он выглядит так: ivanova@mail.ru.',
    en: 'The e-mail address is mistyped. It looks like this: ivanova@mail.ru.',
  },
  'cabinet.phoneMalformed': {
    ru: 'Номер телефона написан с ошибкой: в нём 11 цифр, например 8 900 123-45-67, а без кода города от 5 до 7. Исправьте номер.',
    en: 'The phone number is mistyped: it has 11 digits, for example 8 900 123-45-67, or 5 to 7 without the area code. Please correct it.',
  },
  'cabinet.passwordWeak': {
    ru: 'Пароль слишком простой. Возьмите не меньше 8 знаков: буквы и цифры.',
    en: 'The password is too simple. Take at least 8 signs: letters and digits.',
  },
  'cabinet.passwordLeaked': {
    ru: 'Этот пароль слишком известен, его легко подобрать. Придумайте другой.',
    en: 'This password is too well known and easily guessed. Please choose another one.',
  },
  'cabinet.passwordsDiffer': {
    ru: 'Пароли не совпали. Введите второй раз тот же пароль.',
    en: 'The passwords differ. Please enter the same password again.',
  },
  'cabinet.agreementNeeded': {
    ru: 'Прочитайте соглашение и отметьте, что принимаете его. Без этого зарегистрироваться нельзя.',
    en: 'Please read the agreement and tick that you accept it. Registration needs it.',
  },
  'cabinet.consentNeeded': {
    ru: 'Чтобы фонд хранил телефон и адрес и присылал письма, дайте согласие на вкладке «Контактные данные».',
    en: 'For the fund to keep your phone and address and to send letters, give your consent on the tab “Contacts”.',
  },
  'cabinet.codeWrong': {
    ru: 'Код не подошёл. Проверьте его в письме и введите ещё раз.',
    en: 'The code does not fit. Check it in the letter and enter it again.',
  },
  'cabinet.codeExpired': {
    ru: 'Код больше не действует. Запросите новый.',
    en: 'The code is no longer valid. Please ask for a new one.',
  },
  'cabinet.signInWrong': {
    ru: 'Имя пользователя или пароль не подошли. Проверьте их или нажмите «Забыли пароль?».',
    en: 'The user name or the password is wrong. Check them or recover the password.',
  },
  'cabinet.sharedPc': {
    ru: 'На этом компьютере имя не запоминается: им пользуются разные люди. Войдите без отметки «Запомнить имя».',
    en: 'This computer keeps no names: different people use it. Please sign in without “Remember the name”.',
  },
  'cabinet.terminalLocked': {
    ru: 'Киоск не принимает пароли до {until}. Ваш кабинет не закрыт: войдите на другом киоске или подойдите к стойке.',
    en: 'This kiosk takes no passwords until {until}. Your cabinet is not closed: sign in at another kiosk or come to the desk.',
  },
  'cabinet.lettersLocked': {
    ru: 'С этого киоска запросили слишком много писем. Попробуйте после {until} или подойдите к стойке: сотрудник снимет запрет.',
    en: 'Too many letters were asked for at this kiosk. Try again after {until}, or ask at the desk: staff can lift the limit.',
  },
  'cabinet.passwordWrong': {
    ru: 'Пароль не подошёл. Введите его ещё раз.',
    en: 'The password is wrong. Please enter it again.',
  },
  'cabinet.proofOld': {
    ru: 'С тех пор, как счёт открыли, прошло больше 10 минут. Откройте его ещё раз датой и суммой последнего платежа и добавьте в кабинет.',
    en: 'More than 10 minutes have passed since the account was opened. Open it again by the date and sum of the last payment, then add it to the Cabinet.',
  },
  'cabinet.notAttached': {
    ru: 'Этот лицевой счёт не добавлен в ваш кабинет. Добавьте его по последнему платежу.',
    en: 'This account is not in your cabinet. Add it by its last payment.',
  },
  'cabinet.mailOwnOnly': {
    ru: 'Этот счёт открыт по документу и не добавлен в кабинет, поэтому письма по нему не отправить. Документ можно напечатать.',
    en: 'This account was opened by a document and is not in the cabinet, so no letter of it can be sent. The document can be printed.',
  },
  'cabinet.proofNeeded': {
    ru: 'Этот счёт открыт по документу. В личный кабинет его добавляют по последнему платежу или по заявлению, которое принимают у стойки.',
    en: 'This account was opened by a document. It is added to a cabinet by its last payment, or by an application form accepted at the desk.',
  },
  'payment.amountMalformed': {
    ru: 'Введите сумму от {least} до {most} рублей: рубли, запятая, копейки.',
    en: 'Enter a sum from {least} to {most} rubles: rubles, a comma, kopecks.',
  },
  'payment.earlierCode': {
    ru: 'По этому счёту ещё действует код на {sum}: он действует до {until}. Если оплата по нему уже подтверждена, она найдётся сама. Новую оплату можно начать после {until}.',
    en: 'A code for {sum} of this account is still valid until {until}. If it has been paid already, that will be found by itself. A new payment can begin after {until}.',
  },
  'payment.paidMeanwhile': {
    ru: 'По этому счёту уже оплачено {sum} в {at}: деньги дойдут до счёта за день-два. Платить эту сумму ещё раз не нужно. Если нужно всё же заплатить её второй раз, выберите её снова.',
    en: '{sum} of this account has been paid already at {at}: it reaches the account in a day or two. There is no need to pay it again. To pay it a second time all the same, choose it once more.',
  },
  'payment.unavailable': {
    ru: 'Оплата картой здесь сейчас не работает. Возьмите квитанцию: по ней можно заплатить в банке.',
    en: 'Card payment does not work here now. Take a payment document: a bank takes payment by it.',
  },
  'payment.otherAccount': {
    ru: 'Картой здесь платят только на счёт фонда, а взносы вашего дома идут на другой счёт. Возьмите квитанцию: в ней написано, куда платить.',
    en: 'By card one pays to the fund’s account here, and your house’s contributions go to another one. Take a payment document: it says where to pay.',
  },
  'payment.noPayee': {
    ru: 'Картой за этот дом заплатить нельзя: фонд не знает реквизитов, по которым за него платят. Возьмите квитанцию: в ней написано, у кого их спросить.',
    en: 'One cannot pay for this house by card: the fund does not know its bank details. Take a payment document: it says whom to ask for them.',
  },
  'payment.unknownAttempt': {
    ru: 'Такой оплаты нет. Начните оплату ещё раз.',
    en: 'There is no such payment. Please begin again.',
  },
  'certificate.unknown': {
    ru: 'Справку выдать нельзя: данные фонда по этому счёту прочитаны не полностью. Подойдите к стойке.',
    en: 'No certificate can be issued: the fund’s data of this account was not read in full. Please ask at the desk.',
  },
  'certificate.pending': {
    ru: 'По этому счёту есть оплата, которую фонд ещё не зачислил. Справку можно будет взять после зачисления: обычно через один-три рабочих дня.',
    en: 'A payment on this account is not credited yet. The certificate can be issued once it is: usually in one to three working days.',
  },
  'certificate.codeMalformed': {
    ru: 'Код проверки — 12 цифр. Перепишите его со справки ещё раз.',
    en: 'A check code has 12 digits. Please copy it from the certificate again.',
  },
  'certificate.codeUnknown': {
    ru: 'Справки с таким кодом у фонда нет. Проверьте цифры. Справка, выданная в другом офисе только что, появится, когда тот терминал свяжется с фондом: повторите через несколько минут.',
    en: 'The fund has no certificate of this code. Check the digits. One issued elsewhere just now appears once that terminal has reached the fund: try again in a few minutes.',
  },
  'audit.noAccount': {
    ru: 'Счёта с таким номером в данных фонда нет. Проверьте номер или оставьте поле пустым.',
    en: 'The fund’s data has no account with this number. Check the number, or leave the field empty.',
  },
  'audit.tooMany': {
    ru: 'Записей слишком много, чтобы проверить их отсюда. Выберите срок короче; весь журнал администратор проверяет командой npm run audit.',
    en: 'There are too many lines to check from here. Choose a shorter time; the administrator checks the whole log by npm run audit.',
  },
  'cabinet.placeNeeded': {
    ru: 'Введите адрес: город, улицу, дом и квартиру.',
    en: 'Enter the address: town, street, house and flat.',
  },
  'cache.notReady': {
    ru: 'Данные ещё загружаются. Подождите минуту или подойдите к стойке.',
    en: 'The data is still loading. Please wait a minute or ask at the desk.',
  },
  'cache.unavailable': {
    ru: 'Данных фонда на этом терминале сейчас нет. Подойдите к сотруднику у стойки.',
    en: 'This terminal has no data of the fund now. Please ask at the desk.',
  },
  'system.diskFull': {
    ru: 'Терминал временно не работает: на его диске кончилось место. Подойдите к сотруднику у стойки.',
    en: 'This terminal is out of order for now: its disk is full. Please ask at the desk.',
  },
  'system.diskUnwritable': {
    ru: 'Терминал временно не работает: на его диск нельзя записать. Подойдите к сотруднику у стойки.',
    en: 'This terminal is out of order for now: its disk cannot be written. Please ask at the desk.',
  },
  'system.failure': {
    ru: 'Что-то пошло не так. Вернитесь в начало и попробуйте ещё раз. Если повторится, назовите сотруднику номер {id}.',
    en: 'Something went wrong. Go back to the start and try again. If it happens again, give the desk this number: {id}.',
  },
  'system.elsewhere': {
    ru: 'Программа уже открыта в другой вкладке. Вернитесь в неё, а эту закройте.',
    en: 'The program is already open in another tab. Go back to it and close this one.',
  },
  'system.unreachable': {
    ru: 'Программа не отвечает. Подождите немного: она перезапускается сама.',
    en: 'The program does not answer. Please wait a moment: it restarts by itself.',
  },
} as const satisfies Record<string, Record<Locale, string>>;

export type ErrorCode = keyof typeof errorTexts;

/** A paper is not made because what it would say could not be read. */
export const isUnread = ({ code }: Failure): boolean =>
  code === 'document.sumUnread' || code === 'document.payerUnread' || code === 'document.payeeUnread';

export interface Failure {
  code: ErrorCode;
  /** The complete Russian sentence; a renderer in another language calls `errorText` again. */
  message: string;
  params?: Record<string, string>;
  /** The input field the failure belongs to, if any. */
  field?: string;
}

export type Result<T> = { ok: true; value: T } | { ok: false; error: Failure };

/** The sentence for a code in a language, with each `{name}` filled in. */
export const errorText = (code: ErrorCode, locale: Locale, params: Record<string, string> = {}): string =>
  errorTexts[code][locale].replace(/\{(\w+)\}/g, (whole, name: string) => params[name] ?? whole);

export const ok = <T>(value: T): Result<T> => ({ ok: true, value });

export const fail = (
  code: ErrorCode,
  more: { params?: Record<string, string>; field?: string } = {},
): { ok: false; error: Failure } => ({
  ok: false,
  error: { code, message: errorText(code, 'ru', more.params), ...more },
});
