// Tells a full disk from every other failure, by the codes of SQLite and of the file system, which errors keep across threads.

const full = /^(SQLITE_FULL|ENOSPC|EDQUOT)/;

export const isDiskFull = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && full.test(error.code);
