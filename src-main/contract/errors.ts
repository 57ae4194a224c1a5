// Every expected failure by its code, with the sentence a person reads. Each text says what to do next.
// A `{name}` is filled from the failure's `params` by `errorText`.

export type Locale = 'ru' | 'en';

export const errorTexts = {
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
  'visit.signInNeeded': {
    ru: 'Сначала войдите в личный кабинет.',
    en: 'Please sign in first.',
  },
  'lookup.numberEmpty': {
    ru: 'Введите номер лицевого счёта. Он напечатан на квитанции вверху справа.',
    en: 'Enter the account number. It is printed at the top right of your payment document.',
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
  'lookup.codeUnreadable': {
    ru: 'Код прочитать не удалось. Поднесите квитанцию ещё раз или введите номер лицевого счёта.',
    en: 'The code could not be read. Scan it again or enter the account number.',
  },
  'proof.dateImpossible': {
    ru: 'Такого дня в календаре нет. Введите дату последнего платежа ещё раз.',
    en: 'There is no such day. Please enter the date of the last payment again.',
  },
  'proof.dateInFuture': {
    ru: 'Этот день ещё не наступил. Введите дату последнего платежа ещё раз.',
    en: 'This day has not come yet. Please enter the date of the last payment again.',
  },
  'proof.amountMalformed': {
    ru: 'Введите сумму цифрами: рубли, запятая, копейки. Например: 123,45.',
    en: 'Enter the sum in digits: rubles, a comma, kopecks. For example: 123,45.',
  },
  'proof.mismatch': {
    ru: 'Данные не совпали. Проверьте дату и сумму последнего платежа по чеку. Если чека нет, спросите сотрудника у стойки.',
    en: 'The details do not match. Check the date and the sum of the last payment on the receipt. If you have none, ask at the desk.',
  },
  'proof.pictureNeeded': {
    ru: 'Введите код с картинки, затем подтвердите ещё раз.',
    en: 'Enter the code from the picture, then confirm again.',
  },
  'proof.pictureWrong': {
    ru: 'Код с картинки введён неверно. Мы показали новый — попробуйте ещё раз.',
    en: 'The picture code is wrong. There is a new one — please try again.',
  },
  'proof.locked': {
    ru: 'Слишком много неудачных попыток. Попробуйте после {until} или подойдите к стойке с паспортом.',
    en: 'Too many failed attempts. Try again after {until}, or come to the desk with your passport.',
  },
  'statement.noData': {
    ru: 'За выбранное время начислений и платежей нет. Выберите другие месяцы.',
    en: 'There are no charges or payments in this range. Please choose other months.',
  },
  'statement.rangeReversed': {
    ru: 'Первый месяц позже последнего. Поменяйте их местами.',
    en: 'The first month is later than the last one. Please swap them.',
  },
  'document.noPeriod': {
    ru: 'За этот месяц квитанции нет. Выберите другой месяц.',
    en: 'There is no payment document for this month. Please choose another one.',
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
  'print.unknownJob': {
    ru: 'Такого задания на печать нет. Отправьте документ на печать ещё раз.',
    en: 'There is no such print job. Please print the document again.',
  },
  'cabinet.away': {
    ru: 'Связи с базой фонда сейчас нет, поэтому личный кабинет недоступен. Найдите счёт по номеру или адресу — это работает.',
    en: 'The fund’s database cannot be reached now, so the cabinet is not available. Find your account by number or address: that works.',
  },
  'cabinet.loginTaken': {
    ru: 'Это имя пользователя уже занято. Придумайте другое.',
    en: 'This user name is taken. Please choose another one.',
  },
  'cabinet.loginMalformed': {
    ru: 'В имени пользователя от 3 до 32 знаков: буквы, цифры, точка, дефис. Исправьте имя.',
    en: 'A user name has 3 to 32 signs: letters, digits, a point, a hyphen. Please correct it.',
  },
  'cabinet.emailMalformed': {
    ru: 'Адрес почты написан с ошибкой. Он выглядит так: ivanova@mail.ru.',
    en: 'The e-mail address is mistyped. It looks like this: ivanova@mail.ru.',
  },
  'cabinet.phoneMalformed': {
    ru: 'Номер телефона написан с ошибкой. Введите его цифрами, например 8 900 123-45-67.',
    en: 'The phone number is mistyped. Enter it in digits, for example 8 900 123-45-67.',
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
  'cabinet.passwordWrong': {
    ru: 'Пароль не подошёл. Введите его ещё раз.',
    en: 'The password is wrong. Please enter it again.',
  },
  'cabinet.notAttached': {
    ru: 'Этот лицевой счёт не добавлен в ваш кабинет. Добавьте его по последнему платежу.',
    en: 'This account is not in your cabinet. Add it by its last payment.',
  },
  'payment.amountMalformed': {
    ru: 'Введите сумму от {least} до {most} рублей: рубли, запятая, копейки.',
    en: 'Enter a sum from {least} to {most} rubles: rubles, a comma, kopecks.',
  },
  'payment.unavailable': {
    ru: 'Оплата картой здесь сейчас не работает. Возьмите квитанцию: по ней можно заплатить в банке.',
    en: 'Card payment does not work here now. Take a payment document: a bank takes payment by it.',
  },
  'payment.unknownAttempt': {
    ru: 'Такой оплаты нет. Начните оплату ещё раз.',
    en: 'There is no such payment. Please begin again.',
  },
  'staff.signInNeeded': {
    ru: 'Смена не начата или закончилась. Войдите как сотрудник.',
    en: 'No shift is on, or it has ended. Please sign in as staff.',
  },
  'staff.adminNeeded': {
    ru: 'Это может только администратор. Попросите его войти на этом рабочем месте.',
    en: 'Only an administrator can do this. Ask one to sign in at this desk.',
  },
  'staff.signInWrong': {
    ru: 'Имя или пароль не подошли. Проверьте раскладку и введите ещё раз. Новый пароль задаёт администратор фонда.',
    en: 'The name or the password is wrong. Check the keyboard layout and try again. The fund’s administrator sets a new password.',
  },
  'staff.away': {
    ru: 'Связи с базой фонда сейчас нет. Подождите минуту и повторите; если связи всё нет, сообщите администратору.',
    en: 'The fund’s database cannot be reached now. Try again in a minute; if it is still away, tell the administrator.',
  },
  'staff.applicationGone': {
    ru: 'Это заявление уже отметил другой сотрудник. Обновите список.',
    en: 'A colleague has already handled this application. Please refresh the list.',
  },
  'staff.lastFourMalformed': {
    ru: 'Введите последние четыре знака номера документа: цифры или буквы.',
    en: 'Enter the last four characters of the document’s number: digits or letters.',
  },
  'staff.notWritten': {
    ru: 'Файл записать не удалось. Проверьте место на диске и права на папку и попробуйте ещё раз.',
    en: 'The file could not be written. Check the disk’s space and the folder’s rights, and try again.',
  },
  'staff.batchRunning': {
    ru: 'Документы уже печатаются или пишутся в папку. Дождитесь конца или остановите их.',
    en: 'Documents are already being made. Wait for the end, or stop them.',
  },
  'cache.notReady': {
    ru: 'Данные ещё загружаются. Подождите минуту или подойдите к стойке.',
    en: 'The data is still loading. Please wait a minute or ask at the desk.',
  },
  'system.failure': {
    ru: 'Что-то пошло не так. Вернитесь в начало и попробуйте ещё раз. Если повторится, назовите сотруднику номер {id}.',
    en: 'Something went wrong. Go back to the start and try again. If it happens again, give the desk this number: {id}.',
  },
  'system.unreachable': {
    ru: 'Программа не отвечает. Подождите немного: она перезапускается сама.',
    en: 'The program does not answer. Please wait a moment: it restarts by itself.',
  },
} as const satisfies Record<string, Record<Locale, string>>;

export type ErrorCode = keyof typeof errorTexts;

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
