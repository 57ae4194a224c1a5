// Hashing of passwords. Deliberately slow, and off the main thread.

export interface Passwords {
  /** A hash that includes its salt and parameters. */
  hash(text: string): Promise<string>;
  /** The same kind of hash with the parameters and the salt of `salted`: equal to the one they are of when the text is the same. */
  answer(salted: string, text: string): Promise<string>;
}
