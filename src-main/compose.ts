// Builds adapters and services from settings and joins them into the program. Both hosts call it; nothing else joins.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from './base/package-root.ts';
import { fileLog } from './adapters/log/file-log.ts';
import { jsonLog } from './adapters/log/json-log.ts';
import { createAcquirer } from './adapters/acquirers/index.ts';
import { loadKeys } from './adapters/sqlite/keys.ts';
import { openStore } from './threads/store-client.ts';
import { startSync } from './threads/sync-client.ts';
import { systemClock } from './adapters/clock/system-clock.ts';
import { svgPictureCodes } from './adapters/pictures/svg-picture-codes.ts';
import { readLetters } from './adapters/mail/letters-folder.ts';
import { createDocumentFiles } from './adapters/documents-folder/index.ts';
import { createPaper } from './adapters/paper/index.ts';
import { createPrinters } from './adapters/printers/index.ts';
import { profileShelf } from './adapters/printer-profiles/index.ts';
import { resolveSecrets } from './adapters/secrets/index.ts';
import { composeCabinet } from './compose-cabinet.ts';
import type { EventName, EventPayload } from '#contract';
import { createDispatch } from './dispatch/index.ts';
import { createHandlers } from './dispatch/handlers.ts';
import type { ReceiptWindow } from './ports/printer.ts';
import type { EventListener, Program } from './program.ts';
import { createAudit } from './services/audit/index.ts';
import { createStatementModel } from './services/statement/model.ts';
import { createDocuments } from './services/documents/index.ts';
import { createLookup } from './services/lookup/index.ts';
import { createNews } from './services/news/index.ts';
import { createVisitMarks } from './services/news/visit-marks.ts';
import { createOrganizations } from './services/organizations/index.ts';
import { createPayments } from './services/payments/index.ts';
import { createPrinting } from './services/printing/index.ts';
import { createProof } from './services/proof/index.ts';
import { createStatement } from './services/statement/index.ts';
import { createStatementPrinting } from './services/statement/print.ts';
import { createStaff } from './services/staff/index.ts';
import { createShift } from './services/staff/shift.ts';
import { createSystem } from './services/system/index.ts';
import { createVisit } from './services/visit/index.ts';
import type { Settings } from './settings.ts';

export interface ComposeOptions {
  /** Parse outputs too: on under test and in development. */
  checkOutputs: boolean;
  log: 'file' | 'stderr';
  /** Electron's window for receipts */
  receiptWindow?: ReceiptWindow;
}

const { version } = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as { version: string };

/** Kopecks; a terminal that takes no card payments has no limits to speak of. */
const paymentLimits = (acquirer: Settings['acquirer']) =>
  acquirer.kind === 'none' ? { least: 0, most: 0 } : { least: acquirer.least, most: acquirer.most };

const lettersOf = (demo: Settings['demo']) => {
  const folder = demo?.letters ?? null;
  return folder === null ? null : () => readLetters(folder);
};

