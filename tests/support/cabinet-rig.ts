// A terminal's cabinet as a test drives it: real PostgreSQL, real hashing, real texts; the cache is a few rows in memory.
import { randomUUID } from 'node:crypto';
import { chainHash } from '../../src-main/adapters/outbox/audit-chain.ts';
import { createCabinetPostgres } from '../../src-main/adapters/cabinet-postgres/index.ts';
import { createFundDatabase } from '../../src-main/adapters/fund-postgres/database.ts';
import { argon2Passwords } from '../../src-main/adapters/passwords/argon2.ts';
import { createTexts } from '../../src-main/adapters/texts/index.ts';
import { nothingSaid, ok, type AccountHeader, type Result } from '#contract';
import type { CabinetStore } from '../../src-main/ports/cabinet-store.ts';
import type { FundDatabase as Database } from '../../src-main/ports/fund-database.ts';
import type { Passwords } from '../../src-main/ports/passwords.ts';
import { createAudit } from '../../src-main/services/audit/index.ts';
import { visitor } from '../../src-main/services/audit/who.ts';
import { createCabinet, type Cabinet } from '../../src-main/services/cabinet/index.ts';
import { createLetters, type Letters } from '../../src-main/services/mail/letters.ts';
import { terminalCounts } from '../../src-main/services/sign-in/terminal-counts.ts';
import { Settings } from '../../src-main/settings.ts';
import { createVisitMarks } from '../../src-main/services/news/visit-marks.ts';
import type { Printout } from '../../src-main/services/printing/index.ts';
import { createVisit, type Visit } from '../../src-main/services/visit/index.ts';
import type { Clock } from '../../src-main/ports/clock.ts';
import { called } from './called.ts';
import { memoryCache, viewOf } from './memory-cache.ts';
import { memoryStore } from './memory-store.ts';
import { withClient, type FundDatabase } from './postgres.ts';

export interface TestClock extends Clock {
  /** Moves the monotonic time on; the moment of day stays the machine's. */
  pass(ms: number): void;
  /** Pauses asked for, in milliseconds; each is over at once. */
  pauses: number[];
}

export function testClock(): TestClock {
  let ms = 0;
  const pauses: number[] = [];
  return {
    now: () => new Date().toISOString(),
    today: () => new Date().toISOString().slice(0, 10),
    monotonic: () => ms,
    after(delay, callback) {
      // the visit's own long timers are left alone
      if (delay > 10_000) return () => undefined;
      pauses.push(delay);
      const timer = setImmediate(callback);
      return () => clearImmediate(timer);
    },
    pass: by => void (ms += by),
    pauses,
  };
}

const header = (account: number): AccountHeader => ({
  account,
  number: String(100_000 + account),
  unifiedNumber: '',
  owner: 'Соколова Людмила Леонидовна',
  address: `г. Чебоксары, ул. Энгельса, д. 14, кв. ${account}`,
  area: 4270,
  share: '',
  residential: true,
  closedOn: null,
  balance: 72951,
  unread: { months: [], someMonth: false, payments: false },
});

const house = {
  settlement_kind: 'г.',
  settlement: 'Чебоксары',
  street_kind: 'ул.',
  street: 'Энгельса',
  number: '14',
};

/** Accounts 1 to 99, each of a flat of its own in one house. */
export const view = (account: number) =>
  viewOf(
    { id: account, number: String(100_000 + account), last_name: 'Соколова' },
    { id: account, number: String(account), area: 4270 },
    house,
  );

export interface TestCabinet {
  cabinet: Omit<Cabinet, 'methods'> & { methods: ReturnType<typeof called<Cabinet['methods']>> };
  visit: Visit;
  clock: TestClock;
  store: CabinetStore;
  letters: Letters;
  terminal: { id: string; name: string };
  terminalStore: ReturnType<typeof memoryStore>;
  /** How often the hash function ran, and on what kind of work. */
  work: { hash: number; answer: number };
  captchas: { text: string };
  printed: { job: string; what: Printout }[];
  database: Database;
  close(): Promise<void>;
}

export interface RigOptions {
  /** in the place of the fund's address: one nobody answers at */
  url?: string;
  /** the PC is of one person */
  remembers?: boolean;
  /** it sends the fund's letters */
  mailer?: boolean;
  /** wraps the store, to see or to spoil what goes through it */
  wrap?: (store: CabinetStore) => CabinetStore;
  passwords?: Passwords;
}

const rules = Settings.parse({}).proof;

