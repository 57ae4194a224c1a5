// The exchange: the entities and columns a terminal reads from the fund, with their units and key order.
// One list drives the COPY select, the row parser, the cache's tables and upserts, and the DBA's documentation.

/**
 * What a column holds, at the fund and in the cache:
 * `key` positive integer · `int` safe integer · `kopecks` money · `area` hundredths of m² · `period` `YYYY-MM` ·
 * `day` `YYYY-MM-DD` · `instant` ISO 8601 UTC · `text` · `json` text holding JSON · an array: one of these strings.
 */
export type ColumnKind =
  'key' | 'int' | 'kopecks' | 'area' | 'period' | 'day' | 'instant' | 'text' | 'json' | readonly string[];

export interface Column {
  /** snake_case, the same in the exchange view and in the cache */
  name: string;
  kind: ColumnKind;
  nullable?: true;
  /**
   * The fund must give it, and the row is kept without it: a value that is missing or cannot be read is null in the cache and listed for staff.
   */
  unknown?: true;
  /**
   * Says whose the row is, where it belongs or when it is in force: without it the row is refused. So is a row whose key or money (a
   * `kopecks` that may not be null) cannot be read; any other cell alone never costs the row.
   */
  essential?: true;
  /** A number or code that means nothing when it is cut: too long, it is unknown (empty). Other texts are cut. */
  uncut?: true;
  /** A first or last day: what is written for «always» or «no end» (infinity, 1900-01-01, 9999-12-31) is null without a doubt. */
  open?: 'start' | 'end';
  /** The entity whose row a key names. */
  refers?: 'organization' | 'house' | 'premises' | 'account';
  /** A day that is over when the fund tells it: after today it cannot be. */
  past?: true;
  /** came after the first funds had views of their own: a view may lack it, and then it is null in every row */
  optional?: true;
  /** digits as a fund may print them: blanks, points and dashes between them are taken out before the text is checked */
  digits?: true;
  /** longest text kept, in characters; 500 unless told, 20 000 of JSON */
  max?: number;
  /** a text that repeats in very many rows: the cache stores each one once */
  repeats?: true;
  /** one plain sentence for the DBA: meaning and unit */
  about: string;
}

export interface Entity {
  /** the primary key, in the order rows are copied */
  key: readonly string[];
  /**
   * how the change log names a change: by `id`, or by account and period (all rows of that month at once)
   */
  changedBy: 'id' | 'accountPeriod' | 'key';
  /** columns by which the cache finds rows besides the key: one index each */
  searchedBy?: readonly (readonly string[])[];
  columns: readonly Column[];
}

const id = <const A extends string>(about: A) => ({ name: 'id', kind: 'key', about }) as const;
const text = <const N extends string>(name: N, about: string, max = 500) =>
  ({ name, kind: 'text', max, about }) as const;
/** A number or code, never cut. */
const code = <const N extends string>(name: N, about: string, max: number) =>
  ({ name, kind: 'text', uncut: true, max, about }) as const;
const digits = <const N extends string>(name: N, about: string, max: number) =>
  ({ name, kind: 'text', digits: true, uncut: true, max, about }) as const;
/** Longer than a bank's numbers are: what is no number is found by the check of bank details, and the rest of the row stays. */
const bankAccount = [
  digits('bic', 'БИК, 9 digits', 100),
  digits('settlement_account', 'р/с, 20 digits', 100),
  digits('correspondent_account', 'к/с, 20 digits, empty where the bank has none', 100),
] as const;
const accountId = { name: 'account_id', kind: 'key', refers: 'account', about: 'account.id' } as const;
const period = { name: 'period', kind: 'period', about: 'calendar month, YYYY-MM' } as const;
const kopecks = <const N extends string>(name: N, about: string) =>
  ({ name, kind: 'kopecks', about: `${about}, kopecks` }) as const;
const day = <const N extends string>(name: N, about: string) => ({ name, kind: 'day', about }) as const;
const orNull = <const C extends Column>(column: C) => ({ ...column, nullable: true }) as const;
const orUnknown = <const C extends Column>(column: C) => ({ ...column, unknown: true }) as const;
const essential = <const C extends Column>(column: C) => ({ ...column, essential: true }) as const;
const past = <const C extends Column>(column: C) => ({ ...column, past: true }) as const;
/** A last day; null: no end. */
const until = <const N extends string>(name: N, about: string) =>
  ({ name, kind: 'day', nullable: true, open: 'end', about }) as const;
