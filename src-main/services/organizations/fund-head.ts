// The fund's name and contacts as they stand at the head of what is printed.
import type { RowOf } from '../../ports/exchange.ts';

export interface FundHead {
  name: string;
  address: string;
  phone: string;
  site: string;
  email: string;
}

/** `operator` is null until the fund's data has arrived: then every field is empty. */
export const fundHead = (operator: RowOf<'organization'> | null): FundHead => ({
  name: operator?.name ?? '',
  address: operator?.address ?? '',
  phone: operator?.phone ?? '',
  site: operator?.site ?? '',
  email: operator?.email ?? '',
});
