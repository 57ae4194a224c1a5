// The demo's own methods: the letters its mail sink has kept; and the account a newcomer can try, with a payment that proves it.
import { fail, ok, type DemoLetter, type HandlersOf, type SystemInfo } from '#contract';
import { normalizeAccountNumber } from '../../domain/account-number.ts';
import { CacheNotReady, type CacheReader } from '../../ports/cache.ts';

/** `letters` is null outside the demo: then there is no such method. */
export const demoMethods = (letters: (() => Promise<DemoLetter[]>) | null): HandlersOf<'demo'> => ({
  'demo.letters': async () => (letters ? ok({ letters: await letters() }) : fail('method.unknown')),
});

type Hint = NonNullable<SystemInfo['demo']>;

/** The account with its newest payment: whoever has paid it by the demo's card a few times still finds what proves it. */
export async function demoHint(
  cache: Pick<CacheReader, 'accountsByNumber' | 'lastPayments'>,
  today: string,
  hint: Hint,
): Promise<Hint> {
  const number = normalizeAccountNumber(hint.accountNumber);
  try {
    const [account] = number.ok ? await cache.accountsByNumber(number.value) : [];
    const [last] = account ? await cache.lastPayments(account.id, today, 1) : [];
    const paidOn = last?.paid_on ?? last?.posted_on;
    return last && paidOn ? { ...hint, paidOn, amount: last.amount } : hint;
  } catch (error) {
    if (error instanceof CacheNotReady) return hint;
    throw error;
  }
}
