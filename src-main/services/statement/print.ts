// The shown range on paper («выписка»): the figures of the screen, printed once a job key.
import { ok, said, type Handlers } from '#contract';
import type { StatementModel } from './model.ts';
import type { Printing } from '../printing/index.ts';
import { printWords } from '../printing/notes.ts';
import type { Visit } from '../visit/index.ts';

export interface StatementPrinting {
  /** Idempotent by `job`. Fails with statement.rangeReversed, statement.noData, print.noPrinter, print.unknownJob. */
  methods: Pick<Handlers, 'statement.print'>;
}

const words = printWords('Выписка по счёту', said('Выписка', 'The statement'));

export function createStatementPrinting(deps: {
  statementModel: StatementModel;
  printing: Pick<Printing, 'printout'>;
  visit: Pick<Visit, 'id'>;
}): StatementPrinting {
  const { statementModel, printing, visit } = deps;
  const methods: StatementPrinting['methods'] = {
    'statement.print': ({ account, what, from, to, job }, { who }) =>
      printing.printout(visit.id(), job, {
        account,
        request: { kind: 'statement', what, from, to },
        async model() {
          const found = await statementModel(account, { what, from, to });
          return found.ok ? ok({ kind: 'statement', statement: found.value }) : found;
        },
        audit: { action: 'range.printed', details: { what, from, to } },
        who,
        words,
      }),
  };
  return { methods };
}
