// Finding an account: by its number, and its street as a person types it.
import type { Report } from './measure/report.ts';
import { byAddress } from './lookup/by-address.ts';
import { byNumber } from './lookup/by-number.ts';
import { benchRegion } from './region/region.ts';

export async function run(): Promise<Report> {
  const region = await benchRegion();
  return { sections: [...(await byNumber(region)), ...(await byAddress(region))] };
}
