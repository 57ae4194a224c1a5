// Defects of the fund's data and their words: what is wrong, where, and what it does to what is shown. One line a rule.
import { z } from 'zod';
import { Instant, Kopecks } from './primitives.ts';
import type { Said } from './said.ts';

/** What is wrong with one cell or one row as it came. */
export const intakeWords = {
  empty: { ru: 'не заполнено', en: 'is empty' },
  notPositive: { ru: 'не номер: «{value}»', en: 'is not a key: “{value}”' },
  notWhole: { ru: 'не целое число: «{value}»', en: 'is not a whole number: “{value}”' },
  notArea: { ru: 'не площадь: «{value}»', en: 'is not an area: “{value}”' },
  notPeriod: { ru: 'не месяц: «{value}»', en: 'is not a month: “{value}”' },
  notDay: { ru: 'не дата: «{value}»', en: 'is not a day: “{value}”' },
  farDay: { ru: 'такой даты быть не может: {value}', en: 'cannot be such a day: {value}' },
  notInstant: { ru: 'не дата со временем: «{value}»', en: 'is not a moment with its time zone: “{value}”' },
  notJson: { ru: 'не читается: «{value}»', en: 'cannot be read: “{value}”' },
  notOneOf: { ru: 'неизвестное значение: «{value}»', en: 'is an unknown word: “{value}”' },
  tooLong: { ru: 'слишком длинно: «{value}»', en: 'is too long: “{value}”' },
  lostLetters: { ru: 'буквы потеряны: «{value}»', en: 'its letters are lost: “{value}”' },
  columns: { ru: 'не то число столбцов: {value}', en: 'wrong number of columns: {value}' },
  twice: { ru: 'две строки с одним номером; показана одна', en: 'two rows of one key; one is shown' },
  notStored: { ru: 'строку не удалось записать: {value}', en: 'the row could not be stored: {value}' },
  unsendable: { ru: 'база фонда не смогла отдать строку: {value}', en: 'the fund’s server could not send it: {value}' },
} as const satisfies Record<string, Said>;
export type IntakeCode = keyof typeof intakeWords;

/** What cannot be, though every cell is readable. */
export const ruleWords = {
  dayInFuture: { ru: 'эта дата ещё не наступила: {value}', en: 'this day is still to come: {value}' },
  monthInFuture: { ru: 'этот месяц ещё не наступил: {value}', en: 'this month is still to come: {value}' },
  endBeforeStart: { ru: 'раньше начала: {value}', en: 'is before the start: {value}' },
  missingParent: {
    ru: 'такой строки в данных фонда нет, ссылок на неё: {value}',
    en: 'there is no such row in the fund’s data; references to it: {value}',
  },
  numberTwice: { ru: 'один номер у нескольких счетов: {value}', en: 'several accounts have this number: {value}' },
  unifiedTwice: { ru: 'один ЕЛС у нескольких открытых счетов: {value}', en: 'several open accounts have it: {value}' },
  numberUnfindable: {
    ru: 'в номере нет ни цифр, ни букв, по нему счёт не найти: «{value}»',
    en: 'has neither digits nor letters, so it cannot be found: “{value}”',
  },
  zeroAreaCharged: { ru: 'площадь 0, а взнос начислен', en: 'the area is 0, and a contribution is charged' },
  noPayee: {
    ru: 'дом копит на специальном счёте, а счёт не указан или не действует: квитанции печатаются без получателя и без кода',
    en: 'the house has a special account, and none is given or in force: documents are printed without a payee and a code',
  },
  taxNumberShape: {
    ru: 'не ИНН (10 или 12 цифр), на бумагах его нет: «{value}»',
    en: 'is no INN (10 or 12 digits), so papers leave it out: “{value}”',
  },
  shareImpossible: { ru: 'такой доли быть не может: {value}', en: 'cannot be such a share: {value}' },
  figures: {
    ru: 'сальдо фонда {closing}, по остальным суммам выходит {expected}',
    en: 'the fund’s balance is {closing}; its other figures make {expected}',
  },
} as const satisfies Record<string, Said>;
export type RuleCode = Exclude<keyof typeof ruleWords, 'figures'>;
export const ruleCodes = Object.keys(ruleWords) as (keyof typeof ruleWords)[];

