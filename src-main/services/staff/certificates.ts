// «Проверить справку»: what was certified, by the check code on the paper: from this terminal's own queue, else as the fund keeps it.
import { fail, ok, type Handlers, type Who } from '#contract';
import { formatAddress } from '../../domain/address.ts';
import { typedCode } from '../../domain/certificate.ts';
import type { CacheReader } from '../../ports/cache.ts';
import type { IssuedCertificate } from '../../ports/cabinet-store.ts';
import type { TerminalStore } from '../../ports/terminal-store.ts';
import type { Audit } from '../audit/index.ts';
import type { StaffSession } from './session.ts';

export interface CertificateCheckDeps {
  cache: Pick<CacheReader, 'account'>;
  terminalStore: Pick<TerminalStore, 'unsentCertificate'>;
  audit: Pick<Audit, 'record'>;
  terminalName: string;
  session: Pick<StaffSession, 'act'>;
}

const checked = (number: string) => ({ action: 'staff.certificateChecked', details: { number } }) as const;

/** One that this terminal gave out and could not send yet: the fund knows nothing of it, and may be away. */
async function unsent(
  { terminalStore, audit, terminalName }: CertificateCheckDeps,
  code: string,
  who: Who,
): Promise<IssuedCertificate | null> {
  const paper = await terminalStore.unsentCertificate(code);
  if (!paper) return null;
  const { number, accountId: account, accountNumber, amount, overdue, day } = paper;
  await audit.record({ ...checked(number), account, who });
  return { number, account, accountNumber, amount, overdue, day, terminal: terminalName };
}

export const certificateMethods = (deps: CertificateCheckDeps): Pick<Handlers, 'staff.certificate'> => ({
  async 'staff.certificate'({ code: typed }, { who }) {
    const { cache, session } = deps;
    const code = typedCode(typed);
    if (code === null) return fail('certificate.codeMalformed', { field: 'code' });
    const own = await unsent(deps, code, who);
    if (own) return shown(cache, own);
    const found = await session.act(async (tx, staff) => {
      const paper = await tx.certificate(staff.token, code);
      await tx.audit({ ...checked(paper?.number ?? ''), user: null, who, account: paper?.account ?? null });
      return ok(paper);
    });
    if (!found.ok) return found;
    if (!found.value) return fail('certificate.codeUnknown', { field: 'code' });
    return shown(cache, found.value);
  },
});

async function shown(cache: CertificateCheckDeps['cache'], { account, ...paper }: IssuedCertificate) {
  const view = await cache.account(account);
  return ok({ ...paper, address: (view && formatAddress(view.house, view.premises)) ?? '' });
}
