// Password hashing by Argon2id on the thread pool with OWASP's parameters: 19 MiB of memory, two passes, one lane.
import { hash } from '@node-rs/argon2';
import type { Passwords } from '../../ports/passwords.ts';

const parameters = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** A letter may be typed as one code point or as two («й»); both are the same password. */
const folded = (text: string) => text.normalize('NFKC');

/** `$argon2id$v=19$m=19456,t=2,p=1$<salt>`, and what may follow. */
const form = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)/;

/** A test passes its own `work` to count calls of the hash function. */
export function argon2Passwords(work: { hash: typeof hash } = { hash }): Passwords {
  return {
    hash: text => work.hash(folded(text), parameters),
    answer(salted, text) {
      const [, memory, time, lanes, salt] = form.exec(salted) ?? [];
      if (salt === undefined) throw new Error('Not the salt of an Argon2id hash.');
      return work.hash(folded(text), {
        memoryCost: Number(memory),
        timeCost: Number(time),
        parallelism: Number(lanes),
        salt: Buffer.from(salt, 'base64'),
      });
    },
  };
}