/** Rejects with a sentence for whoever sets the terminal up: no fund named, no place for keys, a folder that cannot be written. */
export async function compose(settings: Settings, options: ComposeOptions): Promise<Program> {
  if (!settings.fundUrl) throw new Error('В настройках не назван адрес базы фонда: заполните fundUrl.');
  const log = options.log === 'file' ? fileLog(join(settings.dataDir, 'log')) : jsonLog(process.stderr);
  const clock = systemClock(settings.timeZone);
  const secrets = await resolveSecrets(settings, { demo: settings.demo !== null });
  const keys = await loadKeys(secrets);
  const store = await openStore({ dataDir: settings.dataDir, keys, log });
  const { cache, terminalStore } = store;
  const sync = await startSync({
    dataDir: settings.dataDir,
    keys,
    fund: { url: settings.fundUrl },
    timeZone: settings.timeZone,
    pollSeconds: settings.sync.pollSeconds,
    terminal: {
      terminalId: await terminalStore.terminalId(),
      name: settings.terminalName,
      audience: settings.audience,
      version,
    },
    store,
    log,
  });

  const visit = createVisit({ clock, idle: settings.idle });
  const audit = createAudit({ store: terminalStore, clock, log, terminalName: settings.terminalName });
  const lookup = createLookup({ cache });
  const statement = createStatement({ cache });
  const openAccount = async (account: number) => {
    await sync.refreshAccount(account, settings.sync.openAccountTimeoutMs);
    return statement.header(account);
  };
  const proof = createProof({
    cache,
    store: terminalStore,
    visit,
    clock,
    pictures: svgPictureCodes(),
    audit,
    rules: settings.proof,
    openAccount,
  });
  const profiles = profileShelf();
  const paper = createPaper({ profiles });
  const documents = createDocuments({ cache, paper, qrPeriodFormat: settings.qrPeriodFormat, log });
  const printing = createPrinting({
    store: terminalStore,
    documents,
    paper,
    printers: createPrinters(settings, {
      clock,
      log,
      profile: id => profiles.get(id),
      receiptWindow: options.receiptWindow ?? null,
    }),
    audit,
    clock,
    log,
  });
  await printing.recover();
  const statementPrinting = createStatementPrinting({
    statementModel: createStatementModel({ statement, cache, clock }),
    printing,
    visit,
  });
  const {
    cabinet,
    stop: stopCabinet,
    store: cabinetStore,
    passwords,
  } = composeCabinet({
    secrets,
    cache,
    statement,
    documents,
    paper,
    printing,
    visit,
    audit,
    clock,
    log,
    terminalStore,
    openAccount,
    settings: { ...settings, fundUrl: settings.fundUrl },
    terminalId: await terminalStore.terminalId(),
    pictures: svgPictureCodes(),
    visitMarks: createVisitMarks(visit),
  });
  const shift = createShift({ clock, endMinutes: settings.shift.endMinutes });
  const staff = createStaff({
    store: cabinetStore,
    terminalStore,
    passwords,
    pictures: svgPictureCodes(),
    rules: settings.proof,
    cache,
    printing,
    shift,
    visit,
    audit,
    clock,
    log,
    openAccount,
    files: createDocumentFiles(settings.documentsDir ?? join(settings.dataDir, 'документы'), { documents, paper }),
    demo: settings.demo?.staff ?? [],
  });
  const news = createNews({ cache, visit, clock, marks: cabinet.marks });
  const payments = createPayments({
    cache,
    paper,
    printing,
    audit,
    clock,
    log,
    store: terminalStore,
    acquirer: await createAcquirer(settings.acquirer, { secrets, log }),
    intents: account => sync.accountIntents(account, settings.sync.openAccountTimeoutMs),
    limits: paymentLimits(settings.acquirer),
    timeZone: settings.timeZone,
    terminalName: settings.terminalName,
  });
  await payments.recover();
  const organizations = createOrganizations({ cache, clock, timeZone: settings.timeZone });
  const system = await createSystem({
    cache,
    sync,
    clock,
    log,
    version,
    audience: settings.audience,
    timeZone: settings.timeZone,
    idle: settings.idle,
    staleHours: settings.sync.staleHours,
    demo: () => settings.demo?.account ?? null,
  });

  const listeners = new Set<EventListener>();
  const emit = <E extends EventName>(event: E, payload: EventPayload<E>) =>
    listeners.forEach(listener => listener(event, payload));

  system.onFreshness(freshness => emit('freshness', freshness));
  printing.onChange((job, of) => {
    emit('print.job', job);
    if (job.state === 'sent' && of === visit.id())
      cabinet.statement.printed(null).catch((error: unknown) => log.error('print not noted', error));
  });
  sync.onEvent(event => {
    if (event.type === 'addressesChanged' || event.type === 'swapped') lookup.addressesChanged();
    const changed =
      event.type === 'accountsChanged' ? event.accounts : event.type === 'swapped' ? visit.openAccounts() : [];
    for (const account of changed) if (visit.isOpen(account)) emit('statement.changed', { account });
    if (event.type === 'accountsChanged' || event.type === 'swapped')
      payments
        .ledgerChanged(event.type === 'swapped' ? null : event.accounts)
        .catch((error: unknown) => log.error('payments not matched', error));
  });
  payments.onChange(account => {
    if (visit.isOpen(account)) emit('statement.changed', { account });
  });
  staff.batches.onChange(batch => emit('staff.batch', batch));
  shift.onEvent(event => {
    if (event.type === 'begun') {
      // at a kiosk it ends with the visit, whose quiet is counted from here whatever the screen says
      if (settings.audience === 'kiosk') visit.touch();
      return emit('staff.shift', { staff: event.staff, why: null });
    }
    emit('staff.shift', { staff: null, why: event.why });
    printing.visitEnded(event.shift);
  });
  visit.onEvent(event => {
    if (event.type === 'warning') return emit('visit.warning', { secondsLeft: event.secondsLeft });
    if (event.type === 'resumed') return emit('visit.resumed', {});
    // The screen is told first: whatever fails after it, the next person sees nothing of this one.
    emit('visit.ended', { why: event.why });
    // At a kiosk the next to touch it is a visitor.
    if (settings.audience === 'kiosk') shift.end('windowLost');
    printing.visitEnded(event.visit);
    for (const account of event.accounts)
      audit
        .record('visit.ended', account, { why: event.why })
        .catch((error: unknown) => log.error('audit not written', error));
  });

  return {
    dispatch: createDispatch({
      handlers: createHandlers({
        system,
        lookup,
        proof,
        visit,
        statement,
        statementPrinting,
        documents,
        printing,
        news,
        organizations,
        payments,
        cabinet,
        staff,
        demoLetters: lettersOf(settings.demo),
      }),
      visit,
      sessionHolds: cabinet.sessionHolds,
      shift,
      shiftHolds: staff.session.holds,
      log,
      checkOutputs: options.checkOutputs,
    }),
    onEvent(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    windowLost() {
      shift.end('windowLost');
      visit.end('windowLost');
    },
    log,
    async close() {
      shift.end('windowLost');
      visit.end('windowLost');
      staff.batches.stop();
      await staff.batches.idle();
      await payments.stop();
      await stopCabinet();
      await sync.stop();
      await store.close();
    },
  };
}