export function openCabinet(fund: FundDatabase, options: RigOptions = {}): TestCabinet {
  const clock = testClock();
  const visit = createVisit({ clock, idle: { warnSeconds: 45, endSeconds: 60 } });
  const terminal = { id: randomUUID(), name: 'Зал 1' };
  const database = createFundDatabase(
    options.url ?? (options.mailer ? fund.mailerOf(terminal.id) : fund.terminalOf(terminal.id)),
  );
  const inner = createCabinetPostgres({ database, terminal, chainHash, now: clock.now });
  const store = options.wrap?.(inner) ?? inner;
  const work = { hash: 0, answer: 0 };
  const counted = argon2Passwords();
  const passwords: Passwords = options.passwords ?? {
    hash: text => (work.hash++, counted.hash(text)),
    answer: (salted, text) => (work.answer++, counted.answer(salted, text)),
  };
  const texts = createTexts();
  const cache = memoryCache(
    { organization: [{ name: 'Фонд Чувашии', phone: '8 800 100-00-00' }] },
    {
      account: async account => (account < 100 ? view(account) : null),
    },
  );
  const letters = createLetters({ cache });
  const terminalStore = memoryStore();
  const captchas = { text: '' };
  const printed: TestCabinet['printed'] = [];
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const cabinet = createCabinet({
    timeZone: 'Europe/Moscow',
    store,
    terminalStore,
    passwords,
    texts,
    letters,
    visit,
    clock,
    log,
    cache,
    captchas: {
      make: () => ({ png: 'a picture', text: (captchas.text = String(10_000 + Math.floor(Math.random() * 89_999))) }),
    },
    visitMarks: createVisitMarks(visit),
    audit: createAudit({ store: terminalStore, clock, log, terminalName: terminal.name }),
    rules,
    counts: terminalCounts({ terminalStore, clock }, rules.terminal),
    remembers: options.remembers ?? false,
    header: async account => (account < 100 ? header(account) : null),
    openAccount: async account => (account < 100 ? header(account) : null),
    statementModel: async account => ok({ header: header(account) } as never),
    printing: {
      async printout(_visit, job, what) {
        if (!printed.some(each => each.job === job)) {
          const model = await what.model();
          if (!model.ok) return model;
          printed.push({ job, what: { ...what, model: async () => model } });
        }
        return ok({ job, state: 'queued' as const, note: nothingSaid, trouble: false, others: [] });
      },
    },
  });
  return {
    cabinet: { ...cabinet, methods: called(cabinet.methods, () => visitor(visit)) },
    visit,
    clock,
    store,
    letters,
    terminal,
    terminalStore,
    work,
    captchas,
    printed,
    database,
    close: () => database.close(),
  };
}

export const code = (result: Result<unknown>): string => (result.ok ? 'ok' : result.error.code);

export function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.error.code} ${JSON.stringify(result.error.params ?? {})}`);
  return result.value;
}

export const agreementVersion = createTexts().legal('agreement', 'ru').version;
export const consentVersion = createTexts().legal('consent', 'ru').version;
export const goodPassword = 'Берёза-и-4-сосны';

export const form = (login: string, more: Record<string, unknown> = {}) => ({
  login,
  email: `${login}@example.org`,
  password: goodPassword,
  passwordAgain: goodPassword,
  agreementVersion,
  consentVersion: null,
  ...more,
});

/** What waits in the queue for an address, newest first, as the fund's administrator sees it. */
export const lettersTo = (fund: FundDatabase, address: string) =>
  withClient(fund.url, async client => {
    const { rows } = await client.query<{ subject: string; body: string; kind: string }>(
      `select subject, body, kind from cabinet.letter where $1 = any (recipients) order by created_at desc, id`,
      [address],
    );
    return rows;
  });

export async function codeIn(fund: FundDatabase, address: string): Promise<string> {
  const [letter] = await lettersTo(fund, address);
  const found = /^(?:Код[^:]*|Confirmation code|Code): (\d{6})$/m.exec(letter?.body ?? '')?.[1];
  if (!found) throw new Error(`No code in the letter to ${address}: ${letter?.body}`);
  return found;
}

/** Registers and confirms; the visit is then signed in. */
export async function registered(fund: FundDatabase, at: TestCabinet, login: string, more = {}): Promise<void> {
  const { registration } = value(await at.cabinet.methods['cabinet.register'](form(login, more)));
  value(
    await at.cabinet.methods['cabinet.confirmRegistration']({
      registration,
      code: await codeIn(fund, `${login}@example.org`),
    }),
  );
}

export const another = (text: string) => (text === '000000' ? '000001' : '000000');
