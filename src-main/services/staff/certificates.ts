// «Проверить справку»: what the fund keeps of a certificate, by the check code on the paper, at whichever terminal it was given out.
import { fail, ok, type Handlers } from '#contract';
import { formatAddress } from '../../domain/address.ts';
import { typedCode } from '../../domain/certificate.ts';
import type { CacheReader } from '../../ports/cache.ts';
import type { StaffSession } from './session.ts';

export interface CertificateCheckDeps {
  cache: Pick<CacheReader, 'account'>;
  session: Pick<StaffSession, 'act'>;
}

export const certificateMethods = ({ cache, session }: CertificateCheckDeps): Pick<Handlers, 'staff.certificate'> => ({
  async 'staff.certificate'({ code: typed }, { who }) {
    const code = typedCode(typed);
    if (code === null) return fail('certificate.codeMalformed', { field: 'code' });
    const found = await session.act(async (tx, staff) => {
      const paper = await tx.certificate(staff.token, code);
      await tx.audit({
        action: 'staff.certificateChecked',
        user: null,
        who,
        account: paper?.account ?? null,
        details: { number: paper?.number ?? '' },
      });
      return ok(paper);
    });
    if (!found.ok) return found;
    if (!found.value) return fail('certificate.codeUnknown', { field: 'code' });
    const { account, ...paper } = found.value;
    const view = await cache.account(account);
    return ok({ ...paper, address: (view && formatAddress(view.house, view.premises)) ?? '' });
  },
});
