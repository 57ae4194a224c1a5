// The program as these tests have it: started in a folder, called, killed or stopped, and started again.
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Freshness, Input, MethodName, Output, Result } from '#contract';
import { eventually } from '../../integration/sync-support.ts';

const script = fileURLToPath(new URL('./program-child.ts', import.meta.url));

/** The program was killed before it answered. */
export class Gone extends Error {
  override name = 'Gone';
}

export interface Told {
  event: string;
  payload: unknown;
}

export interface StartOptions {
  /** a command before node's, such as a shell's limit */
  through?: readonly string[];
  env?: Record<string, string>;
}

export const settingsOf = (dataDir: string, fundUrl: string, more: Record<string, unknown> = {}) => ({
  dataDir,
  fundUrl,
  terminalName: 'Проба',
  printers: [{ name: 'Папка', kind: 'folder', folder: join(dataDir, 'printed') }],
  proof: { failuresToPicture: 1_000_000, failuresToLock: 1_000_000, terminal: { toPicture: 1_000_000, toLock: null } },
  sync: { pollSeconds: 0.5 },
  demo: { account: { accountNumber: '100001', address: '', paidOn: '2026-10-05', amount: 22204 } },
  ...more,
});

export class RunningProgram {
  readonly events: Told[] = [];
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, { resolve: (result: never) => void; reject: (error: Error) => void }>();
  readonly #gone: Promise<void>;
  #called = 0;
  #said: { loaded?: true; ready?: true; refused?: string } = {};
  words = '';

  constructor(settings: { dataDir: string }, { through = [], env = {} }: StartOptions = {}) {
    mkdirSync(settings.dataDir, { recursive: true });
    const file = `${settings.dataDir}.settings.json`;
    writeFileSync(file, JSON.stringify(settings));
    const [command, ...args] = [...through, process.execPath, script, file] as unknown as [string, ...string[]];
    this.#child = spawn(command, args, { stdio: ['pipe', 'pipe', 'pipe'], env: { ...process.env, ...env } });
    this.#child.stdin?.on('error', () => undefined);
    this.#child.stderr?.on('data', (chunk: Buffer) => (this.words += chunk.toString()));
    this.#gone = new Promise(resolve =>
      this.#child.once('close', () => {
        for (const { reject } of this.#waiting.values()) reject(new Gone('killed before it answered'));
        this.#waiting.clear();
        resolve();
      }),
    );
    createInterface({ input: this.#child.stdout! }).on('line', line => this.#heard(line));
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  #heard(line: string): void {
    const said = JSON.parse(line) as { id?: number; result?: unknown; event?: string; payload?: unknown };
    if (said.event !== undefined) this.events.push({ event: said.event, payload: said.payload });
    else if (said.id !== undefined) {
      this.#waiting.get(said.id)?.resolve(said.result as never);
      this.#waiting.delete(said.id);
    } else Object.assign(this.#said, said);
  }

  get isGone(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null;
  }

  async #until(what: () => unknown, name: string): Promise<void> {
    await eventually(
      () => what() || this.isGone,
      120_000,
      () => `not ${name}: ${this.words}`,
    );
  }

  /** All modules are there, and the work begins. */
  loaded = (): Promise<void> => this.#until(() => this.#said.loaded, 'loaded');

  /** Resolves when it serves; rejects with what it said instead. */
  async ready(): Promise<this> {
    await this.#until(() => this.#said.ready ?? this.#said.refused, 'ready');
    if (this.#said.ready) return this;
    await this.#gone;
    throw new Error(this.#said.refused ?? `it ended: ${this.words}`);
  }

  call<M extends MethodName>(method: M, input: Input<M>): Promise<Result<Output<M>>> {
    if (this.isGone) return Promise.reject(new Gone('it is gone'));
    const id = ++this.#called;
    const answered = new Promise<Result<Output<M>>>((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
    this.#child.stdin?.write(`${JSON.stringify({ id, method, input })}\n`);
    return answered;
  }

  async good<M extends MethodName>(method: M, input: Input<M>): Promise<Output<M>> {
    const result = await this.call(method, input);
    if (!result.ok) throw new Error(`${method}: ${result.error.code}`);
    return result.value;
  }

  freshness = async (): Promise<Freshness> => (await this.good('system.info', {})).freshness;

  /** Waits for a state of the data, that of the screen. */
  async until(...states: Freshness['state'][]): Promise<Freshness> {
    let last: Freshness | undefined;
    return eventually(
      async () => {
        last = await this.freshness();
        return states.includes(last.state) ? last : null;
      },
      90_000,
      () => `never ${states.join(' or ')}, but ${last?.state}`,
    );
  }

  /** Waits for data that the fund had after this moment (ms): that of an old file is shown as fresh before the first round with the fund. */
  async since(moment: number): Promise<void> {
    let last: Freshness | undefined;
    await eventually(
      async () => {
        last = await this.freshness();
        return last.state === 'fresh' && Date.parse(last.asOf ?? '') > moment;
      },
      120_000,
      () => `never of after ${new Date(moment).toISOString()}, but ${JSON.stringify(last)}`,
    );
  }

  prove = (account: number) => this.call('proof.submit', { account, paidOn: '2026-10-05', amount: '222,04' });

  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#gone;
  }

  async stop(): Promise<void> {
    this.#child.stdin?.end();
    await this.#gone;
  }
}

export const start = (settings: { dataDir: string }, options?: StartOptions): Promise<RunningProgram> =>
  new RunningProgram(settings, options).ready();
