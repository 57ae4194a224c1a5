// A day as typed at the desk, «05.11.2026».
import { isRealDay } from '../../ui/calendar.ts';

/** `YYYY-MM-DD`; null for an empty text, and `undefined` for what is no day. */
export function dayTyped(text: string): string | null | undefined {
  const typed = text.trim();
  if (typed === '') return null;
  const [, day = '', month = '', year = ''] = /^(\d{1,2})[.,/ ](\d{1,2})[.,/ ](\d{4})$/.exec(typed) ?? [];
  if (year === '' || !isRealDay(Number(year), Number(month), Number(day))) return undefined;
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}
