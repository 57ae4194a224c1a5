// The compiled program alone in its process, called as a visitor's screen calls it; prints what its memory is after each kind of work.
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import type { compose as Compose } from '../../src-main/compose.ts';
import type { Settings as SettingsSchema } from '../../src-main/settings.ts';

const [file = '', root = ''] = process.argv.slice(2);
const module = async <T>(name: string) => (await import(pathToFileURL(`${root}/${name}.js`).href)) as T;
const { compose } = await module<{ compose: typeof Compose }>('compose');
const { Settings } = await module<{ Settings: typeof SettingsSchema }>('settings');

const mb = (bytes: number) => Math.round(bytes / 1_048_576);
async function told(after: string): Promise<void> {
  await pause(2000);
  const { rss, heapTotal, heapUsed, external } = process.memoryUsage();
  console.log(
    JSON.stringify({ after, rss: mb(rss), heapTotal: mb(heapTotal), heapUsed: mb(heapUsed), external: mb(external) }),
  );
}

await told('modules loaded');
const settings = Settings.parse(JSON.parse(readFileSync(file, 'utf8')));
const program = await compose(settings, { checkOutputs: false, log: 'file' });
const call = (method: string, input: object) => program.dispatch({ audience: 'kiosk' }, method, input);
while (!JSON.stringify(await call('system.info', {})).includes('"state":"fresh"')) await pause(50);
await told('first copy made');

async function visit(n: number, { preview = false, print = false }): Promise<void> {
  const account = (n % 300) + 1;
  const opened = await call('proof.submit', { account, paidOn: '2026-10-05', amount: '222,04' });
  if (!opened.ok) throw new Error(opened.error.code);
  await call('statement.get', { account });
  if (preview) await call('documents.preview', { account, period: '2026-10' });
  if (print) await call('documents.print', { account, period: '2026-10', job: randomUUID() });
  await call('visit.end', {});
}
for (let n = 0; n < 100; n++) await visit(n, {});
await told('100 visits without paper');
await visit(0, { preview: true });
await told('the first document on the screen');
for (let n = 0; n < 100; n++) await visit(n, { preview: true });
await told('100 visits with a document on the screen');
for (let n = 0; n < 100; n++) await visit(n, { preview: n % 3 === 0, print: n % 3 === 0 });
await told('100 visits, each third printed');
const login = { password: 'Берёза-и-4-сосны', remember: false };
for (let n = 0; n < 10; n++) await call('cabinet.signIn', { login: `nobody${n}`, ...login });
await told('10 sign-ins');
await program.close();
process.exit(0);
