// What can be wrong with a local file, told apart: each asks for something else to be done.

/** The key is not the one the file was written with. */
export class WrongKey extends Error {
  override name = 'WrongKey';
}

/** The file's contents cannot be trusted. */
export class DamagedFile extends Error {
  override name = 'DamagedFile';
}

/** The file was written by a newer version of the program. */
export class FromTheFuture extends Error {
  override name = 'FromTheFuture';
}

/** The file or its folder cannot be written: a matter of rights or of a full disk, never of the file itself. */
export class ReadOnlyFile extends Error {
  override name = 'ReadOnlyFile';
}

/** The thread that was asked stopped before it answered; it is being started again. */
export class ThreadStopped extends Error {
  override name = 'ThreadStopped';
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

/** SQLITE_NOTADB: the first page does not decrypt; SQLITE_CORRUPT: a later one does not, or makes no sense. */
export const saysDamaged = (error: unknown): boolean =>
  error instanceof DamagedFile ||
  error instanceof WrongKey ||
  codeOf(error).startsWith('SQLITE_CORRUPT') ||
  codeOf(error).startsWith('SQLITE_NOTADB');

const unwritable = /^(SQLITE_READONLY|SQLITE_CANTOPEN|SQLITE_PERM|SQLITE_FULL|EACCES|EROFS|EPERM|ENOSPC)/;
export const saysUnwritable = (error: unknown): boolean =>
  error instanceof ReadOnlyFile || unwritable.test(codeOf(error));
