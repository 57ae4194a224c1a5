// A service command in an installed program, which has neither npm nor Node: `kapremont-desk secret fund-password` opens no window.
import type { App, Dialog } from 'electron';
import { findSettings } from '../settings-place.ts';

const commands = {
  secret: () => import('../cli/secret.ts'),
  printers: () => import('../cli/printers.ts'),
  documents: () => import('../cli/documents.ts'),
  staff: () => import('../cli/staff.ts'),
  check: () => import('../cli/check.ts'),
  load: () => import('../cli/load.ts'),
  migrate: () => import('../cli/fund-migrate.ts'),
  audit: () => import('../cli/audit.ts'),
};
type Command = keyof typeof commands;

const isCommand = (word: string | undefined): word is Command => word !== undefined && Object.hasOwn(commands, word);

/** The command an installed program was started for; null when it was started as the program itself. */
export function commandOf(argv: readonly string[]): Command | null {
  const word = argv[1]?.replace(/^--command=/, '');
  return isCommand(word) ? word : null;
}

const settingsOption = '--settings=';

/** Runs it and ends the process with its code. Windows gives a program with windows no console, so there the words are shown in a dialog. */
export async function runCommand(
  name: Command,
  { app, dialog, platform = process.platform }: { app: App; dialog: Dialog; platform?: NodeJS.Platform },
): Promise<void> {
  const [program = '', , ...args] = process.argv;
  const settings = args.find(each => each.startsWith(settingsOption));
  const file = settings?.slice(settingsOption.length) ?? process.env['KAPREMONT_SETTINGS'] ?? findSettings();
  if (file !== null) process.env['KAPREMONT_SETTINGS'] = file;
  // a command reads its arguments after the program and its script, as Node gives them
  process.argv = [program, name, ...args.filter(each => each !== settings)];
  const said: string[] = [];
  if (platform === 'win32')
    for (const out of [process.stdout, process.stderr])
      out.write = (chunk: Uint8Array | string) => {
        said.push(String(chunk));
        return true;
      };
  const end = () => {
    if (said.length > 0) dialog.showMessageBoxSync({ message: name, detail: said.join('') });
    said.length = 0;
  };
  process.once('exit', end);
  try {
    await commands[name]();
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    process.exitCode = 1;
  }
  end();
  app.exit(Number(process.exitCode ?? 0));
}
