// A page's way into a program: the one-time address exchanged for a cookie and a key, then calls over one connection kept open.
import { Agent, request, type IncomingHttpHeaders } from 'node:http';

export interface Entry {
  /** Resolves with the value, rejects when the program refuses. Milliseconds are from the request to the last byte of its answer. */
  call(method: string, input: object): Promise<{ ms: number; value: unknown }>;
  leave(): void;
}

interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
}

export async function enter(oneTimeUrl: string): Promise<Entry> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const { origin, host, pathname, search } = new URL(oneTimeUrl);
  const ask = (path: string, headers: Record<string, string>, body?: string) =>
    new Promise<Answer>((resolve, reject) => {
      const asked = request(
        `${origin}${path}`,
        { agent, method: body === undefined ? 'GET' : 'POST', headers: { host, ...headers } },
        response => {
          let text = '';
          response.setEncoding('utf8');
          response.on('data', (chunk: string) => (text += chunk));
          response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }));
          response.on('error', reject);
        },
      );
      asked.on('error', reject);
      asked.end(body);
    });
  const opened = await ask(`${pathname}${search}`, {});
  const cookie = opened.headers['set-cookie']?.[0]?.split(';')[0] ?? '';
  const session = opened.headers.location?.split('#session=')[1] ?? '';
  const headers = { 'content-type': 'application/json', 'x-page': 'bench', 'x-session': session, origin, cookie };
  return {
    async call(method, input) {
      const began = performance.now();
      const { status, text } = await ask(`/rpc/${method}`, headers, JSON.stringify(input));
      const ms = performance.now() - began;
      const answer = status === 200 ? (JSON.parse(text) as { ok: boolean; value: unknown; error: unknown }) : null;
      if (!answer?.ok) throw new Error(`${method}: ${status} ${text}`);
      return { ms, value: answer.value };
    },
    leave: () => agent.destroy(),
  };
}
