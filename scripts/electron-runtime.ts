// Finds out quickly whether Electron can open a window on this machine, and downloads its runtime at the first start.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

export type ElectronRuntime = { path: string } | { reason: string };

/** All inputs of the answer, so that a test can describe another machine. */
export interface Machine {
  platform: NodeJS.Platform;
  env: NodeJS.ProcessEnv;
  /** undefined on systems without numbered users */
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

const thisMachine = (): Machine => ({
  platform: process.platform,
  env: process.env,
  uid: process.getuid?.(),
  packageDir: packageDir(),
});

/** Starting the runtime as plain Node shows that its libraries are present: a tenth of a second, or several where an antivirus reads 250 MB first. */
const longestTryMs = 15_000;
/** Milliseconds to wait for an address. */
const reachMs = 1500;
const fetchMs = 15 * 60_000;

/** Why Electron could not run here even with its runtime; each is a clause that follows «Electron не запустить: ». */
function hindrance({ platform, env, uid, packageDir }: Machine): string | null {
  if (!packageDir) return 'пакет electron не установлен';
  if (platform === 'linux' && uid === 0) return 'под root он не работает без отключения своей защиты';
  if (platform === 'linux' && !env['DISPLAY'] && !env['WAYLAND_DISPLAY']) return 'нет экрана';
  return null;
}

/** The runtime's executable, or null when it was not downloaded yet. */
function executable({ env, packageDir, platform }: Machine): string | null {
  if (!packageDir) return null;
  try {
    const given = env['ELECTRON_OVERRIDE_DIST_PATH'];
    // a runtime of one's own has no path.txt beside it
    const named = existsSync(join(packageDir, 'path.txt')) ? readFileSync(join(packageDir, 'path.txt'), 'utf8') : '';
    const name = named || (platform === 'win32' ? 'electron.exe' : 'electron');
    const path = join(given ?? join(packageDir, 'dist'), name);
    return existsSync(path) && (named || given) ? path : null;
  } catch {
    return null;
  }
}

function tried(path: string, env: NodeJS.ProcessEnv, tryMs: number): ElectronRuntime {
  const { status, error, stderr } = spawnSync(path, ['-p', 'process.versions.electron'], {
    env: { ...env, ELECTRON_RUN_AS_NODE: '1' },
    timeout: tryMs,
    encoding: 'utf8',
  });
  if (status === 0) return { path };
  const why = error?.message ?? stderr.trim().split('\n')[0] ?? '';
  return { reason: `он не запускается (${why || 'без объяснений'})` };
}

/** Checks only this machine, never the network; takes at most `tryMs`. */
export function electronAvailable(machine: Machine = thisMachine(), tryMs = longestTryMs): ElectronRuntime {
  const reason = hindrance(machine);
  if (reason) return { reason };
  const path = executable(machine);
  return path ? tried(path, machine.env, tryMs) : { reason: 'его среда выполнения не загружена' };
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
 * Like `electronAvailable`, but when only the runtime is missing and its address answers within 1.5 s, downloads it first (about 110 MB,
 * once). `say` is called before that.
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