/** What may be wrong with bank details (domain/bank-details.ts). */
const bankWords = {
  bankMissing: { ru: 'нет названия банка', en: 'the bank has no name' },
  accountMissing: { ru: 'нет расчётного счёта', en: 'no settlement account' },
  accountLength: { ru: 'в расчётном счёте не 20 цифр', en: 'the settlement account is not 20 digits' },
  accountKey: {
    ru: 'расчётный счёт не подходит к БИК: ошибка в цифрах счёта или в БИК',
    en: 'the settlement account does not fit the BIC: a digit of either is wrong',
  },
  bicMissing: { ru: 'нет БИК', en: 'no BIC' },
  bicLength: { ru: 'в БИК не 9 цифр', en: 'the BIC is not 9 digits' },
  correspondentMissing: { ru: 'нет корреспондентского счёта', en: 'no correspondent account' },
  correspondentLength: { ru: 'в корреспондентском счёте не 20 цифр', en: 'the correspondent account is not 20 digits' },
  correspondentKey: {
    ru: 'корреспондентский счёт не подходит к БИК: ошибка в цифрах счёта или в БИК',
    en: 'the correspondent account does not fit the BIC: a digit of either is wrong',
  },
} as const satisfies Record<string, Said>;

const bankInUse = {
  kept: {
    ru: 'Платят по прежним реквизитам, р/с\u00a0{account}',
    en: 'Paid by the details before, account {account}',
  },
  none: {
    ru: 'Квитанции печатаются без получателя и без кода',
    en: 'Documents are printed without a payee and a code',
  },
} as const satisfies Record<string, Said>;

/**
 * `refused`: the row is not shown; `doubt`: the row is shown without the cell, or with a part of it; `rule`: shown as the fund gave it, and it
 * does not count where it cannot be; `figures`: a month's sums do not add up and are shown as the fund gave them; `bank`: bank details are in doubt,
 * and the last sound ones stay in use.
 */
export const DefectKind = z.enum(['refused', 'bank', 'rule', 'doubt', 'figures']);
export type DefectKind = z.infer<typeof DefectKind>;

export const kindWords: Record<DefectKind, Said> = {
  refused: { ru: 'Строка не показана', en: 'Row not shown' },
  doubt: { ru: 'Показано не полностью', en: 'Shown in part' },
  rule: { ru: 'Так быть не может', en: 'Cannot be so' },
  bank: { ru: 'Реквизиты сомнительны', en: 'Bank details in doubt' },
  figures: { ru: 'Месяц не сходится', en: 'Month does not add up' },
};

export const entityWords: Readonly<Record<string, Said>> = {
  organization: { ru: 'Организация', en: 'Organization' },
  office: { ru: 'Офис', en: 'Office' },
  house: { ru: 'Дом', en: 'House' },
  house_account: { ru: 'Счёт дома', en: 'Bank account of a house' },
  premises: { ru: 'Помещение', en: 'Premises' },
  account: { ru: 'Лицевой счёт', en: 'Account' },
  house_work: { ru: 'Работа по дому', en: 'Work on a house' },
  tariff: { ru: 'Тариф', en: 'Tariff' },
  key_rate: { ru: 'Ключевая ставка', en: 'Key rate' },
  penalty_rule: { ru: 'Правило пеней', en: 'Penalty rule' },
  rate_cap: { ru: 'Предел ставки', en: 'Rate cap' },
  moratorium: { ru: 'Мораторий', en: 'Moratorium' },
  news: { ru: 'Новость', en: 'News item' },
  period_balance: { ru: 'Месяц счёта', en: 'Month of an account' },
  charge_line: { ru: 'Строка начислений', en: 'Charge line' },
  payment: { ru: 'Платёж', en: 'Payment' },
};

