// Words used by every screen: the frame, buttons, freshness, idle warning, failures.
import type { Locale } from '../../../src-main/contract/index.ts';

export const common = {
  'common.back': { ru: 'Назад', en: 'Back' },
  'common.next': { ru: 'Далее', en: 'Next' },
  'common.finish': { ru: 'Завершить', en: 'Finish' },
  'common.loading': { ru: 'Загружаем…', en: 'Loading…' },
  'common.retry': { ru: 'Попробовать ещё раз', en: 'Try again' },
  'common.toStart': { ru: 'В начало', en: 'To the start' },
} as const satisfies Record<string, Record<Locale, string>>;
