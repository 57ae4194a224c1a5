// Creates the acquirer that the settings name, with its secrets from the secret store.
import type { Acquirer } from '../../ports/acquirer.ts';
import type { Log } from '../../ports/log.ts';
import type { SecretStore } from '../../ports/secrets.ts';
import { yooKassa, type FiscalReceipt } from './yookassa.ts';

export const shopIdName = 'yookassa-shop-id';
export const secretName = 'yookassa-secret';

export type AcquirerChoice =
  | { kind: 'none' }
  | {
      kind: 'yookassa';
      baseUrl: string;
      confirmation: 'sbpQr' | 'page';
      returnUrl: string;
      timeoutSeconds: number;
      termMinutes: number;
      receipt: FiscalReceipt | null;
    };

/** Null when no acquirer is set or its secrets are missing: the terminal then reports that it takes no card payments. */
export async function createAcquirer(
  choice: AcquirerChoice,
  { secrets, log }: { secrets: SecretStore; log: Log },
): Promise<Acquirer | null> {
  if (choice.kind === 'none') return null;
  const [shopId, secret] = [await secrets.get(shopIdName), await secrets.get(secretName)];
  if (!shopId || !secret) {
    log.error('acquirer without secrets', new Error(`${shopIdName} and ${secretName} are not kept: ${secrets.where}`));
    return null;
  }
  return yooKassa({
    baseUrl: choice.baseUrl,
    shopId,
    secret,
    timeoutMs: choice.timeoutSeconds * 1000,
    termSeconds: choice.termMinutes * 60,
    receipt: choice.receipt,
    confirmation: choice.confirmation === 'page' ? { kind: 'page', returnUrl: choice.returnUrl } : { kind: 'sbpQr' },
  });
}
