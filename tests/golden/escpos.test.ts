// The bytes of the test page for every profile, kept in the repository: a change of one byte is looked at, then written anew on purpose.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { renderEscpos } from '../../src-main/adapters/paper/escpos/render.ts';
import { testPage } from '../../src-main/adapters/paper/escpos/test-page.ts';
import { printerProfiles } from '../../src-main/adapters/printer-profiles/index.ts';

const folder = fileURLToPath(new URL('escpos/', import.meta.url));
const profiles = printerProfiles().all();

it.each(profiles.map(profile => [profile.id, profile] as const))(
  'the test page of %s is the reviewed bytes',
  (id, profile) => {
    const bytes = renderEscpos(testPage(profile), profile);
    const file = `${folder}${id}.bin`;
    if (process.env['KAPREMONT_GOLDEN'] === 'write') writeFileSync(file, bytes);
    expect(Buffer.compare(readFileSync(file), bytes)).toBe(0);
  },
);

it('no golden file is left of a profile that is gone', () => {
  expect(readdirSync(folder).sort()).toEqual(profiles.map(({ id }) => `${id}.bin`).sort());
});
