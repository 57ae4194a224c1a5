// The list of what is wrong with the fund's data: on the screen, and as a table for a spreadsheet.
import {
  defectHides,
  defectWhat,
  defectWhere,
  fail,
  kindWords,
  ok,
  type Answers,
  type Defect,
  type Handlers,
  type Who,
} from '#contract';
import { formatAddress, formatHouse } from '../../domain/address.ts';
import { csv } from '../../domain/csv.ts';
import { formatDay } from '../../domain/day.ts';
import { formatRubles } from '../../domain/money.ts';
import { dayIn } from '../../domain/zone.ts';
import type { CacheReader, DefectRow } from '../../ports/cache.ts';
import type { Clock } from '../../ports/clock.ts';
import type { DocumentFiles } from '../../ports/document-files.ts';
import type { Log } from '../../ports/log.ts';
import type { Audit } from '../audit/index.ts';

export interface DefectsDeps {
  cache: Pick<CacheReader, 'defects'>;
  files: Pick<DocumentFiles, 'folder' | 'save'>;
  clock: Pick<Clock, 'today'>;
  audit: Audit;
  log: Pick<Log, 'error'>;
  /** the fund's, an IANA name */
  timeZone: string;
}

const shownAtOnce = 100;
const savedAtOnce = 1000;

function addressOf({ house, premises }: DefectRow): string {
  if (!house) return '';
  return premises ? formatAddress(house, premises) : formatHouse(house);
}

const defect = (row: DefectRow): Defect => ({
  kind: row.kind,
  code: row.code,
  entity: row.entity,
  key: row.key,
  column: row.column,
  value: row.value,
  accountNumber: row.number,
  address: addressOf(row),
  name: row.name,
  hides: row.hides,
  inUse: row.in_use,
  closing: row.closing,
  expected: row.expected,
  seenAt: row.seen_at,
});

const heading = [
  'Вид',
  'Что',
  'Лицевой счёт',
  'Адрес',
  'Что не так',
  'Что скрывает',
  'Известно с',
  'Таблица',
  'Ключ',
  'Столбец',
];

const line = (each: Defect, timeZone: string): string[] => [
  kindWords[each.kind].ru,
  defectWhere(each, 'ru'),
  each.accountNumber,
  each.address,
  defectWhat(each, 'ru', formatRubles),
  defectHides(each, 'ru'),
  each.seenAt === null ? '' : formatDay(dayIn(each.seenAt, timeZone)),
  each.entity,
  each.key,
  each.column,
];

async function save(
  { cache, files, clock, audit, log, timeZone }: DefectsDeps,
  who: Who,
): ReturnType<Handlers['staff.saveDefects']> {
  const lines = [heading];
  for (let total = 1, at = 0; at < total; at += savedAtOnce) {
    const page = await cache.defects(at, savedAtOnce);
    total = page.total;
    lines.push(...page.rows.map(row => line(defect(row), timeZone)));
  }
  try {
    const file = files.save(`Дефекты данных ${clock.today()}.csv`, csv(lines));
    const details = { count: lines.length - 1 };
    await audit.record({ action: 'staff.defectsSaved', account: null, details, who });
    return ok({ folder: files.folder, file });
  } catch (error) {
    log.error('defects not saved', error);
    return fail('staff.notWritten');
  }
}

export const defectsMethods = (deps: DefectsDeps): Answers<'staff.defects'> & Pick<Handlers, 'staff.saveDefects'> => ({
  async 'staff.defects'({ offset }) {
    const { rows, total, unlisted } = await deps.cache.defects(offset, shownAtOnce);
    return ok({ rows: rows.map(defect), total, unlisted });
  },
  'staff.saveDefects': (_, { who }) => save(deps, who),
});
