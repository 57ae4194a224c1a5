// The folder for pages that must lie on disk for a moment: among the terminal's own files, which nobody else may read, and empty at each start.
import { rmSync } from 'node:fs';
import { join } from 'node:path';

export const spoolOf = (dataDir: string): string => join(dataDir, 'spool');

/** Removes what a killed program left. Only the one program of a data folder may call it, before it prints. */
export const clearSpool = (dataDir: string): void => rmSync(spoolOf(dataDir), { recursive: true, force: true });
