// Builds adapters and services from settings and joins them into the program. Both hosts call it; no other module joins them.
import { join } from 'node:path';
import { createAcquirer } from './adapters/acquirers/index.ts';
import { createDocumentFiles } from './adapters/documents-folder/index.ts';
import { diskOf } from './adapters/disk/probe.ts';
import { readLetters } from './adapters/mail/letters-folder.ts';
import { createPrinters } from './adapters/printers/index.ts';
import { clearSpool, spoolOf } from './adapters/printers/spool.ts';
import { composeCabinet, type ComposedCabinet } from './compose-cabinet.ts';
import { openTerminal, version, type Terminal } from './compose-terminal.ts';
import type { Handlers } from '#contract';
import { EventStream } from './dispatch/event-stream.ts';
import { createDispatch } from './dispatch/index.ts';
import type { ReceiptWindow } from './ports/printer.ts';
import type { Program } from './program.ts';
import { createAudit } from './services/audit/index.ts';
import { journalMethods } from './services/audit/journal.ts';
import { createViews } from './services/audit/views.ts';
import { followData } from './services/choreography/data.ts';
import { followPayments } from './services/choreography/payments.ts';
import { followPrinting } from './services/choreography/printing.ts';
import { forwardToScreen } from './services/choreography/screen.ts';
import { followShift } from './services/choreography/shift.ts';
import { followVisit } from './services/choreography/visit.ts';
import { windowLost } from './services/choreography/window-lost.ts';
import { demoHint, demoMethods } from './services/demo/index.ts';
import { certificateMethods } from './services/documents/certificate.ts';
import { previewMethods } from './services/documents/preview.ts';
import { createDocuments } from './services/documents/index.ts';
import { createLookup } from './services/lookup/index.ts';
import { paced } from './services/lookup/pace.ts';
import { createNews } from './services/news/index.ts';
import { createVisitMarks } from './services/news/visit-marks.ts';
import { createOrganizations } from './services/organizations/index.ts';
import { createPayments } from './services/payments/index.ts';
import { createPrinting } from './services/printing/index.ts';
import { documentPrintingMethods } from './services/printing/methods.ts';
import { createProof } from './services/proof/index.ts';
import { tellOutboxDamage } from './services/staff/outbox-damage.ts';
import { createStaff } from './services/staff/index.ts';
import { createShift } from './services/staff/shift.ts';
import { createLockBoard } from './services/sign-in/lock-board.ts';
import { ownLocks } from './services/sign-in/own-locks.ts';
import { terminalCounts } from './services/sign-in/terminal-counts.ts';
import { createStatement } from './services/statement/index.ts';
import { createStatementModel } from './services/statement/model.ts';
import { createStatementPrinting } from './services/statement/print.ts';
import { createSystem, type SystemService } from './services/system/index.ts';
import { SlowCalls } from './threads/slow-calls.ts';
import { createAnotherOwner } from './services/visit/another-owner.ts';
import { createVisit } from './services/visit/index.ts';
import { visitMethods } from './services/visit/methods.ts';
import type { Settings } from './settings.ts';

export interface ComposeOptions {
  /** Also validate outputs: on under test and in development. */
  checkOutputs: boolean;
  log: 'file' | 'stderr';
  /** Electron's window for printing receipts */
  receiptWindow?: ReceiptWindow;
}

/** Kopecks. A terminal that takes no card payments has no limits: both are 0. */
const paymentLimits = (acquirer: Settings['acquirer']) =>
  acquirer.kind === 'none' ? { least: 0, most: 0 } : { least: acquirer.least, most: acquirer.most };

const lettersOf = (demo: Settings['demo']) => {
  const folder = demo?.letters ?? null;
  return folder === null ? null : () => readLetters(folder);
};

const staffSignIn = ({ audience, staffAtKiosk }: Settings) => audience === 'desk' || staffAtKiosk;

type Accounts = ReturnType<typeof composeAccounts>;
type Printouts = Awaited<ReturnType<typeof composePrintouts>>;
type Services = Awaited<ReturnType<typeof composeServices>>;

