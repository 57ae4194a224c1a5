// Passwords by Argon2id, on the thread pool: OWASP's parameters, 19 MiB of memory, two passes, one lane.
import { hash, verify } from '@node-rs/argon2';
import type { Passwords } from '../../ports/passwords.ts';

const parameters = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** A letter may be typed as one sign or as two («й»); both are the same password. */
const folded = (text: string) => text.normalize('NFKC');

/** `work` is the hash function, handed in where a test counts how often it is called. */
export function argon2Passwords(work: { hash: typeof hash; verify: typeof verify } = { hash, verify }): Passwords {
  // of a password nobody has: made once, so that a name nobody has costs one verification like any other
  let decoy: Promise<string> | undefined;
  const decoyHash = () => (decoy ??= hash(crypto.randomUUID(), parameters));
  void decoyHash();
  return {
    hash: text => work.hash(folded(text), parameters),
    async verify(kept, text) {
      const right = await work.verify(kept ?? (await decoyHash()), folded(text));
      return kept !== null && right;
    },
  };
}