/** Columns as a clerk calls them; a column of one name means one thing in every table. */
export const columnWords: Readonly<Record<string, Said>> = {
  id: { ru: 'Номер строки', en: 'Key' },
  kind: { ru: 'Вид', en: 'Kind' },
  name: { ru: 'Название', en: 'Name' },
  inn: { ru: 'ИНН', en: 'INN' },
  kpp: { ru: 'КПП', en: 'KPP' },
  ogrn: { ru: 'ОГРН', en: 'OGRN' },
  bank_name: { ru: 'Банк', en: 'Bank' },
  bic: { ru: 'БИК', en: 'BIC' },
  settlement_account: { ru: 'Расчётный счёт', en: 'Bank account' },
  correspondent_account: { ru: 'Корр. счёт', en: 'Correspondent account' },
  phone: { ru: 'Телефон', en: 'Phone' },
  email: { ru: 'Эл. почта', en: 'E-mail' },
  site: { ru: 'Сайт', en: 'Web site' },
  address: { ru: 'Адрес', en: 'Address' },
  hours: { ru: 'Часы работы', en: 'Hours' },
  organization_id: { ru: 'Организация', en: 'Organization' },
  fias_id: { ru: 'Номер ФИАС', en: 'FIAS id' },
  postal_code: { ru: 'Индекс', en: 'Postal code' },
  region: { ru: 'Регион', en: 'Region' },
  district: { ru: 'Район', en: 'District' },
  settlement_kind: { ru: 'Вид населённого пункта', en: 'Kind of settlement' },
  settlement: { ru: 'Населённый пункт', en: 'Settlement' },
  street_kind: { ru: 'Вид улицы', en: 'Kind of street' },
  street: { ru: 'Улица', en: 'Street' },
  number: { ru: 'Номер', en: 'Number' },
  block: { ru: 'Корпус', en: 'Block' },
  formation: { ru: 'Где копятся взносы', en: 'Where contributions are kept' },
  operator_id: { ru: 'Получатель', en: 'Payee' },
  managing_id: { ru: 'Управляющая организация', en: 'Managing company' },
  collected: { ru: 'Собрано домом', en: 'Collected by the house' },
  spent: { ru: 'Потрачено на ремонт', en: 'Spent on repairs' },
  house_id: { ru: 'Дом', en: 'House' },
  premises_id: { ru: 'Помещение', en: 'Premises' },
  area: { ru: 'Площадь', en: 'Area' },
  unified_number: { ru: 'ЕЛС', en: 'Unified number' },
  owner_kind: { ru: 'Вид собственника', en: 'Kind of owner' },
  last_name: { ru: 'Фамилия', en: 'Last name' },
  first_name: { ru: 'Имя', en: 'First name' },
  middle_name: { ru: 'Отчество', en: 'Middle name' },
  company_name: { ru: 'Название компании', en: 'Company' },
  share_numerator: { ru: 'Доля', en: 'Share' },
  share_denominator: { ru: 'Доля', en: 'Share' },
  opened_on: { ru: 'Счёт открыт', en: 'Opened on' },
  closed_on: { ru: 'Счёт закрыт', en: 'Closed on' },
  starts_on: { ru: 'Начало работ', en: 'Start of the work' },
  ends_on: { ru: 'Окончание работ', en: 'End of the work' },
  valid_from: { ru: 'Действует с', en: 'In force from' },
  valid_to: { ru: 'Действует по', en: 'In force to' },
  tariff: { ru: 'Тариф', en: 'Tariff' },
  percent_hundredths: { ru: 'Ставка', en: 'Rate' },
  due_day: { ru: 'День оплаты', en: 'Due day' },
  grace_days: { ru: 'Дней без пеней', en: 'Days without penalty' },
  divisor: { ru: 'Доля ставки', en: 'Divisor' },
  published_at: { ru: 'Опубликовано', en: 'Published at' },
  title: { ru: 'Заголовок', en: 'Headline' },
  body: { ru: 'Текст', en: 'Text' },
  account_id: { ru: 'Лицевой счёт', en: 'Account' },
  period: { ru: 'Месяц', en: 'Month' },
  opening: { ru: 'Долг на начало месяца', en: 'Opening balance' },
  charged: { ru: 'Взнос', en: 'Contribution' },
  recalculation: { ru: 'Перерасчёт', en: 'Correction' },
  privilege: { ru: 'Льгота', en: 'Discount' },
  penalty: { ru: 'Пени', en: 'Penalty' },
  paid: { ru: 'Оплачено', en: 'Paid' },
  closing: { ru: 'Долг на конец месяца', en: 'Closing balance' },
  penalty_opening: { ru: 'Пени в долге на начало месяца', en: 'Penalty in the opening balance' },
  penalty_paid: { ru: 'Оплачено пеней', en: 'Penalty paid' },
  penalty_closing: { ru: 'Пени в долге на конец месяца', en: 'Penalty in the closing balance' },
  state_duty: { ru: 'Госпошлина', en: 'State duty' },
  court_costs: { ru: 'Судебные издержки', en: 'Court costs' },
  issued_on: { ru: 'Дата документа', en: 'Day of the document' },
  due_on: { ru: 'Оплатить до', en: 'Due on' },
  payments_until: { ru: 'Учтены платежи до', en: 'Payments counted until' },
  payment_document_id: { ru: 'ИПД', en: 'Payment document id' },
  document_number: { ru: 'Номер документа', en: 'Document number' },
  line_no: { ru: 'Номер строки', en: 'Line' },
  service: { ru: 'Услуга', en: 'Service' },
  unit: { ru: 'Единица', en: 'Unit' },
  amount: { ru: 'Сумма', en: 'Amount' },
  reason: { ru: 'Причина', en: 'Reason' },
  paid_on: { ru: 'Дата оплаты', en: 'Paid on' },
  posted_on: { ru: 'Дата учёта', en: 'Posted on' },
  channel: { ru: 'Где оплачено', en: 'Channel' },
};

