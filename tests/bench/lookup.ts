// Finding an account: by its number, and its street as a person types it, beside others' ways; and through the door of a host, beside a snapshot.
import type { BenchOptions, Report } from './measure/report.ts';
import { byAddress } from './lookup/by-address.ts';
import { byNumber } from './lookup/by-number.ts';
import { byPlaces } from './lookup/by-places.ts';
import { throughDoor } from './lookup/door.ts';
import { ACCOUNTS, benchRegion } from './region/region.ts';

/** Peers are measured in the region that is kept between runs; of another size there is the program alone. */
export async function run({ accounts = ACCOUNTS }: BenchOptions): Promise<Report> {
  const peers = async () => {
    const region = await benchRegion();
    return [...(await byNumber(region)), ...(await byAddress(region))];
  };
  const beside = accounts === ACCOUNTS ? await peers() : [];
  return { sections: [...beside, ...(await byPlaces(accounts)), ...(await throughDoor(accounts))] };
}
