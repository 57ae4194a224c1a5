// The certificate of debt on narrow paper.
import type { DebtCertificate } from '../../../ports/paper.ts';
import {
  certificateCode,
  certificateFacts,
  certificateNotes,
  certificateNumber,
  certificateSums,
  certificateTitle,
  certificateWords,
  CODE_LABEL,
} from '../wording-certificate.ts';
import { reachWords } from '../wording-statement.ts';
import type { ReceiptLine } from './lines.ts';

export function certificateLines(certificate: DebtCertificate): ReceiptLine[] {
  const { fund } = certificate;
  const reach = reachWords(fund);
  return [
    { kind: 'text', text: fund.name, align: 'centre', size: 'fine' },
    ...(reach ? [{ kind: 'text', text: reach, align: 'centre', size: 'fine' } as const] : []),
    { kind: 'rule', weight: 'light' },
    { kind: 'text', text: certificateTitle(certificate), align: 'centre', size: 'large', bold: true },
    ...certificateNumber(certificate).map(text => ({ kind: 'text', text, align: 'centre' }) as const),
    { kind: 'rule', weight: 'light' },
    ...certificateFacts(certificate).map(fact => ({ kind: 'pair', ...fact }) as const),
    { kind: 'rule', weight: 'heavy' },
    { kind: 'text', text: certificateWords(certificate), bold: true },
    ...certificateSums(certificate).map(fact => ({ kind: 'pair', ...fact }) as const),
    { kind: 'rule', weight: 'heavy' },
    { kind: 'text', text: CODE_LABEL, align: 'centre' },
    { kind: 'text', text: certificateCode(certificate), align: 'centre', size: 'large', bold: true },
    ...certificateNotes(certificate).map(text => ({ kind: 'text', text, size: 'fine' }) as const),
  ];
}
