// The wording of a certificate of debt, the same on every paper. Its name and «задолженность» are the law's words.
import { shownCode } from '../../domain/certificate.ts';
import { formatDay, formatDayLong } from '../../domain/day.ts';
import { formatRubles } from '../../domain/money.ts';
import type { DebtCertificate } from '../../ports/paper.ts';
import type { Fact } from './wording.ts';

export const certificateTitle = ({ overdue }: DebtCertificate): string =>
  overdue > 0 ? 'Справка о наличии задолженности' : 'Справка об отсутствии задолженности';

/** Two parts: on the narrowest paper each has its own line. */
export const certificateNumber = ({ number, day }: DebtCertificate): [number: string, day: string] => [
  `№\u00a0${number}`,
  `от ${formatDay(day)}`,
];

/** What is certified, in one sentence. */
export const certificateWords = ({ day, overdue }: DebtCertificate): string =>
  overdue > 0
    ? `По взносам на капитальный ремонт на ${formatDayLong(day)} есть задолженность, срок оплаты которой прошёл: ${formatRubles(overdue)}.`
    : `Задолженности по взносам на капитальный ремонт, срок оплаты которой прошёл, на ${formatDayLong(day)} нет.`;

const given = (facts: Fact[]): Fact[] => facts.filter(fact => fact.value.trim() !== '');

/** The sums, and the day of what is not late yet. */
export function certificateSums({ amount, overdue, dueOn, day }: DebtCertificate): Fact[] {
  if (amount < 0) return [{ label: 'Переплата', value: formatRubles(-amount) }];
  const ahead = amount - overdue;
  return given([
    { label: 'Всего к оплате', value: formatRubles(amount) },
    { label: 'из них просрочено', value: overdue > 0 ? formatRubles(overdue) : '' },
    { label: 'срок оплаты не наступил', value: ahead > 0 ? formatRubles(ahead) : '' },
    { label: 'оплатить до', value: ahead > 0 && dueOn !== null && dueOn >= day ? formatDayLong(dueOn) : '' },
  ]);
}

export const certificateFacts = (certificate: DebtCertificate): Fact[] =>
  given([
    { label: 'Лицевой счёт', value: certificate.accountNumber },
    { label: 'ЕЛС', value: certificate.unifiedNumber },
    { label: 'Собственник', value: certificate.owner },
    { label: 'Адрес', value: certificate.address },
  ]);

export const certificateCode = ({ code }: DebtCertificate): string => shownCode(code);

export const CODE_LABEL = 'Код проверки';

/** How old the data is, and how the paper is told from a false one. */
export const certificateNotes = ({ asOf, issuedBy }: DebtCertificate): string[] => [
  ...(issuedBy ? [`Справку выдал сотрудник фонда: ${issuedBy}.`] : []),
  `Составлена программой фонда по его данным на ${formatDay(asOf.day)}, ${asOf.time}. Платежи, которые фонд получит позже, в ней не учтены.`,
  'Подлинность справки по этому коду проверит сотрудник любого офиса фонда.',
];
