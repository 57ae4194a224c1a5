// What a letter carries, made into a PDF from this terminal's copy of the fund's data at the moment of sending: no file waits anywhere.
import type { Attachment } from '../../ports/cabinet-store.ts';
import type { Letter } from '../../ports/mailer.ts';
import type { Paper } from '../../ports/paper.ts';
import type { Documents } from '../documents/index.ts';
import type { StatementModel } from '../statement/model.ts';

export type Attach = (attachment: Attachment) => Promise<Letter['attachments'][number]>;

/** The file named by an attachment; throws when the data for it is not here, and the letter waits. */
export function createAttach(deps: {
  documents: Pick<Documents, 'paymentDocument'>;
  statementModel: StatementModel;
  paper: Pick<Paper, 'a4'>;
}): Attach {
  const missing = (what: Attachment) => new Error(`no data for the attachment ${what.kind} of account ${what.account}`);
  return async what => {
    if (what.kind === 'paymentDocument') {
      const found = await deps.documents.paymentDocument(what.account, what.period);
      if (!found.ok) throw missing(what);
      const document = found.value;
      return {
        name: `Квитанция ${what.period} л-с ${document.payer.accountNumber}.pdf`,
        bytes: await deps.paper.a4({ kind: 'paymentDocument', document }),
      };
    }
    const { account, kind, from, to } = what;
    const found = await deps.statementModel(account, { what: kind, from, to });
    if (!found.ok) throw missing(what);
    return {
      name: `${what.kind === 'history' ? 'Начисления' : 'Платежи'} ${what.from} - ${what.to}.pdf`,
      bytes: await deps.paper.a4({ kind: 'statement', statement: found.value }),
    };
  };
}
