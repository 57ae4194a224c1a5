// The audit log in plain words, for the auditor's screen and for the owner's paper: an action or a detail without words does not compile.
import { formatDay } from './day.ts';
import { formatPeriod } from './period.ts';
import type { AuditAction, AuditDetail } from './audit-actions.ts';

interface Words {
  ru: string;
  en: string;
}

const words = (ru: string, en: string): Words => ({ ru, en });

export const actionWords: Record<AuditAction, Words> = {
  'proof.succeeded': words('Счёт открыт по дате и сумме платежа', 'Account opened by a payment’s date and sum'),
  'proof.failed': words('Дата и сумма платежа не подошли', 'A payment’s date and sum did not match'),
  'proof.locked': words('Попытки остановлены на время', 'Attempts stopped for a while'),
  'lookup.many': words('Слишком много счетов искали без подтверждения', 'Many accounts looked up without proof'),
  'document.printed': words('Напечатана квитанция', 'Payment document printed'),
  'certificate.issued': words('Выдан номер справки', 'Certificate issued'),
  'certificate.printed': words('Напечатана справка', 'Certificate printed'),
  'view.shown': words('Показано на экране', 'Shown on the screen'),
  'visit.parked': words('Посетитель отложен', 'Visitor left aside'),
  'visit.resumed': words('Отложенный посетитель продолжен', 'Went on with a visitor left aside'),
  'visit.ended': words('Посещение окончено', 'Visit ended'),
  'outbox.damaged': words('Файл терминала прочитан не весь', 'The terminal’s own file was not read whole'),
  'outbox.parted': words('Диск терминала скопирован или старый', 'A terminal’s disk was copied or is an older one'),
  'data.mended': words('Данные сверены с фондом и исправлены', 'Data compared with the fund and mended'),
  'staff.outboxSeen': words('Замечено, что файл терминала повреждён', 'A terminal’s damaged file was seen'),
  'payment.begun': words('Начата оплата картой', 'Card payment begun'),
  'payment.waiting': words('Банк ждёт оплату', 'The bank waits for the payment'),
  'payment.succeeded': words('Оплата прошла', 'Payment succeeded'),
  'payment.declined': words('Банк отклонил оплату', 'Payment declined'),
  'payment.expired': words('Оплатить не успели', 'Payment expired'),
  'payment.cancelled': words('Оплату не стали ждать', 'Payment no longer waited for'),
  'payment.unknown': words('Исход оплаты неизвестен', 'Payment’s outcome unknown'),
  'payment.credited': words('Оплата зачислена фондом', 'Payment credited by the fund'),
  'payment.refunded': words('Деньги возвращены', 'Payment refunded'),
  'payment.slipPrinted': words('Напечатано подтверждение оплаты', 'Payment slip printed'),
  'application.printed': words('Напечатано заявление', 'Application form printed'),
  'text.printed': words('Напечатан текст соглашения', 'Agreement printed'),
  'range.printed': words('Напечатана выписка', 'Statement printed'),
  'cabinet.signedOut': words('Выход из личного кабинета', 'Signed out of the cabinet'),
  'cabinet.registrationBegun': words('Начата регистрация', 'Registration begun'),
  'cabinet.codeSentAgain': words('Код отправлен ещё раз', 'Code sent again'),
  'cabinet.registered': words('Личный кабинет создан', 'Cabinet registered'),
  'cabinet.signedIn': words('Вход в личный кабинет', 'Signed in to the cabinet'),
  'cabinet.signInFailed': words('Вход в личный кабинет не удался', 'Sign-in to the cabinet failed'),
  'cabinet.passwordFailed': words('Пароль не подошёл', 'Wrong password'),
  'cabinet.codeFailed': words('Код не подошёл', 'Wrong code'),
  'cabinet.recoveryBegun': words('Запрошен новый пароль', 'New password asked for'),
  'cabinet.passwordRecovered': words('Пароль задан по коду', 'Password set by a code'),
  'cabinet.passwordChanged': words('Пароль изменён', 'Password changed'),
  'cabinet.accountAttached': words('Счёт добавлен в личный кабинет', 'Account added to a cabinet'),
  'cabinet.accountDetached': words('Счёт убран из личного кабинета', 'Account taken off a cabinet'),
  'cabinet.mainAccountChosen': words('Выбран основной счёт', 'Main account chosen'),
  'cabinet.profileChanged': words('Изменены данные профиля', 'Profile changed'),
  'cabinet.emailChanged': words('Изменена электронная почта', 'E-mail changed'),
  'cabinet.consentGiven': words('Дано согласие', 'Consent given'),
  'cabinet.consentWithdrawn': words('Согласие отозвано', 'Consent withdrawn'),
  'cabinet.applicationMade': words('Заявлению дан номер', 'Application form numbered'),
  'cabinet.statementMailed': words(
    'Выписка отправлена на почту владельца кабинета',
    'Statement mailed to the cabinet’s owner',
  ),
  'cabinet.printed': words('Напечатано из личного кабинета', 'Printed from the cabinet'),
  'cabinet.newsRead': words('Прочитана новость', 'News read'),
  'cabinet.mailingQueued': words('Подготовлена рассылка', 'Mailing queued'),
  'cabinet.viewsAsked': words('Запрошен список «Кто смотрел счёт»', 'List of who looked at the account asked for'),
  'cabinet.viewsPrinted': words('Напечатан список «Кто смотрел счёт»', 'List of who looked at the account printed'),
  'staff.signedIn': words('Смена начата', 'Shift begun'),
  'staff.signedInOffline': words('Смена начата без связи с фондом', 'Shift begun without the fund'),
  'staff.shiftTakenUp': words('Связь с фондом вернулась, смена продолжена', 'The fund is back, the shift goes on'),
  'staff.passwordChanged': words('Сотрудник сменил свой пароль', 'Own password of staff changed'),
  'staff.passwordFailed': words('Пароль сотрудника не подошёл при смене', 'Wrong password at its change'),
  'staff.signInFailed': words('Вход сотрудника не удался', 'Staff sign-in failed'),
  'staff.applicationHandled': words('Заявление отмечено обработанным', 'Form marked as handled'),
  'staff.applicationAccepted': words('Заявление принято по документу', 'Form accepted by a document'),
  'staff.applicationRefused': words('Заявление не принято', 'Form not accepted'),
  'staff.shiftEnded': words('Смена окончена', 'Shift ended'),
  'staff.accountOpened': words('Счёт открыт сотрудником по документу', 'Account opened by staff by a document'),
  'staff.certificateChecked': words('Проверена справка', 'Certificate looked up'),
  'staff.lockLifted': words('Снят запрет', 'Lock lifted'),
  'staff.jobRedirected': words('Печать передана другому принтеру', 'Print job sent to another printer'),
  'staff.houseShown': words('Показан список дома с остатками', 'List of a house with balances shown'),
  'staff.houseListPrinted': words('Напечатан список дома с остатками', 'List of a house with balances printed'),
  'staff.defectsSaved': words('Сохранён список дефектов данных', 'List of data defects saved'),
  'staff.batchBegun': words('Начата подготовка квитанций дома или региона', 'Documents of a house or the region begun'),
  'staff.screenLocked': words('Экран закрыт', 'Screen locked'),
  'staff.screenUnlocked': words('Экран открыт', 'Screen unlocked'),
  'staff.unlockFailed': words(
    'Экран не открылся: пароль или код не подошли',
    'Screen not unlocked: wrong password or PIN',
  ),
  'staff.pinChosen': words('Выбран код для экрана', 'PIN of the screen chosen'),
  'staff.dataAccepted': words('Приняты придержанные данные фонда', 'Held back data accepted'),
  'staff.batchEnded': words('Подготовка квитанций окончена', 'Documents of a house or the region ended'),
  'audit.read': words('Прочитан журнал действий', 'Audit log read'),
  'audit.saved': words('Журнал действий сохранён в файл', 'Audit log saved to a file'),
  'audit.verified': words('Журнал действий проверен', 'Audit log checked'),
  'audit.anchored': words('Лист концов журнала отправлен письмом', 'Ends of the audit log mailed'),
  'admin.lockLifted': words('Запрет снят командой администратора', 'Lock lifted by an administrator’s command'),
  'admin.staffChanged': words('Изменена учётная запись сотрудника', 'Staff account changed'),
  'admin.terminalBound': words('Терминал закреплён за входом в базу', 'Terminal bound to a login'),
  'admin.terminalReleased': words('Терминал откреплён от входа в базу', 'Terminal released from its login'),
  'admin.branchAdmitted': words('Разрешена новая ветвь журнала', 'New branch of the log let in'),
  'admin.dataAccepted': words('Изменены разрешения принять данные', 'Permissions to accept data changed'),
};

