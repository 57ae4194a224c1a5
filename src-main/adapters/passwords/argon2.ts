// Password hashing by Argon2id on the thread pool with OWASP's parameters: 19 MiB of memory, two passes, one lane.
import { hash, verify } from '@node-rs/argon2';
import type { Passwords } from '../../ports/passwords.ts';

const parameters = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** A letter may be typed as one code point or as two («й»); both are the same password. */
const folded = (text: string) => text.normalize('NFKC');

/** A test passes its own `work` to count calls of the hash function. */
export function argon2Passwords(work: { hash: typeof hash; verify: typeof verify } = { hash, verify }): Passwords {
  // the hash of a random password: an unknown name costs one verification too, so timing does not tell it apart
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
