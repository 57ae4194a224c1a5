// The log of a program that has not been composed yet: the same files, on standard error where the folder cannot be written.
import { join } from 'node:path';
import { fileLog } from './adapters/log/file-log.ts';
import { jsonLog } from './adapters/log/json-log.ts';
import type { Log } from './ports/log.ts';
import type { Settings } from './settings.ts';

export const logFolder = ({ dataDir }: Pick<Settings, 'dataDir'>): string => join(dataDir, 'log');

export function startLog(settings: Pick<Settings, 'dataDir'>): Log {
  try {
    return fileLog(logFolder(settings));
  } catch (error) {
    const log = jsonLog(process.stderr);
    log.error('no log', error);
    return log;
  }
}