/** Details a person can make something of. The terminal and the user have columns of their own; null: of use to the program alone. */
const detailWords: Record<AuditDetail, Words | null> = {
  accounts: null,
  action: words('действие', 'action'),
  actor: words('кто', 'who'),
  agreement: words('соглашение', 'agreement'),
  at: words('терминал', 'terminal'),
  attempt: null,
  before: words('было', 'before'),
  by: words('чем', 'by'),
  chains: words('цепочек', 'chains'),
  change: words('что', 'what'),
  consent: words('согласие', 'consent'),
  count: words('строк', 'lines'),
  document: words('документ', 'document'),
  documents: words('документов', 'documents'),
  entities: words('таблицы', 'tables'),
  from: words('с', 'from'),
  hour: words('за час', 'in the hour'),
  head: null,
  house: words('дом', 'house'),
  job: null,
  kind: words('вид', 'kind'),
  lastFour: words('последние знаки', 'last characters'),
  lines: words('строк', 'lines'),
  login: words('вход', 'login'),
  news: words('новость', 'news'),
  number: words('номер', 'number'),
  of: words('чей', 'of'),
  os: words('пользователь системы', 'system user'),
  payment: words('платёж', 'payment'),
  period: words('месяц', 'month'),
  printer: words('принтер', 'printer'),
  put: null,
  refunded: words('копеек', 'kopecks'),
  role: words('права', 'role'),
  saved: words('спасено строк', 'lines saved'),
  scope: words('запрет', 'lock'),
  since: words('с', 'since'),
  to: words('по', 'to'),
  unread: words('прочитано не всё', 'not all read'),
  version: words('редакция', 'version'),
  visit: words('за посещение', 'in the visit'),
  // told by itself
  what: words('', ''),
  why: words('почему', 'why'),
};

