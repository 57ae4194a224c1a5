// The audit log for an auditor on shift: found by filters, saved as a table, and checked. It is read at the fund, which has the lines of every terminal.
import {
  fail,
  ok,
  said,
  type Handlers,
  type HandlersOf,
  type ParsedInput,
  type Result,
  type Said,
  type Who,
} from '#contract';
import { actionWords, wordsOfAction, wordsOfDetails } from '../../domain/audit-words.ts';
import { accountKeys, isSameNumber } from '../../domain/account-number.ts';
import { csv } from '../../domain/csv.ts';
import { addDays, formatDay } from '../../domain/day.ts';
import { dayIn, startOfDay, timeIn } from '../../domain/zone.ts';
import type { AuditFilters, AuditReading, CheckedChain, FoundLine, Reading } from '../../ports/audit-reading.ts';
import type { CacheReader } from '../../ports/cache.ts';
import type { Clock } from '../../ports/clock.ts';
import type { DocumentFiles } from '../../ports/document-files.ts';
import type { Log } from '../../ports/log.ts';
import { loginNorm } from '../sign-in/credentials.ts';
import type { StaffSession } from '../staff/session.ts';
import type { Audit } from './index.ts';

export interface JournalDeps {
  session: Pick<StaffSession, 'act'>;
  cache: Pick<CacheReader, 'accountsByNumber'>;
  files: Pick<DocumentFiles, 'folder' | 'save'>;
  audit: Pick<Audit, 'record'>;
  clock: Pick<Clock, 'now' | 'today'>;
  log: Pick<Log, 'error'>;
  /** the fund's, an IANA name */
  timeZone: string;
}

const page = 50;
const savedAtOnce = 5000;
/** A terminal that has said nothing for so many days. */
const silentDays = 3;
/** Some half a million lines are checked in this time. */
const slowSave = { limitMs: 20_000, code: 'staff.away' } as const;
const slowCheck = { limitMs: 60_000, code: 'audit.tooMany' } as const;

const roleWords: Record<Who['role'], Said> = {
  owner: said('посетитель', 'visitor'),
  system: said('сама программа', 'the program itself'),
  operator: said('оператор', 'operator'),
  admin: said('администратор', 'administrator'),
  auditor: said('аудитор', 'auditor'),
};
const ofCabinet = said('владелец личного кабинета', 'owner of a cabinet');
/** Where what no terminal did was done. */
const atDatabase = 'База фонда';
const ofDatabase = said('администратор базы', 'administrator of the database');

/** An owner with an actor is signed in; an action of the administrator's chain is done at the database. */
function whoDid({ role, actor, name, action }: FoundLine): Said {
  const as = action.startsWith('admin.') ? ofDatabase : role === 'owner' && actor !== '' ? ofCabinet : undefined;
  const words = as ?? (Object.hasOwn(roleWords, role) ? roleWords[role as Who['role']] : said(role, role));
  const person =
    name === '' ? (role === 'owner' ? '' : actor) : name === actor || role === 'owner' ? name : `${name} (${actor})`;
  return person === '' ? words : said(`${person}, ${words.ru}`, `${person}, ${words.en}`);
}

function shown(line: FoundLine) {
  const { id, at, accountNumber, action, reason, details } = line;
  const terminal = action.startsWith('admin.') ? atDatabase : line.terminal;
  return {
    id,
    at,
    terminal,
    who: whoDid(line),
    accountNumber,
    what: wordsOfAction(action),
    more: wordsOfDetails(reason, details),
  };
}

/** Beyond these no line was ever written, and no zone's clock can be reckoned. */
const since = '2000-01-01';
const until = '2199-12-31';

/** The number as the fund writes it, of what a person may type for it; null: no account has it. */
async function numberOf(cache: JournalDeps['cache'], typed: string): Promise<string | null> {
  for (const key of accountKeys(typed)) {
    const found = await cache.accountsByNumber(key);
    const [first] = [...found.filter(({ number }) => isSameNumber(typed, number)), ...found];
    if (first) return first.number;
  }
  return null;
}

/** Fails with audit.noAccount. */
async function filtersOf(
  { account, actor, terminal, action, from, to }: ParsedInput<'audit.save'>,
  { cache, timeZone }: Pick<JournalDeps, 'cache' | 'timeZone'>,
): Promise<Result<AuditFilters>> {
  const number = account.trim() === '' ? '' : await numberOf(cache, account);
  if (number === null) return fail('audit.noAccount', { field: 'account' });
  return ok({
    ...(number !== '' && { account: number }),
    ...(actor.trim() !== '' && { actor: actor.trim(), norm: loginNorm(actor) }),
    ...(terminal !== null && { terminal }),
    // what no action is called is kept in no line
    ...(action !== '' && { action: Object.hasOwn(actionWords, action) ? action : '?' }),
    ...(from !== null && from > since && { from: startOfDay(from, timeZone) }),
    ...(to !== null && to < until && { to: startOfDay(addDays(to, 1), timeZone) }),
  });
}

