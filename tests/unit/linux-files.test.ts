// What the Debian package puts beside the program for a technician: it fits the program it is for.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { unknownSwitch } from '../../src-main/host-electron/guards.ts';
import { readSettings } from '../../src-main/settings.ts';
import { settingsPlaces } from '../../src-main/settings-place.ts';

const at = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const text = (path: string) => readFileSync(at(path), 'utf8');
const unit = () => text('resources/linux/kapremont.service');

test('the sample of settings is taken as it is', () => {
  expect(readSettings(at('resources/linux/settings.sample.json'))).toMatchObject({ audience: 'kiosk' });
});

test('the service starts the packaged program with the settings of the machine and switches it knows', () => {
  const [, command = ''] = /^ExecStart=\/usr\/bin\/cage -- (.*)$/m.exec(unit()) ?? [];
  const [program, ...switches] = command.split(' ');
  const { productName } = JSON.parse(text('package.json')) as { productName: string };
  expect(productName).toMatch(/^[a-z-]+$/);
  expect(program).toBe(`/opt/${productName}/kapremont-desk`);
  expect(switches).toContain(`--settings=${settingsPlaces('linux')[0]}`);
  expect(unknownSwitch([program!, ...switches], 'linux')).toBeNull();
});

test('the service hands the key over where the sample of settings looks for it', () => {
  const [, name] = /^LoadCredentialEncrypted=(.*)$/m.exec(unit()) ?? [];
  const { keyFile } = JSON.parse(text('resources/linux/settings.sample.json')) as { keyFile: string };
  expect(keyFile).toBe(`/run/credentials/kapremont.service/${name}`);
});

test('the package installs each of them', () => {
  for (const file of ['kapremont.service', '60-kapremont.rules', 'settings.sample.json'])
    expect(text('electron-builder.yml')).toContain(`resources/linux/${file}=/usr/share/kapremont-desk/${file}`);
});
