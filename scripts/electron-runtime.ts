// Whether Electron can open a window on this machine, found out quickly; and fetching its runtime at the first start where there is a network.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

export type ElectronRuntime = { path: string } | { reason: string };

/** Everything the answer depends on, so that a test can ask about another machine. */
export interface Machine {
  platform: NodeJS.Platform;
  env: NodeJS.ProcessEnv;
  /** undefined where there are no numbered users */
  uid: number | undefined;
  /** folder of the `electron` package, null when it is not installed */
  packageDir: string | null;
}

function packageDir(): string | null {
  try {
    return dirname(createRequire(import.meta.url).resolve('electron/package.json'));
  } catch {
    return null;
  }
}

export const thisMachine = (): Machine => ({
  platform: process.platform,
  env: process.env,
  uid: process.getuid?.(),
  packageDir: packageDir(),
});

/** Starting the runtime as plain Node shows that its libraries are there; it takes a tenth of a second. */
const tryMs = 2000;
/** An address that has not answered by then is not waited for. */
const reachMs = 1500;
const fetchMs = 15 * 60_000;

/** Why Electron could not run here whether or not its runtime is on disk; each is a clause that follows «Electron не запустить: ». */
function hindrance({ platform, env, uid, packageDir }: Machine): string | null {
  if (!packageDir) return 'пакет electron не установлен';
  if (platform === 'linux' && uid === 0) return 'под root он не работает без отключения своей защиты';
  if (platform === 'linux' && !env['DISPLAY'] && !env['WAYLAND_DISPLAY']) return 'нет экрана';
  return null;
}

/** The runtime's executable, or null while it has not been fetched. */
function executable({ env, packageDir }: Machine): string | null {
  if (!packageDir) return null;
  try {
    const name = readFileSync(join(packageDir, 'path.txt'), 'utf8');
    const path = join(env['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(packageDir, 'dist'), name);
    return existsSync(path) ? path : null;
  } catch {
    return null;
  }
}

function tried(path: string, env: NodeJS.ProcessEnv): ElectronRuntime {
  const { status, error, stderr } = spawnSync(path, ['-p', 'process.versions.electron'], {
    env: { ...env, ELECTRON_RUN_AS_NODE: '1' },
    timeout: tryMs,
    encoding: 'utf8',
  });
  if (status === 0) return { path };
  const why = error?.message ?? stderr.trim().split('\n')[0] ?? '';
  return { reason: `он не запускается (${why || 'без объяснений'})` };
}

/** Looks at this machine alone, never at the network; takes 2 s at the very most. */
export function electronAvailable(machine: Machine = thisMachine()): ElectronRuntime {
  const reason = hindrance(machine);
  if (reason) return { reason };
  const path = executable(machine);
  return path ? tried(path, machine.env) : { reason: 'его среда выполнения не загружена' };
}

async function reachable(address: string): Promise<boolean> {
  try {
    await fetch(address, { method: 'HEAD', redirect: 'manual', signal: AbortSignal.timeout(reachMs) });
    return true;
  } catch {
    return false;
  }
}

const fetched = (packageDir: string, env: NodeJS.ProcessEnv): Promise<boolean> =>
  new Promise(resolve => {
    const child = spawn(process.execPath, [join(packageDir, 'install.js')], {
      env,
      stdio: ['ignore', 2, 2],
      timeout: fetchMs,
    });
    child.on('error', () => resolve(false));
    child.on('exit', code => resolve(code === 0));
  });

/**
 * As `electronAvailable`, and where only the runtime is missing and its address answers within 1.5 s, fetches it first (some 110 MB,
 * once). `say` is told before that.
 */
export async function obtainElectron(
  say: (line: string) => void,
  machine: Machine = thisMachine(),
): Promise<ElectronRuntime> {
  const { packageDir, env } = machine;
  if (hindrance(machine) || executable(machine) || !packageDir) return electronAvailable(machine);
  const mirror = env['ELECTRON_MIRROR'] ?? env['npm_config_electron_mirror'] ?? 'https://github.com/electron/electron/';
  if (!(await reachable(mirror))) return { reason: 'его среду выполнения не загрузить, сеть недоступна' };
  say('Загружается Electron, около 110 МБ — только при первом запуске.');
  if (!(await fetched(packageDir, env))) return { reason: 'его среда выполнения не загрузилась' };
  return electronAvailable(machine);
}
