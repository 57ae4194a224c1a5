// The wording of a statement, a slip, a form and a house list, the same on every paper.
import { formatDay, formatDayLong } from '../../domain/day.ts';
import { firstDay, formatPeriod } from '../../domain/period.ts';
import type { AccountStatement, PaperFund, PaymentSlip } from '../../ports/paper.ts';
import { formatArea, type Fact } from './wording.ts';

const given = (facts: Fact[]): Fact[] => facts.filter(fact => fact.value.trim() !== '');

/** What the fund gave and could not be read. */
export const NOT_READ = 'не прочитано, уточните в фонде';

/** The fund's contacts in one line. */
export const reachWords = ({ phone, email, site }: Partial<PaperFund>): string =>
  [phone && `тел. ${phone}`, email, site].filter(Boolean).join(', ');

export const rangeWords = ({ from, to }: Pick<AccountStatement, 'from' | 'to'>): string =>
  from === to ? `за ${formatPeriod(from)}` : `${formatPeriod(from)} – ${formatPeriod(to)}`;

export const accountFacts = ({ header }: AccountStatement): Fact[] =>
  given([
    { label: 'Лицевой счёт', value: header.number },
    { label: 'ЕЛС', value: header.unifiedNumber },
    { label: 'Собственник', value: header.owner ?? NOT_READ },
    { label: 'Адрес', value: header.address ?? NOT_READ },
    {
      label: 'Площадь',
      value:
        header.area === null
          ? NOT_READ
          : [formatArea(header.area), header.share && `доля ${header.share}`].filter(Boolean).join(', '),
    },
    { label: 'Счёт закрыт', value: header.closedOn === null ? '' : formatDay(header.closedOn) },
  ]);

/** A statement reduced to the sections that were asked for. */
export const asked = (statement: AccountStatement): AccountStatement => ({
  ...statement,
  ...(statement.shows === 'history' && { payments: [] }),
  ...(statement.shows === 'payments' && { rows: [] }),
});

/** One sum of a summary, in kopecks, with the sign it has in the closing balance. */
export interface SummaryRow {
  label: string;
  amount: number;
  tone: 'plain' | 'total';
}

const balanceOn = (kopecks: number, day: string): string => `${kopecks < 0 ? 'Переплата' : 'К оплате'} на ${day}`;

/** Opening balance, movements and closing balance of the range; empty when the fund has no figures for it. */
export function statementSummary({ rows, totals }: AccountStatement): SummaryRow[] {
  const [first, last] = [rows[0], rows.at(-1)];
  if (!first || !last) return [];
  const row = (label: string, amount: number): SummaryRow => ({ label, amount, tone: 'plain' });
  return [
    row(balanceOn(first.opening, formatDayLong(firstDay(first.period))), Math.abs(first.opening)),
    row('Взнос', totals.charged),
    ...(totals.recalculation === 0 ? [] : [row('Перерасчёты и льготы', totals.recalculation)]),
    row('Пени', totals.penalty),
    row('Оплачено', -totals.paid),
    {
      label: `${last.closing < 0 ? 'Переплата' : 'К оплате'} на конец: ${formatPeriod(last.period)}`,
      amount: Math.abs(last.closing),
      tone: 'total',
    },
  ];
}

export const NO_FIGURES = 'За эти месяцы у фонда нет начислений и платежей по этому счёту.';

export const slipFacts = (slip: PaymentSlip): Fact[] =>
  given([
    { label: 'Лицевой счёт', value: slip.accountNumber },
    { label: 'Адрес', value: slip.address ?? NOT_READ },
    { label: 'За что', value: 'взнос на капитальный ремонт' },
    { label: 'Когда', value: `${formatDayLong(slip.paidOn)}, ${slip.paidAt}` },
    { label: 'Номер платежа', value: slip.attempt },
    { label: 'Номер у банка', value: slip.acquirerId },
    { label: 'Терминал', value: slip.terminalName },
  ]);

/** What a payer must know while the money is taken but not yet posted. */
export const AFTER_PAYING = [
  'Деньги приняты. Фонд зачислит их на лицевой счёт, когда получит от банка: обычно за один-три рабочих дня. До этого сумма на экране и в квитанции не меняется.',
  'Сохраните этот лист до зачисления. По номерам на нём фонд и банк найдут платёж. Кассовым чеком он не является.',
];