const reference = <const N extends string, const R extends NonNullable<Column['refers']>>(
  name: N,
  refers: R,
  about: string,
) => ({ name, kind: 'key', refers, about }) as const;
/** A view may lack it. */
const optional = <const C extends Column>(column: C) => ({ ...column, nullable: true, optional: true }) as const;
const repeated = <const C extends Column>(column: C) => ({ ...column, repeats: true }) as const;

/** A row cannot be kept without this column: its key, its money, or what says whose it is. */
export const isEssential = ({ key }: Entity, column: Column): boolean =>
  column.essential === true || key.includes(column.name) || (column.kind === 'kopecks' && !column.nullable);

/** Rows that lie by their account in the cache, while a change names them by their own id: its account leads to them. */
export const isOwned = ({ key, changedBy }: Entity): boolean =>
  changedBy === 'id' && key.length > 1 && key[0] === 'account_id';

/** In copying order: an entity comes after those it refers to. */
export const exchange = {
  organization: {
    key: ['id'],
    changedBy: 'id',
    columns: [
      id('the organization’s own key'),
      orUnknown({
        name: 'kind',
        kind: ['operator', 'managing', 'contractor'],
        about: 'operator (exactly one), managing, contractor',
      }),
      text('name', 'full name as printed on the payment document'),
      digits('inn', 'ИНН', 20),
      digits('kpp', 'КПП', 20),
      digits('ogrn', 'ОГРН', 20),
      text('bank_name', 'bank of the settlement account'),
      ...bankAccount,
      text('phone', 'phone as printed'),
      text('email', 'e-mail'),
      text('site', 'web site'),
      text('address', 'postal address'),
    ],
  },
  office: {
    key: ['id'],
    changedBy: 'id',
    columns: [
      id('the office’s own key'),
      essential(reference('organization_id', 'organization', 'organization.id')),
      text('name', 'name of the office'),
      text('address', 'address'),
      text('phone', 'phone'),
      {
        name: 'hours',
        kind: 'json',
        about: 'JSON array of {"weekday":1..7 (1 Monday),"opens":"09:00","closes":"18:00"}, several a day allowed',
      },
    ],
  },
  house: {
    key: ['id'],
    changedBy: 'id',
    columns: [
      id('the house’s own key'),
      code('fias_id', 'ФИАС/ГАР id, empty when unknown', 36),
      code('postal_code', 'six digits or empty', 6),
      text('settlement_kind', '«г.», «пгт», «с.», «д.»', 60),
      text('settlement', '«Чебоксары»', 120),
      text('street_kind', '«ул.», «пр-кт», «б-р», «пер.»', 60),
      text('street', '«Энгельса»', 120),
      text('number', 'house number with its letter: «14», «7А»', 60),
      text('block', 'корпус, empty when none', 60),
      orUnknown({
        name: 'formation',
        kind: ['commonPot', 'specialAccount'],
        about: 'commonPot: the regional operator’s account; specialAccount: the house’s own',
      }),
      orUnknown(
        reference(
          'operator_id',
          'organization',
          'organization.id of the fund, which is paid where the house has no account of its own (house_account)',
        ),
      ),
      orNull(reference('managing_id', 'organization', 'organization.id of the managing company')),
      orNull(kopecks('collected', 'collected by the house so far')),
      orNull(kopecks('spent', 'spent on the house so far')),
      text(
        'region',
        '«Чувашская Республика», as it is to be printed; leave it empty when the fund has one region',
        120,
      ),
      text('district', 'district or municipal okrug of a village: «Алатырский р-н»; empty for a town', 120),
    ],
  },
  house_account: {
    key: ['id'],
    changedBy: 'id',
    searchedBy: [['house_id']],
    columns: [
      id('the bank account’s own key'),
      essential(reference('house_id', 'house', 'house.id')),
      essential(reference('organization_id', 'organization', 'organization.id of who holds it: the payee')),
      text('bank_name', 'bank of the account'),
      ...bankAccount,
      essential(day('valid_from', 'first day the house is paid for by it')),
      until('valid_to', 'last day; null: still in force'),
    ],
  },
  premises: {
    key: ['id'],
    changedBy: 'id',
    searchedBy: [['house_id', 'number']],
    columns: [
      id('the premises’ own key'),
      essential(reference('house_id', 'house', 'house.id')),
      text('number', 'number as people write it: «10», «10А», «н/п 3»', 40),
      orUnknown({ name: 'kind', kind: ['residential', 'nonResidential'], about: 'residential or nonResidential' }),
      orUnknown({ name: 'area', kind: 'area', about: 'whole area, hundredths of m²' }),
    ],
  },
  account: {
    key: ['id'],
    changedBy: 'id',
    searchedBy: [['premises_id']],
    columns: [
      id('the account’s own key'),
      essential(code('number', 'лицевой счёт as printed, unique', 30)),
      code('unified_number', 'ЕЛС, empty when none', 10),
      essential(reference('premises_id', 'premises', 'premises.id')),
      orUnknown({ name: 'owner_kind', kind: ['person', 'company'], about: 'person or company' }),
      text('last_name', 'фамилия; empty for a company', 120),
      text('first_name', 'имя', 120),
      text('middle_name', 'отчество, empty when none', 120),
      text('company_name', 'name of a company owner', 500),
      orUnknown({ name: 'share_numerator', kind: 'int', about: 'ownership share, 1 of 1 when whole' }),
      orUnknown({ name: 'share_denominator', kind: 'int', about: 'ownership share, at least 1' }),
      orUnknown({
        name: 'area',
        kind: 'area',
        about: 'area charged to this account (already its share), hundredths of m²',
      }),
      orUnknown(past({ name: 'opened_on', kind: 'day', open: 'start', about: 'first day' })),
      until('closed_on', 'last day, null while open'),
    ],
  },
  house_work: {
    key: ['id'],
    changedBy: 'id',
    searchedBy: [['house_id']],
    columns: [
      id('the work’s own key'),
      essential(reference('house_id', 'house', 'house.id')),
      orUnknown(reference('organization_id', 'organization', 'organization.id of who does it')),
      text('name', 'what is done: «Ремонт крыши»', 300),
      orUnknown(day('starts_on', 'first day of the work, planned or actual')),
      until('ends_on', 'day the work is accepted, planned or actual; null: not settled yet'),
    ],
  },
  tariff: {
    key: ['id'],
    changedBy: 'id',
    columns: [
      id('the tariff’s own key'),
      essential(orNull(reference('house_id', 'house', 'house.id it is for; null: every house without its own'))),
      essential(day('valid_from', 'first day')),
      until('valid_to', 'last day; null: still in force'),
      kopecks('tariff', 'for one m² a month'),
    ],
  },
  key_rate: {
    key: ['valid_from'],
    changedBy: 'key',
    columns: [
      day('valid_from', 'first day the Bank of Russia’s key rate is in force'),
      essential({ name: 'percent_hundredths', kind: 'int', about: 'percent a year times 100: 9,5 % is 950' }),
    ],
  },
  penalty_rule: {
    key: ['valid_from'],
    changedBy: 'key',
    columns: [
      day('valid_from', 'first due day the rule is for'),
      essential({
        name: 'due_day',
        kind: 'int',
        about: 'day of the next month the contribution is due; 0: its last day',
      }),
      essential({ name: 'grace_days', kind: 'int', about: 'days without penalty after the due day (30)' }),
      essential({ name: 'divisor', kind: 'int', about: '300 (ЖК РФ ст. 155 ч. 14.1)' }),
    ],
  },
  rate_cap: {
    key: ['valid_from'],
    changedBy: 'key',
    columns: [
      day('valid_from', 'first day'),
      essential(day('valid_to', 'last day')),
      essential({ name: 'percent_hundredths', kind: 'int', about: 'the rate used is at most this, percent times 100' }),
    ],
  },
  moratorium: {
    key: ['valid_from'],
    changedBy: 'key',
    columns: [day('valid_from', 'first day without penalty'), essential(day('valid_to', 'last day without penalty'))],
  },
  news: {
    key: ['id'],
    changedBy: 'id',
    searchedBy: [['house_id', 'published_at']],
    columns: [
      id('the news item’s own key'),
      essential(orNull(reference('house_id', 'house', 'house.id it is for; null: everyone'))),
      essential({ name: 'published_at', kind: 'instant', about: 'moment of publication' }),
      text('title', 'headline', 300),
      text('body', 'plain text, paragraphs by empty lines', 20000),
    ],
  },
  period_balance: {
    key: ['account_id', 'period'],
    changedBy: 'accountPeriod',
    columns: [
      accountId,
      period,
      kopecks('opening', 'balance at the start: debt positive, advance negative'),
      kopecks('charged', 'contribution of the month'),
      kopecks('recalculation', 'signed corrections'),
      kopecks('privilege', 'discounts, positive'),
      kopecks('penalty', 'penalty charged'),
      kopecks('paid', 'payments accounted in the month'),
      kopecks('closing', 'opening + charged + recalculation - privilege + penalty - paid'),
      kopecks('state_duty', 'госпошлина, outside the balance, 0 when none'),
      kopecks('court_costs', 'судебные издержки, outside the balance, 0 when none'),
      orNull(repeated(past(day('issued_on', 'day the payment document was made; null: the month is still open')))),
      orNull(repeated(day('due_on', '«оплатить до»; null: not known, or the month is still open'))),
      orNull(
        repeated(past(day('payments_until', '«учтены платежи до»; null: payments of later months came after it'))),
      ),
      code('payment_document_id', 'ИПД, empty when none', 30),
      code('document_number', 'document number, empty when none', 40),
      optional(kopecks('penalty_opening', 'the penalty’s part of opening; null: the fund does not part them')),
      optional(kopecks('penalty_paid', 'the penalty’s part of paid; null likewise')),
      optional(kopecks('penalty_closing', 'the penalty’s part of closing; null likewise')),
    ],
  },
  charge_line: {
    key: ['account_id', 'period', 'line_no'],
    changedBy: 'accountPeriod',
    columns: [
      accountId,
      period,
      { name: 'line_no', kind: 'int', about: 'order on the statement, from 1' },
      orUnknown({
        name: 'kind',
        kind: ['contribution', 'penalty', 'recalculation', 'privilege'],
        about: 'contribution, penalty, recalculation or privilege',
        repeats: true,
      }),
      repeated(text('service', '«Взнос на капитальный ремонт»', 200)),
      repeated(text('unit', '«кв. м», empty when none', 60)),
      orNull({ name: 'area', kind: 'area', about: 'area charged, hundredths of m²' }),
      orNull(kopecks('tariff', 'for one m²')),
      kopecks('amount', 'signed amount; a privilege is given as a positive discount'),
      repeated(text('reason', 'why a recalculation or privilege was made', 500)),
    ],
  },
  payment: {
    key: ['account_id', 'id'],
    changedBy: 'id',
    columns: [
      accountId,
      id('the payment’s own key'),
      orUnknown(past(day('paid_on', 'day the owner paid'))),
      orUnknown(past(day('posted_on', 'day the fund posted it'))),
      { ...essential(period), about: 'month it was accounted in, YYYY-MM' },
      kopecks('amount', 'negative is a refund'),
      repeated(text('channel', '«Сбербанк Онлайн», «Почта России»', 120)),
    ],
  },
} as const satisfies Record<string, Entity>;

export type Exchange = typeof exchange;
export type EntityName = keyof Exchange;
export const entityNames = Object.keys(exchange) as EntityName[];

type Value<C> = C extends { kind: infer K }
  ? K extends readonly (infer W)[]
    ? W
    : K extends 'key' | 'int' | 'kopecks' | 'area'
      ? number
      : string
  : never;
type Cell<C> = C extends { nullable: true } | { unknown: true } ? Value<C> | null : Value<C>;

/** A row of the exchange, exactly as in the view and in the cache: snake_case names, units as in `ColumnKind`. */
export type RowOf<E extends EntityName> = {
  [C in Exchange[E]['columns'][number] as C['name']]: Cell<C>;
};
