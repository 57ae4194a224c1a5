// One HTTP exchange with an acquirer, limited in time and size. The outcome is an answer, a refusal or «not known».
import { AcquirerAway } from '../../ports/acquirer.ts';

export interface Answer {
  status: number;
  /** how far this machine's clock is ahead of the acquirer's, milliseconds; null when the answer has no date */
  aheadMs: number | null;
  /** the body as JSON; null when it is not JSON */
  body: unknown;
}

export interface Ask {
  method: 'GET' | 'POST';
  url: string;
  headers: Record<string, string>;
  body?: string;
  timeoutMs: number;
  signal?: AbortSignal | undefined;
}

/** Bytes. Far more than a payment or a page of payments takes. */
const maxBytes = 1024 * 1024;

/** Rejects with AcquirerAway when no complete answer came; its message never holds a header or a body. */
export async function exchange({ method, url, headers, body, timeoutMs, signal }: Ask): Promise<Answer> {
  const late = AbortSignal.timeout(timeoutMs);
  try {
    const response = await fetch(url, {
      method,
      headers,
      ...(body === undefined ? {} : { body }),
      // a redirect could lead to an answer that is not the acquirer's
      redirect: 'error',
      signal: signal ? AbortSignal.any([signal, late]) : late,
    });
    const said = Date.parse(response.headers.get('date') ?? '');
    const aheadMs = Number.isNaN(said) ? null : Date.now() - said;
    return { status: response.status, aheadMs, body: parsed(await bounded(response)) };
  } catch (error) {
    if (error instanceof AcquirerAway) throw error;
    throw new AcquirerAway(`Эквайер не ответил: ${words(error, late.aborted)}`);
  }
}

async function bounded(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += (chunk as Uint8Array).byteLength;
    if (size > maxBytes) throw new AcquirerAway('Ответ эквайера слишком велик');
    chunks.push(chunk as Uint8Array);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function words(error: unknown, late: boolean): string {
  if (late) return 'время вышло';
  const { cause } = error as { cause?: { code?: unknown } };
  return typeof cause?.code === 'string' ? cause.code : (error as Error).name;
}
