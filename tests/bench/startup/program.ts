// `serve` or `start` as a process of its own: when it printed what, when it answers with the fund's data, and its end.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';

export interface Started {
  url: string;
  /** milliseconds from the spawn to each finished step, by its title, and to the line with the address */
  steps: [string, number][];
  ready: number;
  spawned: number;
  /** seconds of processor the program's threads have taken so far, PostgreSQL's not among them; null where the system does not tell */
  processor(): number | null;
  stop(): Promise<void>;
}

/**
 * `start` is told that there is no display, so that it says its address after it has looked for Electron. `settings` is a file of settings;
 * without one the program starts its demo.
 */
export async function startProgram(
  dataDir: string,
  accounts: number,
  command: 'serve' | 'start' = 'serve',
  settings = '',
): Promise<Started> {
  const spawned = performance.now();
  const at = () => performance.now() - spawned;
  const child = spawn(
    process.execPath,
    ['scripts/run.mjs', `scripts/${command}.ts`, '--data', dataDir, '--accounts', String(accounts)],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, KAPREMONT_SETTINGS: settings, DISPLAY: '', WAYLAND_DISPLAY: '' },
    },
  );
  const ended = new Promise<void>(resolve => child.once('exit', () => resolve()));
  const steps: [string, number][] = [];
  let said = '';
  const url = await new Promise<string>((resolve, reject) => {
    child.once('exit', code => reject(new Error(`${command} ended with ${code}:\n${said}`)));
    for (const input of [child.stdout, child.stderr])
      createInterface({ input }).on('line', line => {
        said += `${line}\n`;
        const title = /^✓ (.+) — /.exec(line)?.[1];
        if (title) steps.push([title, at()]);
        const address = /http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]+/.exec(line)?.[0];
        if (address) resolve(address);
      });
  });
  return {
    url,
    steps,
    ready: at(),
    spawned,
    processor: () => processorSeconds(child.pid),
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** Waiting for a busy machine is not in it, so two runs agree where their clocks do not. */
function processorSeconds(pid: number | undefined): number | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // after the command's name in brackets, the 12th and 13th: user and system time in hundredths, as Linux shows them everywhere
    const [user, system] = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .slice(11, 13);
    return (Number(user) + Number(system)) / 100;
  } catch {
    return null;
  }
}

/** Resolves when the program answers with data of the fund: a kiosk can then be walked through. Takes the one-time address. */
export async function untilUsable({ url }: Started): Promise<void> {
  const { origin } = new URL(url);
  const opened = await fetch(url, { redirect: 'manual' });
  const cookie = opened.headers.get('set-cookie')?.split(';')[0] ?? '';
  const session = opened.headers.get('location')?.split('#session=')[1] ?? '';
  for (;;) {
    const answer = await fetch(`${origin}/rpc/system.info`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-page': 'bench', 'x-session': session, origin, cookie },
      body: '{}',
    });
    if (answer.status !== 200) throw new Error(`system.info: ${answer.status}`);
    const info = (await answer.json()) as { ok: boolean; value: { freshness: { state: string } } };
    if (info.ok && info.value.freshness.state !== 'loading') return;
    await pause(20);
  }
}
