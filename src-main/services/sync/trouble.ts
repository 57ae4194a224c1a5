// Which trouble an error of the sync is, so that everybody is told the right thing to do.
import type { TroubleKind } from '../../ports/cache.ts';
import { FundTimeLimit, FundUnreachable, FundUnreadable } from '../../ports/fund.ts';
import { diskTrouble } from '../../base/disk-trouble.ts';
import { FundNotAccepted } from './acceptance.ts';

export function troubleKind(error: unknown): TroubleKind {
  if (error instanceof FundTimeLimit) return 'timeLimit';
  if (error instanceof FundUnreachable) return 'unreachable';
  if (error instanceof FundUnreadable) return 'unreadable';
  if (error instanceof FundNotAccepted) return 'notAccepted';
  return diskTrouble(error) ?? 'fault';
}
