// Where rows to load come from: a CSV file or a relation of the database, read in one way.
import type { EntityName } from '../../../ports/exchange.ts';

/** The load cannot be made as it was asked: a sentence for the administrator. Nothing has been changed. */
export class LoadRefused extends Error {}

export interface SourceRow {
  cells: (string | null)[];
  /** the line of a file; the count of a row in a relation */
  place: number;
}

export interface Source {
  entity: EntityName;
  name: string;
  /** how it is read, for the administrator */
  about: string;
  /** names as the source gives them, in its order */
  columns: readonly string[];
  /** null: cannot be told without reading it all, so it is always read anew */
  fingerprint(): Promise<string | null>;
  rows(): AsyncIterable<SourceRow[]>;
  /** the row's place as it is told to the administrator */
  place(at: number): string;
  /** cells are typed by people and programs: spaces around a number and a day as 31.10.2026 are taken, an empty cell is no value */
  quoted: boolean;
}
