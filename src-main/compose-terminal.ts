// Composes what the services stand on: log, clock, keys, the terminal's own files, the sync thread and paper.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from './adapters/clock/system-clock.ts';
import { createFundPostgres } from './adapters/fund-postgres/index.ts';
import { fileLog } from './adapters/log/file-log.ts';
import { logFolder } from './compose-log.ts';
import { jsonLog } from './adapters/log/json-log.ts';
import { createPaper } from './adapters/paper/index.ts';
import { drawnCaptcha } from './adapters/captcha/drawn-captcha.ts';
import { printerProfiles } from './adapters/printer-profiles/index.ts';
import { fundPasswordName, passwordFrom, resolveSecrets } from './adapters/secrets/index.ts';
import { loadKeys } from './adapters/sqlite/keys.ts';
import { settleRotation } from './adapters/sqlite/rotation.ts';
import { packageRoot } from './base/package-root.ts';
import { identityFaultWords, isIdentityFault } from '#contract';
import { FundRefusal } from './ports/fund.ts';
import type { Log } from './ports/log.ts';
import type { Settings } from './settings.ts';
import { openStore } from './threads/store-client.ts';
import { copyRules } from './services/sync/copy-turn.ts';
import { startSync } from './threads/sync-client.ts';

export const { version } = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as { version: string };

export type TerminalSettings = Settings & { fundUrl: string };

export type Terminal = Awaited<ReturnType<typeof openTerminal>>;

const openLog = (settings: Settings, log: 'file' | 'stderr'): Log =>
  log === 'file' ? fileLog(logFolder(settings)) : jsonLog(process.stderr);

interface FundAt {
  url: string;
  password?: string;
}

/** Rejects with a sentence when the fund says that this terminal's login, or its id, is another's. A fund that is away is asked later. */
async function claimLogin(at: FundAt, terminalId: string, log: Log): Promise<void> {
  const fund = createFundPostgres(at.url, { ...at, connectTimeoutMs: 1_500, statementTimeoutMs: 2_000 });
  try {
    await fund.claim(terminalId);
  } catch (error) {
    const words = error instanceof FundRefusal && isIdentityFault(error.fault) ? identityFaultWords[error.fault] : null;
    if (words !== null) throw new Error(`${words} (${(error as Error).message})`, { cause: error });
    log.warn('fund.notClaimed', { why: (error as Error).message });
  } finally {
    await fund.close();
  }
}

/**
 * Rejects with a sentence when there is nowhere to keep keys, a folder cannot be written, or the fund knows this terminal or its login as
 * another.
 */
export async function openTerminal(settings: TerminalSettings, logTo: 'file' | 'stderr') {
  const { dataDir, timeZone, audience } = settings;
  const log = openLog(settings, logTo);
  const secrets = await resolveSecrets(settings, { demo: settings.demo !== null });
  await settleRotation({ dataDir, secrets });
  const keys = await loadKeys(secrets, dataDir);
  const kept = await passwordFrom(secrets, fundPasswordName, 'PGPASSWORD');
  // the demo's address holds its password
  const fundPassword = kept === null || settings.demo ? {} : { password: kept };
  const fund: FundAt = { url: settings.fundUrl, ...fundPassword };
  const store = await openStore({ dataDir, keys, log });
  const terminalId = await store.terminalStore.terminalId();
  await claimLogin(fund, terminalId, log).catch(async (error: unknown) => {
    await store.close();
    throw error;
  });
  const sync = await startSync({
    dataDir,
    keys,
    fund,
    timeZone,
    pollSeconds: settings.sync.pollSeconds,
    limits: settings.sync.acceptance,
    copies: copyRules(settings.sync.copies),
    terminal: { terminalId, name: settings.terminalName, audience, version },
    store,
    log,
  });
  const profiles = printerProfiles();
  return {
    settings,
    log,
    clock: systemClock(timeZone),
    secrets,
    fundPassword,
    cache: store.cache,
    terminalStore: store.terminalStore,
    terminalId,
    sync,
    profiles,
    paper: createPaper({ profiles }),
    captchas: drawnCaptcha(),
    async close() {
      await sync.stop();
      await store.close();
    },
  };
}
