// «Распечатать заявление»: the form of an owner who cannot prove the account, and legal texts, on paper.
import { fail, ok, said, type LegalText, type Output, type PrintJob, type Result } from '#contract';
import { formatAddress } from '../../domain/address.ts';
import type { CabinetStore } from '../../ports/cabinet-store.ts';
import type { CacheReader } from '../../ports/cache.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Printing } from '../printing/index.ts';
import { printWords } from '../printing/notes.ts';
import type { Visit } from '../visit/index.ts';
import { reachingFund } from '../sign-in/fund-errors.ts';

export interface Paperwork {
  printApplication(account: number, job: string): Promise<Result<Output<'cabinet.printApplication'>>>;
  printText(text: LegalText, job: string): Promise<Result<PrintJob>>;
}

/** Six digits at least, so that a number is told from an account's. */
export const shownNumber = (number: number) => `З-${String(number).padStart(6, '0')}`;

export function createPaperwork(deps: {
  store: CabinetStore;
  cache: Pick<CacheReader, 'account' | 'operator'>;
  printing: Pick<Printing, 'printout'>;
  visit: Pick<Visit, 'id' | 'user'>;
  clock: Pick<Clock, 'today'>;
}): Paperwork {
  const { store, cache, printing, visit, clock } = deps;
  let numbers = { visit: visit.id(), of: new Map<string, string>() };

  const numbersOf = (visitId: string) => {
    if (numbers.visit !== visitId) numbers = { visit: visitId, of: new Map() };
    return numbers.of;
  };

  return {
    async printApplication(account, job) {
      const visitId = visit.id();
      const view = await cache.account(account);
      if (!view) return fail('lookup.notFound');
      const address = formatAddress(view.house, view.premises);
      const user = visit.user()?.id ?? null;
      const known = numbersOf(visitId);
      const operator = await cache.operator();
      const fund = {
        name: operator?.name ?? '',
        address: operator?.address ?? '',
        phone: operator?.phone ?? '',
        site: operator?.site ?? '',
      };

      const printed = await printing.printout(visitId, job, {
        account,
        request: { kind: 'applicationForm' },
        model: () =>
          reachingFund(() =>
            store.transaction(async tx => {
              const number = await tx.makeApplication(job, account, address);
              if (number === null) return fail('print.unknownJob');
              await tx.audit({ action: 'cabinet.applicationMade', user, account, details: { number } });
              known.set(job, shownNumber(number));
              return ok({
                kind: 'applicationForm',
                form: { number: shownNumber(number), fund, accountNumber: '', address, madeOn: clock.today() },
              });
            }),
          ),
        audit: { action: 'application.printed', details: {} },
        words: printWords('Заявление', said('Заявление', 'The application form')),
      });
      if (!printed.ok) return printed;
      const number = known.get(job);
      if (number === undefined) return fail('print.unknownJob');
      return ok({ number, ...printed.value });
    },

    printText: (text, job) =>
      printing.printout(visit.id(), job, {
        account: null,
        request: { kind: 'legalText', title: text.title },
        model: async () => ok({ kind: 'legalText', text }),
        audit: { action: 'text.printed', details: { version: text.version } },
        words: printWords('Текст соглашения', said('Текст', 'The text')),
      }),
  };
}
