// The documents and the code name the same commands, options, settings and secrets.
import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { z } from 'zod';
import { Settings } from '../../src-main/settings.ts';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const root = new URL('../../', import.meta.url).pathname;
const pages = new Map(
  ['README.md', 'CONTRIBUTING.md', ...globSync('docs/*.md', { cwd: root })].map(path => [path, read(path)]),
);
const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
/** Commands that ship: name in package.json, source of src-main/cli. */
const shipped = Object.entries(scripts).flatMap(([name, line]) => {
  const path = /src-main\/cli\/\S+\.ts/.exec(line)?.[0];
  return path === undefined ? [] : [[name, read(path)] as const];
});

test('every command that a document names is one of package.json', () => {
  const unknown = [...pages].flatMap(([path, text]) =>
    [...text.matchAll(/npm run ([\w:-]+)/g)]
      .map(([, name]) => name!)
      .filter(name => !(name in scripts))
      .map(name => `${path}: ${name}`),
  );
  expect(unknown).toEqual([]);
});

test('every command of src-main/cli has a script, and stands in README and in the table of docs/kiosk.md', () => {
  const commands = globSync('src-main/cli/*.ts', { cwd: root }).filter(path => /^\/\/ `npm run/.test(read(path)));
  const started = Object.values(scripts).flatMap(line => /src-main\/cli\/\S+\.ts/.exec(line) ?? []);
  expect(commands.toSorted()).toEqual(started.toSorted());
  for (const [name] of shipped) {
    expect(pages.get('README.md')).toMatch(new RegExp(`\`npm run ${name}\\b`));
    expect(pages.get('docs/kiosk.md')).toContain(`| \`npm run ${name}\` |`);
  }
});

test.each(shipped)('every option of %s stands in a document, and no other', (name, source) => {
  const options = [
    ...source.matchAll(
      /^ +'?([\w-]+)'?: \{ type: '(?:string|boolean)'|\{ ?'?([\w-]+)'?: \{ type:|, '?([\w-]+)'?: \{ type:/gm,
    ),
  ].map(([, a, b, c]) => (a ?? b ?? c)!);
  const told = [...pages.values()].join('\n');
  // of every line that calls the command
  const called = [...told.matchAll(new RegExp(`npm run ${name} -- ([^\`\\n#]*)`, 'g'))].flatMap(([, rest]) =>
    [...rest!.matchAll(/--([\w-]+)/g)].map(([, option]) => option!),
  );
  expect(called.filter(option => !options.includes(option))).toEqual([]);
  const page = [...pages]
    .filter(([path]) => path.startsWith('docs/'))
    .map(([, text]) => text)
    .join('\n');
  expect(options.filter(option => !page.includes(`--${option}`))).toEqual([]);
});

type Schema = z.ZodType & {
  def: { type: string; shape?: Record<string, Schema>; innerType?: Schema; element?: Schema; options?: Schema[] };
};

/** The paths of all settings; a list's and a union's members are under the path of the whole. */
function paths(schema: Schema, path = ''): string[] {
  const { shape, innerType, element, options } = schema.def;
  if (shape)
    return Object.entries(shape).flatMap(([name, inner]) => paths(inner, path === '' ? name : `${path}.${name}`));
  if (innerType) return paths(innerType, path);
  if (element) return paths(element, path);
  const unions = options?.filter(option => option.def.shape) ?? [];
  return unions.length > 0 ? [...new Set(unions.flatMap(option => paths(option, path)))] : [path];
}
const settings = paths(Settings as unknown as Schema);
const ofDemo = (path: string) => path.startsWith('demo.') || path === 'smtp.ownLettersOnly';

test('every setting that an administrator sets stands in docs/kiosk.md, those of printers and acquirers on their own pages, and no other does', () => {
  const page = pages.get('docs/kiosk.md')!;
  const table = page.slice(page.indexOf('| setting |'), page.indexOf('## Keys'));
  const told = table
    .split('\n')
    .flatMap(line => [...(line.split('|')[1] ?? '').matchAll(/`([\w.]+)`/g)].map(([, name]) => name!));
  const own = { printers: 'docs/printers.md', acquirer: 'docs/card-payment.md' };
  const wanted = settings.filter(path => !ofDemo(path) && !(path.split('.')[0]! in own));
  expect(told.toSorted()).toEqual([...wanted, ...Object.keys(own)].toSorted());
  for (const [name, where] of Object.entries(own))
    for (const path of settings.filter(one => one.startsWith(`${name}.`)))
      expect(pages.get(where), path).toMatch(new RegExp(`[\`"]${path.slice(name.length + 1)}[\`"]`));
});

test('every default that the table of settings tells is that of the program', () => {
  const defaults = Settings.parse({}) as Record<string, unknown>;
  const value = (path: string) =>
    path.split('.').reduce<unknown>((of, name) => (of as Record<string, unknown> | null)?.[name], defaults);
  const rows = pages.get('docs/kiosk.md')!.matchAll(/^\| ((?:`[\w.]+`(?:, )?)+) \| ([^|]*) \|/gm);
  let compared = 0;
  for (const [, names, told] of rows) {
    const known = names!.split(', ').map(name => value(name.replaceAll('`', '')));
    if (!known.every(one => typeof one === 'string' || typeof one === 'number') || names === '`dataDir`') continue;
    expect(told!.replaceAll('`', ''), names).toBe(known.join(', '));
    compared++;
  }
  expect(compared).toBeGreaterThan(8);
});

test('the secrets the program reads, the command stores and the documents name are the same', () => {
  const adapters = read('src-main/adapters/acquirers/index.ts') + read('src-main/adapters/secrets/index.ts');
  const named = [...adapters.matchAll(/(\w+Name) = '((?:yookassa|smtp|fund)-[\w-]+)'/g)];
  const code = new Set(named.map(([, , name]) => name!));
  const told = new Set(
    [
      ...[...pages.values()].join('\n').matchAll(/`((?:yookassa|smtp|fund)-[\w-]+)`|npm run secret -- ([a-z][\w-]+)/g),
    ].map(([, a, b]) => (a ?? b)!),
  );
  expect([...told].toSorted()).toEqual([...code].toSorted());
  const stored = read('src-main/cli/secret.ts');
  expect(named.map(([, constant]) => constant!).filter(constant => !stored.includes(`[${constant}]: '`))).toEqual([]);
});