/** What stands in a line as a code; anything else is shown as it stands. */
const valueWords: Record<string, Words> = {
  account: words('счёт', 'account'),
  statement: words('сводка счёта', 'account summary'),
  history: words('начисления', 'charges'),
  payments: words('платежи', 'payments'),
  everything: words('начисления и платежи', 'charges and payments'),
  applications: words('заявления', 'application forms'),
  locks: words('запреты', 'locks'),
  parkedVisits: words('отложенные посетители', 'visitors left aside'),
  general: words('общие', 'general'),
  contacts: words('контакты', 'contacts'),
  services: words('сервисы', 'services'),
  passport: words('паспорт', 'passport'),
  temporaryId: words('временное удостоверение', 'temporary ID'),
  foreignPassport: words('паспорт иностранного гражданина', 'foreign passport'),
  militaryId: words('военный билет', 'military ID'),
  ownershipExtract: words('выписка о праве собственности', 'ownership extract'),
  powerOfAttorney: words('доверенность', 'power of attorney'),
  noPayments: words('платежей ещё не было', 'no payments yet'),
  noPapers: words('квитанций нет', 'no papers'),
  byApplication: words('по заявлению', 'by an application form'),
  cannotUseScreen: words('не может пользоваться экраном', 'cannot use the screen'),
  visitor: words('пришёл посетитель', 'a visitor came'),
  meeting: words('собрание собственников', 'a meeting of owners'),
  letter: words('письменный запрос', 'a letter'),
  delivery: words('разноска квитанций', 'delivery'),
  check: words('сверка', 'a check'),
  damaged: words('повреждён', 'damaged'),
  gone: words('пропал', 'gone'),
  older: words('старше, чем был', 'older than it was'),
  button: words('кнопка', 'button'),
  idle: words('никого не было', 'nobody was there'),
  windowLost: words('окно закрылось', 'the window was lost'),
  replaced: words('вошёл другой сотрудник', 'another signed in'),
  rightsChanged: words('права изменены', 'rights changed'),
  passwordChanged: words('пароль изменён', 'password changed'),
  shift: words('смена', 'shift'),
  proof: words('терминал: подтверждение счетов', 'terminal: proofs'),
  signIn: words('терминал: вход', 'terminal: sign-in'),
  letters: words('терминал: письма', 'terminal: letters'),
  papers: words('терминал: бумаги', 'terminal: papers'),
  user: words('имя в кабинете', 'name in the cabinet'),
  staff: words('имя сотрудника', 'name of staff'),
  folder: words('в папку', 'to a folder'),
  copy: words('полная копия', 'whole copy'),
  changes: words('изменения', 'changes'),
  operator: words('оператор', 'operator'),
  admin: words('администратор', 'administrator'),
  auditor: words('аудитор', 'auditor'),
  insert: words('добавлено', 'added'),
  update: words('изменено', 'changed'),
  delete: words('удалено', 'removed'),
  added: words('добавлен', 'added'),
  removed: words('удалён', 'removed'),
  password: words('новый пароль', 'new password'),
  role: words('другие права', 'other role'),
  pin: words('код', 'PIN'),
  disabled: words('вход закрыт', 'shut out'),
  enabled: words('вход открыт', 'let in again'),
};

