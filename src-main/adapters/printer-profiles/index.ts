// The profiles in resources/printers: read once; an invalid one is rejected with the name of its file and field.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { resource } from '../../base/package-root.ts';
import { z } from 'zod';
import type { PrinterProfile } from '../../ports/printer-profile.ts';

const Profile = z.strictObject({
  name: z.string().min(1),
  checked: z.enum(['from documentation', 'assumed']),
  source: z.string().min(1),
  paper: z.union([z.literal(80), z.literal(58)]),
  dpi: z.int().min(100).max(600),
  dots: z.int().min(300).max(1000),
  columns: z.int().min(24).max(80),
  fineColumns: z.int().min(30).max(100).nullable(),
  codePage: z.strictObject({ charset: z.enum(['cp866', 'windows-1251']), number: z.int().min(0).max(255) }),
  chinese: z.boolean(),
  qr: z.enum(['native', 'raster']),
  barcode: z.enum(['native', 'raster']),
  cut: z.enum(['full', 'partial', 'none']),
  drawer: z.union([z.literal(2), z.literal(5)]).nullable(),
  status: z.enum(['none', 'state', 'confirms']),
});

export interface PrinterProfiles {
  all(): PrinterProfile[];
  /** Throws with a sentence that lists the known profiles. */
  get(id: string): PrinterProfile;
}

function read(folder: string, file: string): PrinterProfile {
  const parsed = Profile.safeParse(JSON.parse(readFileSync(join(folder, file), 'utf8')));
  if (parsed.success) return { id: file.replace(/\.json$/, ''), ...parsed.data };
  const issue = parsed.error.issues[0];
  throw new Error(`Профиль принтера ${file}: поле ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`);
}

/** `folder` is read when a profile is first needed. */
export function printerProfiles(folder: string = resource('printers')): PrinterProfiles {
  let profiles: PrinterProfile[] | undefined;
  const all = () =>
    (profiles ??= readdirSync(folder)
      .filter(name => name.endsWith('.json'))
      .sort()
      .map(name => read(folder, name)));
  return {
    all,
    get(id) {
      const found = all().find(profile => profile.id === id);
      if (found) return found;
      const known = all().map(profile => profile.id);
      throw new Error(`Профиля принтера «${id}» нет. Есть: ${known.join(', ')}.`);
    },
  };
}