export const Defect = z.strictObject({
  kind: DefectKind,
  /** what is wrong: a key of `intakeWords` or `ruleWords`, or `bankDetails` */
  code: z.enum(['bankDetails', ...Object.keys(intakeWords), ...Object.keys(ruleWords)] as [string, ...string[]]),
  /** the exchange table, and the row's key in it */
  entity: z.string(),
  key: z.string(),
  /** empty when the whole row is meant */
  column: z.string(),
  /** what came, shortened; may be empty. For `bank`: keys of `bankWords`, by commas */
  value: z.string(),
  /** of the account it is about; empty when it is about none, or the account has no number */
  accountNumber: z.string(),
  /** of the premises or house it is about; empty when not known */
  address: z.string(),
  /** of an organization, an office, a work or a news item */
  name: z.string(),
  /** how many accounts cannot be found because of it; of `noPayee`, how many have nobody to pay */
  hides: z.int().nonnegative(),
  /** for `bank`: the settlement account that stays in use, empty for none */
  inUse: z.string(),
  /** for `figures`: kopecks, as the fund gave it and as computed from the other figures */
  closing: Kopecks.nullable(),
  expected: Kopecks.nullable(),
  /** since when it is known here; null for `figures` */
  seenAt: Instant.nullable(),
});
export type Defect = z.infer<typeof Defect>;

type Language = 'ru' | 'en';

const wordsOf = (code: string): Said | undefined =>
  (({ ...intakeWords, ...ruleWords }) as Readonly<Record<string, Said>>)[code];

/** A day or a month as people write it; any other text as it is. */
const readable = (value: string): string =>
  /^\d{4}-\d\d(-\d\d)?$/.test(value) ? value.split('-').toReversed().join('.') : value;

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const fill = (text: string, params: Readonly<Record<string, string>>): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => params[name] ?? whole);

/** «В БИК не 9 цифр; нет расчётного счёта. Платят по прежним реквизитам, р/с …» */
function bankWhat({ value, inUse }: Defect, language: Language): string {
  const doubts = value.split(',').map(name => (bankWords as Readonly<Record<string, Said>>)[name]?.[language] ?? name);
  return `${capital(doubts.join('; '))}. ${fill(bankInUse[inUse === '' ? 'none' : 'kept'][language], { account: inUse })}`;
}

/** «Оплатить до: не дата: «infinity»»; `money` writes kopecks. */
export function defectWhat(defect: Defect, language: Language, money: (kopecks: number) => string): string {
  if (defect.kind === 'bank') return bankWhat(defect, language);
  const { code, column, value, closing, expected } = defect;
  const text = fill(wordsOf(code)?.[language] ?? code, {
    value: readable(value),
    closing: money(closing ?? 0),
    expected: money(expected ?? 0),
  });
  const [child, ofChild] = column.split('.');
  // a missing row: what refers to it stands beside the number of references
  if (ofChild !== undefined)
    return `${capital(text)} (${entityWords[child ?? '']?.[language].toLowerCase() ?? column})`;
  const name = columnWords[column]?.[language] ?? '';
  return name === '' ? capital(text) : `${name}: ${text}`;
}

/** «Платёж 17/5», «Месяц счёта 10.2026», «Дом 4»: the table in words, and what of the key the account does not tell. */
export function defectWhere({ entity, key, accountNumber, name }: Defect, language: Language): string {
  const parts = key.split('/');
  const ofAccount = parts.length > 1 && accountNumber !== '';
  const shown = entity === 'account' && accountNumber !== '' ? [] : ofAccount ? parts.slice(1) : parts;
  const label = name === '' ? shown.map(readable).join(', ') : `«${name}»`;
  return [entityWords[entity]?.[language] ?? entity, label].filter(Boolean).join(' ');
}

const forms = (one: string, few: string, many: string) => ({ one, few, many, other: few, zero: '', two: '' });
const notFound = {
  ru: forms('счёт не виден', 'счёта не видны', 'счетов не видны'),
  en: forms('account cannot be found', 'accounts cannot be found', 'accounts cannot be found'),
};
const withoutPayee = {
  ru: forms('счёт без получателя', 'счёта без получателя', 'счетов без получателя'),
  en: forms('account without a payee', 'accounts without a payee', 'accounts without a payee'),
};

/** «63 счёта не видны», «63 счёта без получателя»; empty when it is about none. */
export function defectHides({ code, hides }: Pick<Defect, 'code' | 'hides'>, language: Language): string {
  if (hides === 0) return '';
  const words = code === 'noPayee' ? withoutPayee : notFound;
  return `${hides}\u00a0${words[language][new Intl.PluralRules(language).select(hides)]}`;
}
