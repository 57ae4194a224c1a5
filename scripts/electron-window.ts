// Runs Electron as `npm start` does: its sandbox may refuse this desktop only when the window opens, long after the runtime answered as plain Node.
import { spawn, type ChildProcess } from 'node:child_process';

/** A runtime that ends badly within this time never showed a window. */
const youngMs = 15_000;

/** What would start it as plain Node, or with a script of somebody's. */
const asNode = new Set(['ELECTRON_RUN_AS_NODE', 'NODE_OPTIONS']);

export type ElectronEnd =
  /** it never showed a window: why, a clause that follows «Electron не запустился: » */
  { is: 'failed'; why: string } | { is: 'closed'; code: number };

export interface RunningElectron {
  child: ChildProcess;
  ended: Promise<ElectronEnd>;
}

const told = (code: number | null, signal: NodeJS.Signals | null, said: string) =>
  [signal === null ? `код ${code ?? 0}` : `сигнал ${signal}`, said].filter(Boolean).join(', ');

/** `env` is given to it without what would make it start as Node. `young` in milliseconds. */
export function runElectron(path: string, args: string[], env: NodeJS.ProcessEnv, young = youngMs): RunningElectron {
  const own = Object.fromEntries(Object.entries(env).filter(([name]) => !asNode.has(name)));
  const child = spawn(path, args, { stdio: ['inherit', 'inherit', 'pipe'], env: own });
  const begun = performance.now();
  let last = '';
  child.stderr.on('data', (chunk: Buffer) => {
    process.stderr.write(chunk);
    last = chunk.toString().trim().split('\n').at(-1)?.slice(0, 300) ?? last;
  });
  const ended = new Promise<ElectronEnd>(resolve => {
    child.on('error', error => resolve({ is: 'failed', why: error.message }));
    child.on('close', (code, signal) => {
      const fine = code === 0 && signal === null;
      if (!fine && performance.now() - begun < young) return resolve({ is: 'failed', why: told(code, signal, last) });
      resolve({ is: 'closed', code: code ?? 1 });
    });
  });
  return { child, ended };
}
