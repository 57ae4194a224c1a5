// Hashing what a person keeps secret: passwords and one-time codes. Slow on purpose, and off the main thread.

export interface Passwords {
  /** A hash with its salt and parameters in it. */
  hash(text: string): Promise<string>;
  /** `hash` null stands for a name nobody has: the same work is done, and the answer is false. */
  verify(hash: string | null, text: string): Promise<boolean>;
}
