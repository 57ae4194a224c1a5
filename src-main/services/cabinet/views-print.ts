// «Кто смотрел мой счёт»: the list of an attached account on paper, for who has it in their cabinet.
import { fail, ok, said, type Handlers, type Result, type Who } from '#contract';
import { wordsForOwner, wordsOfAction } from '../../domain/audit-words.ts';
import { formatAddress } from '../../domain/address.ts';
import { formatDay } from '../../domain/day.ts';
import { dayIn, timeIn } from '../../domain/zone.ts';
import type { AccountView as ViewLine } from '../../ports/audit-reading.ts';
import type { CacheReader } from '../../ports/cache.ts';
import type { Clock } from '../../ports/clock.ts';
import type { AccountViews, DocumentModel } from '../../ports/paper.ts';
import { fundHead } from '../organizations/fund-head.ts';
import type { Printing } from '../printing/index.ts';
import { printWords } from '../printing/notes.ts';
import type { Visit } from '../visit/index.ts';
import { paperRefusal, type PaperCounts } from './paper-refusal.ts';
import type { Sessions } from './session.ts';

export interface ViewsPrintDeps {
  sessions: Sessions;
  cache: Pick<CacheReader, 'account' | 'operator'>;
  printing: Pick<Printing, 'printout'>;
  visit: Pick<Visit, 'id'>;
  clock: Pick<Clock, 'today'>;
  counts: PaperCounts;
  timeZone: string;
}

/** Some ten sheets: the tray is everybody's. */
const mostLines = 300;

const words = printWords('Кто смотрел счёт', said('Список', 'The list'));

const people: Record<ViewLine['who'], string> = {
  visitor: 'сам(а), по номеру счёта и подтверждению',
  self: 'этот личный кабинет',
  another: 'владелец личного кабинета',
  system: 'сама программа',
  operator: 'оператор',
  admin: 'администратор',
  auditor: 'аудитор',
};
/** Who did not prove the account is not its owner. */
const unproved = new Set(['proof.failed', 'proof.locked', 'application.printed', 'cabinet.applicationMade']);

function whoLooked({ who, name, action }: ViewLine): string {
  if (who === 'visitor' && unproved.has(action)) return 'посетитель, счёт не открылся';
  if (action.startsWith('admin.')) return 'администратор базы фонда';
  const role = Object.hasOwn(people, who) ? people[who] : who;
  return name === '' ? role : `${name}, ${role}`;
}

const row = (line: ViewLine, timeZone: string): AccountViews['rows'][number] => {
  const more = wordsForOwner(line.reason, line.details).ru;
  const what = wordsOfAction(line.action).ru;
  return {
    day: formatDay(dayIn(line.at, timeZone)),
    time: timeIn(line.at, timeZone),
    who: whoLooked(line),
    where: line.terminal,
    what: more === '' ? what : `${what}: ${more}`,
  };
};

async function model(deps: ViewsPrintDeps, account: number, who: Who): Promise<Result<DocumentModel>> {
  const { sessions, cache, clock, timeZone } = deps;
  const [view, operator] = await Promise.all([cache.account(account), cache.operator()]);
  const found = await sessions.act(async (tx, { token }) => {
    const attached = await tx.accounts(token);
    if (!attached.some(each => each.account === account)) return fail('cabinet.notAttached');
    return ok(await tx.accountViews(token, account, mostLines, who));
  });
  if (!found.ok) return found;
  if (!view) return fail('lookup.notFound');
  const { lines, total } = found.value;
  const list: AccountViews = {
    fund: fundHead(operator),
    accountNumber: view.number,
    address: formatAddress(view.house, view.premises),
    rows: lines.map(line => row(line, timeZone)),
    total,
    madeOn: clock.today(),
  };
  return ok({ kind: 'accountViews', list });
}

export const viewsPrintMethods = (deps: ViewsPrintDeps): Pick<Handlers, 'cabinet.printViews'> => ({
  async 'cabinet.printViews'({ account, job }, { who }) {
    const refused = await paperRefusal(deps, job, who);
    if (refused) return refused;
    return deps.printing.printout(deps.visit.id(), job, {
      account,
      request: { kind: 'accountViews' },
      model: () => model(deps, account, who),
      audit: { action: 'cabinet.viewsPrinted' },
      who,
      words,
    });
  },
});
