// Payment documents on paper for the visit at the screen: each of its jobs belongs to that visit.
import type { Handlers } from '#contract';
import type { Visit } from '../visit/index.ts';
import type { Printing } from './index.ts';

export const documentPrintingMethods = (
  printing: Pick<Printing, 'print' | 'redirect' | 'job'>,
  visit: Pick<Visit, 'id'>,
): Pick<Handlers, 'documents.print' | 'documents.redirect' | 'documents.job'> => ({
  'documents.print': ({ account, period, large = false, job }, { who }) =>
    printing.print(visit.id(), who, account, period, job, large ? 'largeDocument' : 'paymentDocument'),
  'documents.redirect': ({ job, printer }) => printing.redirect(visit.id(), job, printer),
  'documents.job': ({ job }) => printing.job(visit.id(), job),
});
