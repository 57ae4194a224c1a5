// The parts of the program a command needs to make documents: the cache read-only, the documents of it, and paper.
import { systemClock } from './adapters/clock/system-clock.ts';
import { jsonLog } from './adapters/log/json-log.ts';
import { hasCache, openForCommand, type CommandCache } from './adapters/cache/read-only.ts';
import { loadKeys, type FileKeys } from './adapters/sqlite/keys.ts';
import { createPaper } from './adapters/paper/index.ts';
import { printerProfiles } from './adapters/printer-profiles/index.ts';
import { resolveSecrets } from './adapters/secrets/index.ts';
import type { DocumentModel, Paper } from './ports/paper.ts';
import { createDocuments, type Documents } from './services/documents/index.ts';
import type { Settings } from './settings.ts';

export interface DocumentTools extends Omit<CommandCache, 'close'> {
  documents: Documents;
  paper: Paper;
  /** The bytes for a receipt printer of this profile. Throws with a sentence for an unknown profile. */
  escpos(model: DocumentModel, profile: string): Promise<Uint8Array>;
  close(): void;
}

/** What a thread of the command is given to make documents by itself. */
export interface DocumentThreadData {
  settings: Settings;
  keys: FileKeys;
}

/** Rejects with a sentence when the folder has no data yet or its key is missing. Works while the program runs. */
export async function composeDocuments(settings: Settings): Promise<DocumentTools & DocumentThreadData> {
  // Reading the keys creates missing ones, so it is done only when there is a cache to open.
  if (!hasCache(settings.dataDir))
    throw new Error(
      `В папке ${settings.dataDir} ещё нет данных фонда: запустите программу (npm start) и дождитесь их, или назовите папку (--data).`,
    );
  const secrets = await resolveSecrets(settings, { demo: settings.fundUrl === null });
  const keys = await loadKeys(secrets, settings.dataDir);
  return { ...documentTools({ settings, keys }), settings, keys };
}

export function documentTools({ settings, keys }: DocumentThreadData): DocumentTools {
  const { close, ...cache } = openForCommand(settings.dataDir, keys);
  const paper = createPaper();
  const log = jsonLog(process.stderr);
  const documents = createDocuments({
    cache: cache.cache,
    qrPeriodFormat: settings.qrPeriodFormat,
    clock: systemClock(settings.timeZone),
    log,
  });
  return {
    ...cache,
    documents,
    paper,
    async escpos(model, profile) {
      const { escposDocument } = await import('./adapters/paper/escpos/index.ts');
      return escposDocument(model, printerProfiles().get(profile));
    },
    close,
  };
}
