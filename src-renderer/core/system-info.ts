// The program's information about itself, kept current for every screen: the fund, the terminal, the demo account, freshness.
import type { Freshness, SystemInfo } from '#contract';
import { setFundTimeZone } from '../i18n/fund-time.ts';
import { transport } from '../transport/index.ts';
import { Store } from './store.ts';

interface State {
  info: SystemInfo | null;
  freshness: Freshness | null;
  /** false while the program does not answer */
  answering: boolean;
  /** another tab has the program */
  elsewhere: boolean;
}

class SystemInfoStore extends Store<State> {
  get info(): SystemInfo | null {
    return this.value.info;
  }

  get freshness(): Freshness | null {
    return this.value.freshness;
  }

  /** There is data to search, however old. */
  get ready(): boolean {
    return this.value.freshness !== null && this.value.freshness.asOf !== null;
  }

  /** Nothing can be kept here, so nobody is served; the desk still reads. */
  get closed(): boolean {
    const state = this.value.freshness?.state;
    return this.kiosk && (state === 'diskFull' || state === 'diskUnwritable');
  }

  get kiosk(): boolean {
    return this.value.info?.audience !== 'desk';
  }
}

export const systemInfo = new SystemInfoStore({ info: null, freshness: null, answering: true, elsewhere: false });

const retryMs = 2000;

async function load(): Promise<void> {
  const answer = await transport.call('system.info', {});
  if (!answer.ok) {
    systemInfo.set({ answering: false, elsewhere: answer.error.code === 'system.elsewhere' });
    setTimeout(() => void load(), retryMs);
    return;
  }
  // nothing this page asked while it waited was answered: it begins anew
  if (systemInfo.get().elsewhere) return location.reload();
  setFundTimeZone(answer.value.timeZone);
  systemInfo.set({ info: answer.value, freshness: answer.value.freshness, answering: true });
  document.documentElement.dataset['audience'] = answer.value.audience;
  if (answer.value.fundName) document.title = answer.value.fundName;
}

export function startSystemInfo(): void {
  transport.on('freshness', freshness => {
    // The fund's name and offices arrive with the first copy of the data.
    const arrived = !systemInfo.ready && freshness.asOf !== null;
    systemInfo.set({ freshness });
    if (arrived) void load();
  });
  void load();
}
