// Where an installed program finds its settings when nobody names a file: a menu entry, an autostart and a shortcut give no environment.
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** The machine's file, then the user's; the first is where a new one belongs. */
export function settingsPlaces(platform = process.platform, env = process.env, home = homedir()): [string, string] {
  if (platform === 'win32')
    return [
      join(env['ProgramData'] ?? 'C:\\ProgramData', 'kapremont', 'settings.json'),
      join(env['LOCALAPPDATA'] ?? home, 'kapremont', 'settings.json'),
    ];
  return [
    '/etc/kapremont/settings.json',
    join(env['XDG_CONFIG_HOME'] ?? join(home, '.config'), 'kapremont', 'settings.json'),
  ];
}

/** The first of them that is there; null when neither is. */
export const findSettings = (places: readonly string[] = settingsPlaces()): string | null =>
  places.find(path => existsSync(path)) ?? null;

/** What to do when neither is there. */
export const notSetUp = ([machine, user]: readonly [string, string] = settingsPlaces()): string =>
  `Программа ещё не настроена. Создайте файл настроек ${machine} (для всех пользователей) или ${user} (для одного), образец — в docs/kiosk.md.`;
