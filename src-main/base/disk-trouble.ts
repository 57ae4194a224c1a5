// Tells trouble of the disk from every other failure, by the codes of SQLite and of the file system, which errors keep across threads.

/** `diskFull`: there is no room. `diskUnwritable`: the disk is read-only or fails. */
export type DiskTroubleKind = 'diskFull' | 'diskUnwritable';

const full = /^(SQLITE_FULL|ENOSPC|EDQUOT|EFBIG)/;
const unwritable = /^(SQLITE_READONLY|SQLITE_IOERR|SQLITE_CANTOPEN|EROFS|EIO)/;

/** Null for an error of anything else. */
export function diskTrouble(error: unknown): DiskTroubleKind | null {
  if (!(error instanceof Error)) return null;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (full.test(code)) return 'diskFull';
  if (unwritable.test(code)) return 'diskUnwritable';
  const under = diskTrouble(error.cause);
  return under ?? (error.name === 'ReadOnlyFile' ? 'diskUnwritable' : null);
}
