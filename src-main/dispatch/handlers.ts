// Which service answers which method. Rights and schemas are the dispatcher's; here is only the call.
import { ok, type DemoLetter } from '#contract';
import type { Cabinet } from '../services/cabinet/index.ts';
import type { Documents } from '../services/documents/index.ts';
import type { Lookup } from '../services/lookup/index.ts';
import type { News } from '../services/news/index.ts';
import type { Organizations } from '../services/organizations/index.ts';
import type { Payments } from '../services/payments/index.ts';
import type { Printing } from '../services/printing/index.ts';
import type { Proof } from '../services/proof/index.ts';
import type { StatementService } from '../services/statement/index.ts';
import type { StatementPrinting } from '../services/statement/print.ts';
import type { Staff } from '../services/staff/index.ts';
import type { SystemService } from '../services/system/index.ts';
import type { Visit } from '../services/visit/index.ts';
import { cabinetHandlers } from './cabinet-handlers.ts';
import type { Handlers } from './index.ts';
import { staffHandlers } from './staff-handlers.ts';

export interface Services {
  system: SystemService;
  lookup: Lookup;
  proof: Proof;
  visit: Visit;
  statement: StatementService;
  statementPrinting: StatementPrinting;
  documents: Documents;
  printing: Printing;
  news: News;
  organizations: Organizations;
  payments: Payments;
  cabinet: Cabinet;
  staff: Staff;
  /** null outside the demo */
  demoLetters: (() => Promise<DemoLetter[]>) | null;
}

export function createHandlers(services: Services): Handlers {
  const {
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
  } = services;
  return {
    'system.info': () => system.info(),
    'system.report': ({ what }) => system.report(what),

    'lookup.byNumber': ({ number }) => lookup.byNumber(number),
    'lookup.byCode': ({ text }) => lookup.byCode(text),
    'lookup.settlements': ({ query }) => lookup.settlements(query),
    'lookup.streets': ({ settlement, query }) => lookup.streets(settlement, query),
    'lookup.houses': ({ street, query }) => lookup.houses(street, query),
    'lookup.flats': ({ house, query }) => lookup.flats(house, query),
    'lookup.byFlat': ({ house, flat }) => lookup.byFlat(house, flat),

    'proof.begin': ({ account }) => proof.begin(account),
    'proof.submit': input => proof.submit(input),

    'visit.state': async () => {
      const headers = await Promise.all(visit.openAccounts().map(account => statement.header(account)));
      return ok({ accounts: headers.filter(header => header !== null) });
    },
    'visit.touch': async () => {
      visit.touch();
      return ok({});
    },
    'visit.end': async () => {
      visit.end('button');
      return ok({});
    },

    'statement.get': ({ account }) => statement.get(account),
    'statement.history': ({ account, from, to }) => statement.history(account, from, to),
    'statement.payments': ({ account, from, to }) => statement.payments(account, from, to),
    'statement.print': input => statementPrinting.print(input),
    'statement.tariffs': ({ account }) => statement.tariffs(account),

    'documents.periods': ({ account }) => documents.periods(account),
    'documents.preview': ({ account, period }) => documents.preview(account, period),
    'documents.print': ({ account, period, job }) => printing.print(visit.id(), account, period, job),
    'documents.redirect': ({ job, printer }) => printing.redirect(visit.id(), job, printer),
    'documents.job': ({ job }) => printing.job(visit.id(), job),

    'news.list': () => news.list(),
    'news.house': ({ account }) => news.house(account),
    'news.read': ({ id }) => news.read(id),

    'organizations.operator': () => organizations.operator(),
    'organizations.ofHouse': ({ account }) => organizations.ofHouse(account),

    'payments.offer': ({ account }) => payments.offer(account),
    'payments.begin': ({ account, attempt, amount }) => payments.begin(account, attempt, amount),
    'payments.status': ({ account, attempt }) => payments.status(account, attempt),
    'payments.cancel': ({ account, attempt }) => payments.cancel(account, attempt),
    'payments.pending': ({ account }) => payments.pending(account),
    'payments.printSlip': ({ account, attempt, job }) => payments.printSlip(visit.id(), account, attempt, job),

    ...cabinetHandlers(services.cabinet, services.demoLetters),
    ...staffHandlers(services.staff),
  };
}
