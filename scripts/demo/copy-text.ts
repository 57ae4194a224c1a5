// Rows in PostgreSQL's COPY text format, written directly into large buffers.

const CHUNK = 256 * 1024;
/** Bytes. A longer row is a bug; the buffer always has room for one more row. */
const ROW_ROOM = 16 * 1024;
const TAB = 9;
const NEWLINE = 10;

/** The bytes of one table. Columns are written left to right; `end()` closes the row. */
export class CopyText {
  private buffer = Buffer.allocUnsafe(CHUNK);
  private at = 0;
  private readonly emit: (chunk: Buffer) => void;
  rows = 0;

  constructor(emit: (chunk: Buffer) => void) {
    this.emit = emit;
  }

  int(value: number): this {
    const { buffer } = this;
    let at = this.at;
    let rest = value;
    if (rest < 0) {
      buffer[at++] = 45;
      rest = -rest;
    }
    let digits = 1;
    for (let limit = 10; rest >= limit; limit *= 10) digits++;
    for (let i = at + digits - 1; i >= at; i--) {
      const next = Math.floor(rest / 10);
      buffer[i] = 48 + rest - next * 10;
      rest = next;
    }
    at += digits;
    buffer[at++] = TAB;
    this.at = at;
    return this;
  }

  intOrNull(value: number | null): this {
    return value === null ? this.null() : this.int(value);
  }

  null(): this {
    this.buffer[this.at++] = 92;
    this.buffer[this.at++] = 78;
    this.buffer[this.at++] = TAB;
    return this;
  }

  /** Writes bytes that need no escaping; `more` when the column has another part. */
  part(bytes: Uint8Array): this {
    const { buffer } = this;
    let at = this.at;
    for (let i = 0; i < bytes.length; i++) buffer[at++] = bytes[i] as number;
    this.at = at;
    return this;
  }

  bytes(bytes: Uint8Array): this {
    this.part(bytes);
    this.buffer[this.at++] = TAB;
    return this;
  }

  text(value: string): this {
    if (value !== '') this.at += this.buffer.write(escaped(value), this.at, 'utf8');
    this.buffer[this.at++] = TAB;
    return this;
  }

  textOrNull(value: string | null): this {
    return value === null ? this.null() : this.text(value);
  }

  /** Ends a column whose parts were written by `part`. */
  tab(): this {
    this.buffer[this.at++] = TAB;
    return this;
  }

  end(): void {
    this.buffer[this.at - 1] = NEWLINE;
    this.rows++;
    if (this.at > CHUNK - ROW_ROOM) this.flush();
  }

  flush(): void {
    if (this.at === 0) return;
    this.emit(this.buffer.subarray(0, this.at));
    this.buffer = Buffer.allocUnsafe(CHUNK);
    this.at = 0;
  }
}

const SPECIAL = /[\\\n\r\t]/;
const names: Record<string, string> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** Throws RangeError for a text longer than any in the demo, so that a row never exceeds the buffer's reserve. */
function escaped(value: string): string {
  if (value.length > 2000) throw new RangeError('A text too long for one row');
  return SPECIAL.test(value) ? value.replace(/[\\\n\r\t]/g, c => names[c] as string) : value;
}
