// The wording of a payment document, the same on every paper: which lines make up the sum, and what stands beside them.
import type { PastPayee, PaymentDocument } from '#contract';
import { formatDay, formatDayLong } from '../../domain/day.ts';
import { formatKopecks, formatRubles } from '../../domain/money.ts';
import { firstDay, formatPeriod } from '../../domain/period.ts';

export interface SumRow {
  label: string;
  /** smaller, under the label; may be empty */
  note: string;
  /** kopecks, with the sign it has in the total */
  amount: number;
  tone: 'plain' | 'subtotal' | 'total';
}

export interface Fact {
  label: string;
  value: string;
}

/** `4270` -> «42,70 м²» */
export const formatArea = (hundredths: number | null): string =>
  hundredths === null ? '' : `${formatKopecks(hundredths)}\u00a0м²`;
const areaOf = (hundredths: number | null) => (hundredths === null ? '' : `, площадь ${formatArea(hundredths)}`);

const contribution = ({ tariff, payer, charged }: PaymentDocument): SumRow => ({
  label: 'Взнос на капитальный ремонт',
  note: tariff === null ? '' : `размер взноса ${formatRubles(tariff)} за\u00a01\u00a0м²${areaOf(payer.area)}`,
  amount: charged,
  tone: 'plain',
});

const recalculationRows = (document: PaymentDocument): SumRow[] =>
  document.recalculations.map(({ amount, reason }) => ({ label: 'Перерасчёт', note: reason, amount, tone: 'plain' }));

/** The same for a list of recalculations only: the label is the reason. */
export const recalculationReasons = (document: PaymentDocument): SumRow[] =>
  document.recalculations.map(({ amount, reason }) => ({
    label: reason.trim() || 'причина не указана',
    note: '',
    amount,
    tone: 'plain',
  }));

/** All recalculations as one line, when they are too many for the page; `where` names the page that lists them. */
export const recalculationsTogether = (document: PaymentDocument, where: string): SumRow => ({
  label: `Перерасчёты, всего\u00a0${document.recalculations.length}`,
  note: where,
  amount: document.duePeriod - document.charged + document.privilege,
  tone: 'plain',
});

/** How the sum came about, from top to bottom; `recalculations` replaces the single recalculations. */
export function sumRows(document: PaymentDocument, recalculations = recalculationRows(document)): SumRow[] {
  const { opening, paid, penalty, privilege, stateDuty, courtCosts, total } = document;
  const month = formatPeriod(document.period);
  const start = formatDayLong(firstDay(document.period));
  const row = (label: string, amount: number, note = ''): SumRow => ({ label, note, amount, tone: 'plain' });
  return [
    contribution(document),
    ...recalculations,
    ...(privilege ? [row('Льгота', -privilege)] : []),
    { label: `К оплате за ${month}`, note: '', amount: document.duePeriod, tone: 'subtotal' },
    row(opening < 0 ? `Переплата на ${start}` : `К оплате на ${start}`, opening),
    row('Пени', penalty),
    row('Оплачено', -paid, countedUntil(document)),
    ...(stateDuty ? [row('Госпошлина', stateDuty)] : []),
    ...(courtCosts ? [row('Судебные издержки', courtCosts)] : []),
    ...sinceRows(document),
    total < 0
      ? { label: 'Переплата на следующие месяцы', note: '', amount: -total, tone: 'total' }
      : { label: totalLabel(document), note: penaltyNote(document), amount: total, tone: 'total' },
  ];
}

/** The debt by penalty, where the fund keeps it apart: some banks and courts ask for it alone. */
const penaltyNote = ({ penaltyDue }: PaymentDocument): string =>
  penaltyDue !== null && penaltyDue > 0 ? `в том числе пени ${formatRubles(penaltyDue)}` : '';

const totalLabel = ({ since, nowDue }: PaymentDocument): string => {
  if (nowDue !== null) return 'Было к оплате';
  return since.length > 0 ? 'Осталось заплатить' : 'Итого к оплате';
};

/** What was asked for when the document was made, what was charged and what came since; nothing where there is neither. */
function sinceRows({ since, chargedSince, total }: PaymentDocument): SumRow[] {
  if (since.length === 0 && chargedSince === 0) return [];
  const came = since.reduce((sum, { amount }) => sum + amount, 0);
  const asked = total + came - chargedSince;
  const charged: SumRow = {
    label: chargedSince < 0 ? 'Снято перерасчётом после этого' : 'Начислено после этого',
    note: '',
    amount: chargedSince,
    tone: 'plain',
  };
  return [
    {
      label: asked < 0 ? 'Переплата по документу' : 'Итого по документу',
      note: '',
      amount: Math.abs(asked),
      tone: 'subtotal',
    },
    ...(chargedSince === 0 ? [] : [charged]),
    ...(since.length <= sinceListed
      ? since.map(({ paidOn, amount }): SumRow => ({
          label: amount < 0 ? 'Возвращено после этого' : 'Поступило после этого',
          note: paidOn === null ? '' : formatDay(paidOn),
          amount: -amount,
          tone: 'plain',
        }))
      : [{ label: 'Поступило после этого', note: `платежей: ${since.length}`, amount: -came, tone: 'plain' } as const]),
  ];
}