/** The visit, the shift, and which accounts a visit may see. */
function composeAccounts(terminal: Terminal) {
  const { settings, cache, clock, terminalStore: store, sync } = terminal;
  const shift = createShift({
    clock,
    // at a kiosk the visit's own quiet ends the shift
    lockMinutes: settings.audience === 'desk' ? settings.shift.lockMinutes : null,
    endMinutes: settings.shift.endMinutes,
  });
  const visit = createVisit({
    clock,
    idle: settings.idle,
    shift: () => (shift.staff() ? shift.id() : null),
    // at a kiosk the next person to touch it is a visitor, whoever is on shift
    keptByShift: settings.audience === 'desk',
  });
  const audit = createAudit({ ...terminal, store, terminalName: settings.terminalName });
  const statement = createStatement({ cache, clock });
  const openAccount = async (account: number) => {
    await sync.refreshAccount(account, settings.sync.openAccountTimeoutMs);
    return statement.header(account);
  };
  const { proof: rules, timeZone } = settings;
  const refresh = { account: sync.refreshAccount, limitMs: settings.sync.openAccountTimeoutMs };
  const counts = terminalCounts(terminal, rules.terminal);
  const locks = ownLocks({ ...terminal, counts });
  // the fund's database is reached through the cabinet, which is composed later
  const fund = { failedProofs: (_account: number): Promise<number> => Promise.resolve(0) };
  const failedProofs = (account: number) => fund.failedProofs(account);
  const proof = createProof({
    ...terminal,
    store,
    terminal: counts.proof,
    visit,
    audit,
    rules,
    timeZone,
    refresh,
    failedProofs,
    openAccount,
  });
  return { visit, shift, audit, statement, openAccount, counts, locks, fund, proof };
}

/** Documents and the spool. Jobs left over from a crash are closed first. */
async function composePrintouts(terminal: Terminal, accounts: Accounts, receiptWindow: ReceiptWindow | null) {
  const { settings, cache, clock, log, paper, profiles, terminalStore: store } = terminal;
  const { audit, statement, visit } = accounts;
  const documents = createDocuments({ ...terminal, qrPeriodFormat: settings.qrPeriodFormat });
  const profile = (id: string) => profiles.get(id);
  clearSpool(settings.dataDir);
  const spool = spoolOf(settings.dataDir);
  const printers = createPrinters(settings.printers, { clock, log, profile, receiptWindow, spool });
  const printing = createPrinting({ store, documents, paper, printers, audit, clock, log });
  await printing.recover();
  const rollOf = (id: string) => (profile(id).paper === 58 ? '58mm' : '80mm');
  const preview = previewMethods({ documents, paper, printers, rollOf });
  const statementModel = createStatementModel({ statement, cache, clock });
  const statementPrinting = createStatementPrinting({ statementModel, printing, visit });
  return { documents, preview, printing, statementPrinting };
}

/** Resumes following payments whose outcome is not known yet. */
async function composePayments(terminal: Terminal, { audit, visit }: Accounts, { printing }: Printouts) {
  const { settings, sync } = terminal;
  const payments = createPayments({
    ...terminal,
    printing,
    audit,
    visit,
    store: terminal.terminalStore,
    acquirer: await createAcquirer(settings.acquirer, terminal),
    ownIntents: () => sync.ownIntents(),
    intents: account => sync.accountIntents(account, settings.sync.openAccountTimeoutMs),
    limits: paymentLimits(settings.acquirer),
    cardAccounts: settings.acquirer.kind === 'none' ? [] : settings.acquirer.houseAccounts,
    timeZone: settings.timeZone,
    terminalName: settings.terminalName,
  });
  await payments.recover();
  return payments;
}

function composeStaff(
  terminal: Terminal,
  accounts: Accounts,
  printouts: Printouts,
  composed: ComposedCabinet,
  system: SystemService,
) {
  const { settings } = terminal;
  const { timeZone } = settings;
  const folder = settings.documentsDir ?? join(settings.dataDir, 'документы');
  const files = createDocumentFiles(folder, {
    documents: printouts.documents,
    paper: terminal.paper,
    notDrawn: (account, why) => terminal.log.error('document.notDrawn', why, { account }),
  });
  const staff = createStaff({
    ...terminal,
    ...accounts,
    ...printouts,
    system,
    header: accounts.statement.header,
    store: composed.store,
    passwords: composed.passwords,
    texts: composed.texts,
    rules: settings.proof,
    own: accounts.locks,
    signsIn: staffSignIn(settings),
    offlineDays: settings.audience === 'desk' ? settings.shift.offlineDays : 0,
    timeZone,
    terminalName: settings.terminalName,
    files,
    demo: settings.demo?.staff ?? [],
  });
  const journal = journalMethods({ ...terminal, ...accounts, session: staff.session, files, timeZone });
  return { ...staff, journal };
}

