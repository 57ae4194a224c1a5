// A process of its own that does nothing but make a terminal's copy of the fund, by the program's own threads, and says what that took.
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { readPointer } from '../../../src-main/adapters/sqlite/files.ts';
import { startSynced } from '../region/region.ts';

export interface ChildReport {
  seconds: number;
  /** of the whole process, in seconds */
  cpu: number;
  /** the most memory the process ever had, in bytes */
  peak: number;
  fileSize: number;
}

const peak = (): number => {
  try {
    const found = /VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
    if (found) return Number(found) * 1024;
  } catch {
    // another system has no such file
  }
  return process.resourceUsage().maxRSS * 1024;
};

const [dataDir, url] = process.argv.slice(2);
if (!dataDir || !url) throw new Error('child.ts <data folder> <address of the fund>');
const began = performance.now();
const cpuBefore = process.cpuUsage();
const { store, sync } = await startSynced(dataDir, url);
const { user, system } = process.cpuUsage(cpuBefore);
const report: ChildReport = {
  seconds: (performance.now() - began) / 1000,
  cpu: (user + system) / 1e6,
  peak: peak(),
  fileSize: statSync(join(dataDir, readPointer(dataDir)?.file ?? '')).size,
};
await sync.stop();
await store.close();
console.log(JSON.stringify(report));
process.exit(0);