/** More payments than that stand as one sum. */
const sinceListed = 3;

/** «учтены платежи до 31.10.2026»; empty where the fund does not say. */
const countedUntil = ({ paymentsUntil }: PaymentDocument): string =>
  paymentsUntil === null ? '' : `учтены платежи до ${formatDay(paymentsUntil)}`;

/** The same of the sum that is left: with the last payment that came since. */
export function countedInTotal(document: PaymentDocument): string {
  // the sum is today's, and its day stands beside it
  if (document.nowDue) return '';
  const last = document.since
    .flatMap(({ paidOn }) => paidOn ?? [])
    .toSorted()
    .at(-1);
  const until = [document.paymentsUntil, last]
    .filter(day => day !== null && day !== undefined)
    .toSorted()
    .at(-1);
  return until ? `Учтены платежи до ${formatDay(until)}` : '';
}

/** What stands over the sum that is to be paid by this paper. */
export const dueLabel = ({ since }: PaymentDocument): string => (since.length > 0 ? 'Осталось заплатить' : 'К оплате');

/** What stands under the sum that is to be paid: how much of it is late, and the day to pay by. */
export function dueTerms({ dueOn, madeOn, total, overdue }: PaymentDocument): Fact[] {
  const whole = overdue >= total;
  // the document's own charge is paid, and what was charged after it waits for its document
  if (overdue === 0 && dueOn !== null && dueOn < madeOn) return [{ label: 'Срок оплаты', value: 'ещё не наступил' }];
  if (whole && dueOn !== null && dueOn >= madeOn) return [{ label: 'Просрочено', value: formatRubles(overdue) }];
  const late = overdue > 0 && !whole ? [{ label: 'из них просрочено', value: formatRubles(overdue) }] : [];
  if (dueOn === null) return [...late, { label: 'Срок оплаты', value: 'спросите в фонде' }];
  const day = formatDayLong(dueOn);
  if (dueOn < madeOn) return [...late, { label: whole ? 'Просрочено, срок прошёл' : 'Срок оплаты прошёл', value: day }];
  return [...late, { label: overdue > 0 ? 'остальное оплатите до' : 'Оплатите до', value: day }];
}

/** The same as lines of text: «Оплатите до 15 ноября 2026 г.» */
export const dueLines = (document: PaymentDocument): string[] =>
  dueTerms(document).map(({ label, value }) => `${label} ${value}`);

/** The day alone, for the slip of the bank; empty where it is not that of the whole sum, has passed or is not known. */
export const payBy = ({ dueOn, madeOn, overdue }: PaymentDocument): string =>
  dueOn === null || dueOn < madeOn || overdue > 0 ? '' : `до ${formatDayLong(dueOn)}`;

/** The paper is to be paid by. A past month's informs and asks for nothing. */
export const asksForMoney = ({ total, nowDue }: PaymentDocument): boolean => nowDue === null && total > 0;

/** The name of the form by the Ministry's order 43/пр; a past month's is a copy to read. */
export const heading = ({ nowDue }: PaymentDocument): { title: string; line: string } =>
  nowDue === null
    ? { title: 'ПЛАТЁЖНЫЙ ДОКУМЕНТ (СЧЁТ)', line: 'для внесения взносов на капитальный ремонт' }
    : { title: 'Справочная копия', line: 'платёжного документа (счёта) для внесения взносов на капитальный ремонт' };

/** «№ 20МВ875415-10-2619»; empty when the document has no number. */
export const documentNumber = ({ number }: PaymentDocument): string => (number.trim() ? `№\u00a0${number}` : '');

/** What stands in the place of the sum where the paper asks for none. */
export function nothingDue(document: PaymentDocument): { title: string; line: string } {
  const { total, nowDue, overdue } = document;
  if (nowDue === null) return nothingDueNow(total);
  const day = formatDay(nowDue.day);
  const past = 'Этот лист о прошлом месяце. Платите по документу за последний месяц.';
  if (nowDue.amount > 0) {
    const late = overdue > 0 ? `, из них просрочено ${formatRubles(overdue)}` : '';
    return { title: formatRubles(nowDue.amount), line: `Сейчас к оплате, на ${day}${late}. ${past}` };
  }
  const state = nowDue.amount < 0 ? `сейчас переплата ${formatRubles(-nowDue.amount)}` : 'сейчас долга нет';
  return { title: 'Платить не нужно', line: `На ${day} ${state}.` };
}