async function composeServices(terminal: Terminal, receiptWindow: ReceiptWindow | null) {
  const { settings, cache, clock } = terminal;
  const { timeZone, audience } = settings;
  const { staleHours } = settings.sync;
  const hint = settings.demo?.account ?? null;
  const demo = async () => (hint ? demoHint(cache, clock.today(), hint) : null);
  const system = await createSystem({
    ...terminal,
    version,
    audience,
    timeZone,
    idle: settings.idle,
    staffSignIn: staffSignIn(settings),
    staleHours,
    disk: diskOf(settings.dataDir),
    tellFund: terminal.sync.tellFund,
    demo,
  });
  const accounts = composeAccounts(terminal);
  await tellOutboxDamage({ ...terminal, audit: accounts.audit });
  const { visit } = accounts;
  const lookup = createLookup({ cache, clock });
  const printouts = await composePrintouts(terminal, accounts, receiptWindow);
  const composed = composeCabinet({ ...terminal, ...accounts, ...printouts, visitMarks: createVisitMarks(visit) });
  const { store } = composed;
  accounts.fund.failedProofs = account => store.transaction(tx => tx.failedProofs(account));
  const board = createLockBoard({ ...terminal, own: accounts.locks, store });
  const staff = composeStaff(terminal, accounts, printouts, composed, system);
  const payments = await composePayments(terminal, accounts, printouts);
  const certificates = certificateMethods({
    ...terminal,
    ...accounts,
    ...printouts,
    store: terminal.terminalStore,
    pending: payments.methods['payments.pending'],
    timeZone,
  });
  return {
    ...accounts,
    ...printouts,
    lookup,
    pacedLookup: paced(lookup.methods, { audit: accounts.audit, clock }),
    cabinet: composed.cabinet,
    stopCabinet() {
      board.stop();
      return composed.stop();
    },
    staff,
    payments,
    certificates,
    news: createNews({ cache, visit, clock, marks: composed.cabinet.marks }),
    organizations: createOrganizations({ cache, clock, timeZone }),
    system,
  };
}

/** Every method of the contract; a method without a handler does not compile. */
const handlersOf = (services: Services, settings: Settings): Handlers => ({
  ...services.system.methods,
  ...services.pacedLookup,
  ...services.proof.methods,
  ...visitMethods(services.visit, services.statement.header),
  ...services.statement.methods,
  ...services.statementPrinting.methods,
  ...services.documents.methods,
  ...services.preview,
  ...services.certificates,
  ...documentPrintingMethods(services.printing, services.visit),
  ...services.news.methods,
  ...services.organizations.methods,
  ...services.payments.methods,
  ...services.cabinet.methods,
  ...services.staff.methods,
  ...services.staff.journal,
  ...demoMethods(lettersOf(settings.demo)),
});

/** Rejects with a sentence for the person who sets the terminal up: no fund named, nowhere to keep keys, a folder that cannot be written. */
export async function compose(settings: Settings, options: ComposeOptions): Promise<Program> {
  const { fundUrl, audience } = settings;
  if (!fundUrl) throw new Error('В настройках не назван адрес базы фонда: заполните fundUrl.');
  const terminal = await openTerminal({ ...settings, fundUrl }, options.log);
  const { log, sync } = terminal;
  const services = await composeServices(terminal, options.receiptWindow ?? null);
  const { visit, shift, cabinet, staff, payments } = services;

  const events = new EventStream();
  const parties = { ...services, sync, audience, batches: staff.batches, tellScreen: events.tell, log };
  forwardToScreen(parties);
  followPrinting(parties);
  followData(parties);
  followPayments(parties);
  followShift(parties);
  followVisit(parties);
  const loseWindow = windowLost(parties);

  const program: Program = {
    dispatch: createDispatch({
      handlers: handlersOf(services, settings),
      visit,
      sessionHolds: cabinet.sessionHolds,
      shift,
      shiftHolds: staff.session.holds,
      views: createViews(services.audit),
      anotherOwner: createAnotherOwner({
        visit,
        cache: terminal.cache,
        attached: cabinet.attached,
        asks: () => audience === 'desk' && shift.staff() !== null,
      }),
      notReady: () => (services.system.trouble() ? 'cache.unavailable' : 'cache.notReady'),
      diskTrouble: services.system.diskTrouble,
      log,
      checkOutputs: options.checkOutputs,
    }),
    onEvent: events.onEvent,
    windowLost: loseWindow,
    log,
    async close() {
      loseWindow('gone');
      services.system.stop();
      staff.batches.stop();
      await staff.batches.idle();
      await payments.stop();
      await services.stopCabinet();
      await terminal.close();
    },
  };
  return { ...program, dispatch: new SlowCalls({ log, thread: 'main' }).watch(program.dispatch) };
}