/** The log is read only once it is kept who reads what of it. */
async function read<T>(
  { session }: Pick<JournalDeps, 'session'>,
  reading: Reading,
  who: Who,
  work: (tx: AuditReading, ticket: string) => Promise<T>,
  slow?: typeof slowCheck | typeof slowSave,
): Promise<Result<T>> {
  const ticket = await session.act(async (tx, { token }) => ok(await tx.askAudit(token, reading, who)));
  return ticket.ok ? session.act(async tx => ok(await work(tx, ticket.value)), slow) : ticket;
}

async function find(
  deps: JournalDeps,
  { after, ...filter }: ParsedInput<'audit.find'>,
  who: Who,
): ReturnType<Handlers['audit.find']> {
  const filters = await filtersOf(filter, deps);
  if (!filters.ok) return filters;
  const reading = { what: 'find', filters: filters.value } as const;
  const found = await read(deps, reading, who, (tx, ticket) => tx.findAudit(ticket, { after, most: page + 1 }));
  if (!found.ok) return found;
  return ok({ rows: found.value.slice(0, page).map(shown), more: found.value.length > page });
}

const heading = ['Дата', 'Время', 'Терминал', 'Кто', 'Лицевой счёт', 'Что', 'Подробности', 'Код действия', 'Строка'];

async function save(
  deps: JournalDeps,
  filter: ParsedInput<'audit.save'>,
  who: Who,
): ReturnType<Handlers['audit.save']> {
  const { files, audit, clock, log, timeZone } = deps;
  const filters = await filtersOf(filter, deps);
  if (!filters.ok) return filters;
  const reading = { what: 'find', filters: filters.value } as const;
  const page = { after: null, most: savedAtOnce + 1 };
  const found = await read(deps, reading, who, (tx, ticket) => tx.findAudit(ticket, page), slowSave);
  if (!found.ok) return found;
  const lines = found.value.slice(0, savedAtOnce).map(line => {
    const { at, terminal, who: person, accountNumber, what, more } = shown(line);
    const when = [formatDay(dayIn(at, timeZone)), timeIn(at, timeZone)];
    return [...when, terminal, person.ru, accountNumber, what.ru, more.ru, line.action, line.id];
  });
  try {
    const file = files.save(`Журнал действий ${clock.today()}.csv`, csv([heading, ...lines]));
    await audit.record({ action: 'audit.saved', account: null, details: { count: lines.length }, who });
    return ok({ folder: files.folder, file, lines: lines.length, more: found.value.length > savedAtOnce });
  } catch (error) {
    log.error('audit log not saved', error);
    return fail('staff.notWritten');
  }
}

/** The chain of the administrator's lines. */
const noTerminal = '00000000-0000-0000-0000-000000000000';

const faultOf = ({ terminal, name, fault, times, line }: CheckedChain) =>
  fault && {
    terminal: terminal === noTerminal ? atDatabase : name,
    fault,
    times,
    line: line && { id: line.id, at: line.at, what: wordsOfAction(line.action) },
  };

async function verify(deps: JournalDeps, days: number | null, who: Who): ReturnType<Handlers['audit.verify']> {
  const since = days === null ? null : new Date(Date.parse(deps.clock.now()) - days * 86_400_000).toISOString();
  const reading = { what: 'verify', since } as const;
  const found = await read(deps, reading, who, (tx, ticket) => tx.verifyAudit(ticket), slowCheck);
  if (!found.ok) return found;
  const chains = found.value;
  const terminals = [...new Map(chains.map(each => [each.terminal, each])).values()];
  return ok({
    terminals: terminals.filter(({ terminal }) => terminal !== noTerminal).length,
    lines: terminals.reduce((sum, { lines }) => sum + lines, 0),
    faults: chains.flatMap(each => faultOf(each) ?? []),
    silent: terminals.flatMap(({ name, silentDays: silent }) =>
      silent !== null && silent > silentDays ? [{ terminal: name, days: Math.floor(silent) }] : [],
    ),
  });
}

export const journalMethods = (deps: JournalDeps): HandlersOf<'audit'> => ({
  async 'audit.choices'() {
    const terminals = await deps.session.act(async (tx, { token }) => ok(await tx.auditTerminals(token)));
    if (!terminals.ok) return terminals;
    const actions = Object.entries(actionWords).map(([action, words]) => ({ action, words }));
    return ok({ terminals: terminals.value, actions });
  },
  'audit.find': (input, { who }) => find(deps, input, who),
  'audit.save': (input, { who }) => save(deps, input, who),
  'audit.verify': ({ days }, { who }) => verify(deps, days, who),
});
