// The wording of «Кто смотрел мой счёт», the same on every paper.
import { formatDayLong } from '../../domain/day.ts';
import type { AccountViews } from '../../ports/paper.ts';
import { NOT_READ } from './wording-statement.ts';

export const VIEWS_TITLE = 'Кто смотрел счёт';

export const viewsAccount = ({ accountNumber, address }: AccountViews): string =>
  `Лицевой счёт ${accountNumber}, ${address ?? `адрес ${NOT_READ}`}`;

export const viewsNotes = ({ rows, total, madeOn }: AccountViews): string[] => [
  `Что делали с этим счётом на терминалах и рабочих местах фонда за последние 12 месяцев, новое сначала. Составлено ${formatDayLong(madeOn)}`,
  ...(total > rows.length
    ? [`Записей всего ${total}, здесь последние ${rows.length}. Остальные фонд даст по письменному запросу.`]
    : [`Записей: ${total}.`]),
  'Если что-то из этого вызывает вопросы, обратитесь в фонд с этим листом.',
];
