// «Распечатать заявление»: the form of an owner who cannot prove the account, and legal texts, on paper.
import { fail, ok, said, type Handlers, type LegalText, type PrintJob, type Result, type Who } from '#contract';
import { isSameNumber } from '../../domain/account-number.ts';
import { formatAddress } from '../../domain/address.ts';
import type { CabinetStore } from '../../ports/cabinet-store.ts';
import type { CacheReader } from '../../ports/cache.ts';
import type { Clock } from '../../ports/clock.ts';
import type { DocumentModel } from '../../ports/paper.ts';
import { fundHead } from '../organizations/fund-head.ts';
import type { Printing } from '../printing/index.ts';
import { printWords } from '../printing/notes.ts';
import type { Visit } from '../visit/index.ts';
import { reachingFund } from '../sign-in/fund-errors.ts';
import { paperRefusal, type PaperCounts } from './paper-refusal.ts';

export interface Paperwork {
  printApplication: Handlers['cabinet.printApplication'];
  printAbsentHouse: Handlers['cabinet.printAbsentHouse'];
  printText(text: LegalText, job: string, who: Who): Promise<Result<PrintJob>>;
}

export interface PaperworkDeps {
  store: CabinetStore;
  cache: Pick<CacheReader, 'account' | 'operator'>;
  printing: Pick<Printing, 'printout'>;
  visit: Pick<Visit, 'id' | 'user'>;
  clock: Pick<Clock, 'today'>;
  counts: PaperCounts;
}

/** Six digits at least, so that a number is told from an account's. */
export const shownNumber = (number: number) => `З-${String(number).padStart(6, '0')}`;

const oneLine = (typed: string) => typed.replace(/[\s\p{Cc}]+/gu, ' ').trim();

const applicationWords = printWords('Заявление', said('Заявление', 'The application form'));
const textWords = printWords('Текст соглашения', said('Текст', 'The text'));

/** Numbers the fund gave to the forms of the current visit, by print job: the same job asked again is answered the same number. */
class FormNumbers {
  #visit = '';
  #numbers = new Map<string, string>();

  ofVisit(visit: string): Map<string, string> {
    if (this.#visit !== visit) {
      this.#visit = visit;
      this.#numbers = new Map();
    }
    return this.#numbers;
  }
}

/** The key names another form at the fund: nothing is changed there, and nothing to audit has happened. */
class KeyTaken extends Error {
  override name = 'KeyTaken';
}

function takenKey(error: unknown): Result<never> {
  if (error instanceof KeyTaken) return fail('print.unknownJob');
  throw error;
}

interface Asked {
  /** null: the house is not in the list */
  account: number | null;
  /** as the form prints them */
  accountNumber: string;
  address: string;
  absentCompany: string | null;
}

/** Numbers the form at the fund and prints it. */
async function printForm(
  { store, cache, printing, visit, clock }: PaperworkDeps,
  formNumbers: FormNumbers,
  { account, accountNumber, address, absentCompany }: Asked,
  { job, who }: { job: string; who: Who },
): ReturnType<Paperwork['printApplication']> {
  const visitId = visit.id();
  const user = visit.user()?.id ?? null;
  const known = formNumbers.ofVisit(visitId);
  const fund = fundHead(await cache.operator());
  const place = absentCompany ? `${address}; ${absentCompany}` : address;

  const printed = await printing.printout(visitId, job, {
    account,
    request: { kind: 'applicationForm' },
    model: () =>
      reachingFund<DocumentModel>(
        () =>
          store.transaction(async tx => {
            const number = await tx.makeApplication(job, account, place);
            if (number === null) throw new KeyTaken();
            await tx.audit({ action: 'cabinet.applicationMade', user, account, details: { number }, who });
            const shown = shownNumber(number);
            known.set(job, shown);
            return ok({
              kind: 'applicationForm',
              form: { number: shown, fund, accountNumber, address, absentCompany, madeOn: clock.today() },
            });
          }),
        'application.away',
      ).catch(takenKey),
    audit: { action: 'application.printed' },
    who,
    words: applicationWords,
  });
  if (!printed.ok) return printed;
  const number = known.get(job);
  if (number === undefined) return fail('print.unknownJob');
  return ok({ number, ...printed.value });
}

export function createPaperwork(deps: PaperworkDeps): Paperwork {
  const formNumbers = new FormNumbers();
  return {
    async printApplication({ account, typedNumber = '', job }, { who }) {
      const view = await deps.cache.account(account);
      if (!view) return fail('lookup.notFound');
      const refused = await paperRefusal(deps, job, who);
      if (refused) return refused;
      // one that could not be read is a blank to be filled in by hand
      const address = formatAddress(view.house, view.premises) ?? '';
      const accountNumber = isSameNumber(typedNumber, view.number) ? view.number : '';
      return printForm(deps, formNumbers, { account, accountNumber, address, absentCompany: null }, { job, who });
    },
    async printAbsentHouse({ place, company, job }, { who }) {
      const address = oneLine(place);
      if (address === '') return fail('cabinet.placeNeeded', { field: 'place' });
      const refused = await paperRefusal(deps, job, who);
      if (refused) return refused;
      return printForm(
        deps,
        formNumbers,
        { account: null, accountNumber: '', address, absentCompany: oneLine(company) },
        { job, who },
      );
    },
    async printText(text, job, who) {
      const refused = await paperRefusal(deps, job, who);
      if (refused) return refused;
      return deps.printing.printout(deps.visit.id(), job, {
        account: null,
        request: { kind: 'legalText', title: text.title },
        model: async () => ok({ kind: 'legalText', text }),
        audit: { action: 'text.printed', details: { version: text.version } },
        who,
        words: textWords,
      });
    },
  };
}
