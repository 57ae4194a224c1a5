// The disk of the terminal's own files: whether it can be written, asked of the disk itself.

export interface DiskTrouble {
  /** `diskFull`: there is no room. `diskUnwritable`: it is read-only or fails */
  kind: 'diskFull' | 'diskUnwritable';
  /** for the log and for staff who pass it on */
  reason: string;
}

export interface Disk {
  /** Writes a little and takes it away again. Null when that can be done; never rejects. */
  check(): Promise<DiskTrouble | null>;
}
