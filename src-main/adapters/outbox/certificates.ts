// Certificates given out by this terminal: the number is counted, the audit line chained and the record queued in one transaction.
import { randomInt, randomUUID } from 'node:crypto';
import { certificateNumber, codeDigits } from '../../domain/certificate.ts';
import type { CertificatePayload } from '../../ports/fund.ts';
import type { TerminalStore } from '../../ports/terminal-store.ts';
import { metaKeys, type Meta } from './meta.ts';
import type { Outgoings } from './outgoings.ts';

const randomCode = () => Array.from({ length: codeDigits }, () => randomInt(10)).join('');

export const certificates = (
  meta: Meta,
  outgoings: Outgoings,
): Pick<TerminalStore, 'addCertificate' | 'unsentCertificate'> => ({
  async unsentCertificate(code) {
    return outgoings.certificate(code);
  },
  addCertificate: async (certificate, audit) =>
    outgoings.commit(() => {
      const count = Number(meta.get(metaKeys.certificates) ?? 0) + 1;
      meta.set(metaKeys.certificates, String(count));
      const issued = { number: certificateNumber(outgoings.terminalId, count), code: randomCode() };
      const payload: CertificatePayload = {
        ...certificate,
        ...issued,
        terminalId: outgoings.terminalId,
        audit: outgoings.chain({ ...audit, details: { ...(audit['details'] as object), number: issued.number } }),
      };
      outgoings.put({ id: randomUUID(), kind: 'certificate', payload: { ...payload } });
      return issued;
    }),
});
