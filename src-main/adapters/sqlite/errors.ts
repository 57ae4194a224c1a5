// Errors of a local file: one class per remedy.

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

/** The file or its folder cannot be written because of access rights or a full disk; the file itself is fine. */
export class ReadOnlyFile extends Error {
  override name = 'ReadOnlyFile';
}

/** Another program works with this data folder. */
export class FolderTaken extends Error {
  override name = 'FolderTaken';
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

/** SQLITE_NOTADB: the first page does not decrypt; SQLITE_CORRUPT: a later page does not decrypt or is invalid. */
export const saysDamaged = (error: unknown): boolean =>
  error instanceof DamagedFile ||
  error instanceof WrongKey ||
  codeOf(error).startsWith('SQLITE_CORRUPT') ||
  codeOf(error).startsWith('SQLITE_NOTADB');

const unwritable = /^(SQLITE_READONLY|SQLITE_CANTOPEN|SQLITE_PERM|SQLITE_FULL|EACCES|EROFS|EPERM|ENOSPC)/;
export const saysUnwritable = (error: unknown): boolean =>
  error instanceof ReadOnlyFile || unwritable.test(codeOf(error));
