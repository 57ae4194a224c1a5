// How late a sum is, or by when it is to be paid: «из них просрочено 113 388,08 ₽, срок прошёл 13 дней назад», «оплатить до 15.12.2026, через 5 дней».
import type { Day, Kopecks } from '#contract';
import { day, rubles } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { currentLocale } from '../../i18n/locale.ts';

export interface Lateness {
  /** the sum whose lateness is told; more than zero */
  amount: Kopecks;
  overdue: Kopecks;
  /** null: the fund does not tell */
  dueOn: Day | null;
  today: Day;
}

const MS_A_DAY = 86_400_000;
const daysUntil = (from: Day, to: Day): number => Math.round((Date.parse(to) - Date.parse(from)) / MS_A_DAY);

/** «13 дней назад», «вчера», «через 5 дней», «завтра»: a line never breaks between the number and its word. */
function awayFrom(today: Day, other: Day): string {
  const words = new Intl.RelativeTimeFormat(currentLocale(), { numeric: 'auto' });
  return words.format(daysUntil(today, other), 'day').replace(/(\d) /, '$1\u00a0');
}

/** Empty when neither is known. A day that has passed is that of the late part alone, so it is told only beside one. */
export function latenessWords({ amount, overdue, dueOn, today }: Lateness): string {
  const whole = overdue >= amount;
  const late = overdue > 0 ? [whole ? t('statement.late') : t('statement.overdue', { sum: rubles(overdue) })] : [];
  if (dueOn === null) return late.join('');
  const words = { day: day(dueOn), away: awayFrom(today, dueOn) };
  // all of it is older debt: of the newest charge nothing is left to pay by its day
  if (whole && overdue > 0 && dueOn >= today) return late.join('');
  if (dueOn < today) return overdue > 0 ? [...late, t('statement.payByPassed', words)].join(', ') : '';
  return [...late, t(overdue > 0 ? 'statement.payRestBy' : 'statement.payBy', words)].join(', ');
}
