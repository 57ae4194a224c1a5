// Runs a printing system's command without a shell, in the C locale, with a time limit.
import { spawn } from 'node:child_process';

export interface Ran {
  /** null when it could not be started or was killed at the limit */
  code: number | null;
  stdout: string;
  stderr: string;
  /** the program is not on this machine */
  missing: boolean;
}

/** What a printing program needs of our environment; the rest may hold passwords (PGPASSWORD, KAPREMONT_SMTP_PASSWORD). */
const passedOn =
  /^(PATH|PATHEXT|HOME|USER|LOGNAME|USERPROFILE|APPDATA|LOCALAPPDATA|SYSTEMROOT|SYSTEMDRIVE|WINDIR|COMSPEC|TEMP|TMP|TMPDIR|PROGRAM.*|PSMODULEPATH|CUPS_.*|XDG_RUNTIME_DIR)$/i;

const inherited = () => Object.fromEntries(Object.entries(process.env).filter(([name]) => passedOn.test(name)));

/** Never rejects. `limitMs` kills a command whose server does not answer. */
export function run(
  command: string,
  args: readonly string[],
  { input, env = {}, limitMs = 15_000 }: { input?: Uint8Array; env?: Record<string, string>; limitMs?: number } = {},
): Promise<Ran> {
  return new Promise(resolve => {
    const child = spawn(command, args, {
      // no console window over a kiosk
      windowsHide: true,
      env: { ...inherited(), ...env, LC_ALL: 'C' },
      stdio: ['pipe', 'pipe', 'pipe'],
      timeout: limitMs,
      killSignal: 'SIGKILL',
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    // A command that ends before reading its input explains why on stderr.
    child.stdin.on('error', () => {});
    child.once('error', (error: NodeJS.ErrnoException) =>
      resolve({ code: null, stdout, stderr: error.message, missing: error.code === 'ENOENT' }),
    );
    child.once('close', code => resolve({ code, stdout, stderr, missing: false }));
    child.stdin.end(input);
  });
}