const isAction = (name: string): name is AuditAction => Object.hasOwn(actionWords, name);

/** An action of an older or a newer version is told by its name. */
export const wordsOfAction = (action: string): Words =>
  isAction(action) ? actionWords[action] : words(action, action);

const isDetail = (name: string): name is AuditDetail => Object.hasOwn(detailWords, name);

/** «октябрь 2026» of a month, «05.11.2026» of a day or a moment. */
function inCalendar(value: string): string {
  if (/^\d{4}-\d\d$/.test(value)) return formatPeriod(value);
  return /^\d{4}-\d\d-\d\d$/.test(value) ? formatDay(value) : value;
}

const wordsOfValue = (value: string): Words =>
  isAction(value)
    ? actionWords[value]
    : ((Object.hasOwn(valueWords, value) ? valueWords[value] : undefined) ?? words(inCalendar(value), value));

/** «пришёл посетитель; месяц: 2026-10»: the reason and the details. */
export function wordsOfDetails(reason: string, details: Record<string, unknown>): Words {
  const parts = Object.entries(details).flatMap(([name, value]): Words[] => {
    const label = isDetail(name) ? detailWords[name] : null;
    if (!label || (typeof value !== 'string' && typeof value !== 'number') || value === '') return [];
    const told = wordsOfValue(String(value));
    return [label.ru === '' ? told : words(`${label.ru}: ${told.ru}`, `${label.en}: ${told.en}`)];
  });
  const all = [...(reason === '' ? [] : [wordsOfValue(reason)]), ...parts];
  return words(all.map(({ ru }) => ru).join('; '), all.map(({ en }) => en).join('; '));
}

/** What the owner of an account is told of a line: nothing of another person's document or name. */
const ownersDetails = new Set<string>(['what', 'period', 'document', 'number', 'from', 'to'] satisfies AuditDetail[]);

export const wordsForOwner = (reason: string, details: Record<string, unknown>): Words =>
  wordsOfDetails(reason, Object.fromEntries(Object.entries(details).filter(([name]) => ownersDetails.has(name))));
