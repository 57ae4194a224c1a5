// Hashing of secrets: passwords and one-time codes. Deliberately slow, and off the main thread.

export interface Passwords {
  /** A hash that includes its salt and parameters. */
  hash(text: string): Promise<string>;
  /** A null `hash` means an unknown name: the same work is done, and the answer is false. */
  verify(hash: string | null, text: string): Promise<boolean>;
}