const nothingDueNow = (total: number): { title: string; line: string } =>
  total < 0
    ? {
        title: 'Платить не нужно',
        line: `У вас переплата ${formatRubles(-total)}: она пойдёт в счёт следующих месяцев. Спасибо, что платите вовремя!`,
      }
    : { title: 'Платить не нужно', line: 'Всё оплачено, долга нет. Спасибо, что платите вовремя!' };

/** Under the bar code: what it holds, as people read it. */
export const barsCaption = ({ payer, total }: PaymentDocument): string =>
  total > 0 ? `л/с ${payer.accountNumber}, ${formatRubles(total)}` : `л/с ${payer.accountNumber}`;

/** Under the code. */
export const CODE_CAPTION = 'Наведите камеру в приложении банка: реквизиты и сумма заполнятся сами.';

/** Printed instead of a QR when the payee's details in the fund's data cannot make one. */
export const NO_CODE =
  'Код для приложения банка не напечатан: реквизиты получателя в данных фонда неполны. Платите по реквизитам справа.';

/** The same for narrow paper, where the details are printed below. */
export const NO_CODE_NARROW =
  'Код для приложения банка не напечатан: реквизиты получателя в данных фонда неполны. Платите по реквизитам ниже.';

export const FLAWED =
  'Строки этого месяца в данных фонда не складываются в итог. Суммы показаны так, как их дал фонд; за разъяснением обратитесь в фонд.';

export const lastPayment = ({ lastPayment: last, chart }: PaymentDocument): string =>
  last
    ? `${formatDay(last.paidOn)}, ${formatRubles(last.amount)}`
    : chart.some(({ paid }) => paid !== 0)
      ? 'не известен'
      : 'платежей ещё не было';

const given = (facts: Fact[]): Fact[] => facts.filter(fact => fact.value.trim() !== '');

/** Two lines: whose account it is and what is paid for, and the number to pay by. */
export const payerFacts = ({ payer, paymentDocumentId }: PaymentDocument): Fact[][] => [
  given([
    { label: 'ЕЛС (единый лицевой счёт)', value: payer.unifiedNumber },
    { label: 'площадь', value: formatArea(payer.area) },
    { label: 'доля', value: payer.share },
  ]),
  given([{ label: 'ИПД (номер для оплаты)', value: paymentDocumentId }]),
];

const keptOn = {
  commonPot: 'на счёте регионального оператора',
  specialAccount: 'на специальном счёте дома',
} as const;

export const houseFacts = ({ house }: PaymentDocument): Fact[] =>
  given([
    {
      label: 'Где хранятся взносы дома',
      value: house.formation === null ? '' : keptOn[house.formation],
    },
    { label: 'Собрано собственниками дома', value: house.collected === null ? '' : formatRubles(house.collected) },
    { label: 'Потрачено на ремонт', value: house.spent === null ? '' : formatRubles(house.spent) },
  ]);

/** Empty without a payee: `noPayee` then stands in their place. */
export const bankFacts = ({ payee }: PaymentDocument): Fact[] => (payee.known ? payeeFacts(payee, payee) : []);

const payeeFacts = ({ name, inn, kpp }: Pick<PastPayee, 'name' | 'inn' | 'kpp'>, bank: PastPayee['bank']): Fact[] =>
  given([
    { label: 'Получатель', value: name },
    { label: inn && kpp ? 'ИНН / КПП' : inn ? 'ИНН' : 'КПП', value: [inn, kpp].filter(Boolean).join(' / ') },
    { label: 'Расчётный счёт', value: bank?.settlementAccount ?? '' },
    { label: 'Банк', value: bank?.bankName ?? '' },
    { label: 'БИК', value: bank?.bic ?? '' },
    { label: 'Счёт банка (корр.)', value: bank?.correspondentAccount ?? '' },
  ]);

/** Who was paid in a past month, for its copy to read; null where the data does not tell, and of the latest document. */
export const pastPayee = ({ payeeThen, period }: PaymentDocument): { title: string; facts: Fact[] } | null =>
  payeeThen && {
    title: `Кому платили взнос за ${formatPeriod(period)}`,
    facts: payeeFacts(payeeThen, payeeThen.bank),
  };

/** What stands in the place of the bank details where there is no payee: why, and whom to ask. Null with a payee. */
export function noPayee({ payee }: PaymentDocument): { title: string; lines: string[] } | null {
  if (payee.known) return null;
  const why = payee.special
    ? 'Взносы дома копятся на его специальном счёте, а реквизитов этого счёта в данных фонда нет. На другой счёт не платите.'
    : 'Реквизиты получателя в данных фонда не подтверждены.';
  const asked = payee.ask
    .filter(({ name }) => name.trim() !== '')
    .map(({ name, phone }) =>
      phone.trim() === '' ? name : `${name}, тел. ${phone}`.replace(/ (?=\(?\d|тел)/gu, '\u00a0'),
    );
  return {
    title: 'Куда платить',
    lines:
      asked.length > 0 ? [why, 'Реквизиты спросите здесь:', ...asked] : [why, 'Реквизиты спросите у сотрудника фонда.'],
  };
}
