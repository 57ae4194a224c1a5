// The summary of a statement on narrow paper: the sums of the range and its payments.
import { formatDay } from '../../../domain/day.ts';
import { formatKopecks } from '../../../domain/money.ts';
import type { AccountStatement } from '../../../ports/paper.ts';
import { accountFacts, asked, NO_FIGURES, rangeWords, reachWords, statementSummary } from '../wording-statement.ts';
import type { ReceiptLine } from './lines.ts';

export function statementLines(whole: AccountStatement): ReceiptLine[] {
  const statement = asked(whole);
  const { fund, payments } = statement;
  const summary = statementSummary(statement);
  const reach = reachWords(fund);
  return [
    { kind: 'text', text: fund.name, align: 'centre', size: 'fine' },
    ...(reach ? [{ kind: 'text', text: reach, align: 'centre', size: 'fine' } as const] : []),
    { kind: 'rule', weight: 'light' },
    { kind: 'text', text: 'Выписка по счёту', align: 'centre', size: 'large', bold: true },
    { kind: 'text', text: rangeWords(statement), align: 'centre' },
    { kind: 'rule', weight: 'light' },
    ...accountFacts(statement).map(fact => ({ kind: 'pair', ...fact }) as const),
    { kind: 'rule', weight: 'heavy' },
    ...(summary.length === 0 && payments.length === 0 ? [{ kind: 'text', text: NO_FIGURES } as const] : []),
    ...summary.flatMap(({ label, amount, tone }): ReceiptLine[] => [
      ...(tone === 'total' ? [{ kind: 'rule', weight: 'light' } as const] : []),
      { kind: 'pair', label, value: formatKopecks(amount), bold: tone === 'total' },
    ]),
    ...(payments.length > 0
      ? ([
          { kind: 'rule', weight: 'heavy' },
          { kind: 'text', text: 'Платежи, рублей', bold: true },
          ...payments.map(
            ({ paidOn, amount }) => ({ kind: 'pair', label: formatDay(paidOn), value: formatKopecks(amount) }) as const,
          ),
        ] satisfies ReceiptLine[])
      : []),
    { kind: 'rule', weight: 'light' },
    { kind: 'text', text: `Составлена ${formatDay(statement.madeOn)}`, size: 'fine' },
  ];
}
