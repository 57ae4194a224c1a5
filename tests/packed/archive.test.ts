// The package as electron-builder makes it, on a stub of Electron's runtime: what its archive holds, and that the program in it runs.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { listPackage, statFile } from '@electron/asar';
import { describe, expect, inject, test } from 'vitest';
import { runMain, withStub } from '../contract/built/run.ts';
import { neededPackages, ofProgram, root } from '../support/packing.ts';
import { readFuses } from './stub-runtime.ts';

interface PackedFile {
  /** path inside the archive, with slashes and none at the start */
  path: string;
  size: number;
  unpacked: boolean;
}

const isFile = (entry: object): entry is { size: number } => 'size' in entry;

function read(archive: string): PackedFile[] {
  return listPackage(archive, { isPack: false }).flatMap(listed => {
    const path = listed.slice(1).replaceAll('\\', '/');
    const entry = statFile(archive, path);
    return isFile(entry) ? [{ path, size: entry.size, unpacked: 'unpacked' in entry }] : [];
  });
}

const MB = (bytes: number) => `${(bytes / 2 ** 20).toFixed(1)} MB`;

const { folder, product, tree } = inject('packed');
const files = read(join(product, 'resources/app.asar'));

const paths = () => files.map(file => file.path);
const beginning = (start: string) => paths().filter(path => path.startsWith(start));
const inCheckout = (pattern: string) => globSync(pattern, { cwd: root, exclude: path => path.endsWith('.d.ts') });

describe('the archive', () => {
  test('holds the build, the resources, the licence and npm packages, and nothing else', () => {
    const top = [...new Set(paths().map(path => path.split('/')[0]))].toSorted();
    expect(top).toEqual(['LICENSE', 'dist', 'node_modules', 'package.json', 'resources']);
  });

  test('holds the JavaScript of src-main and migrations, one file a source', () => {
    const emitted = beginning('dist/main/').map(path => path.slice('dist/main/'.length));
    const sources = inCheckout('{src-main,migrations}/**/*.{ts,cts}').map(path => path.replace(/ts$/, 'js'));
    expect(sources.length).toBeGreaterThan(100);
    expect(emitted.toSorted()).toEqual([...sources, 'package.json'].toSorted());
  });

  test('holds every resource, with the licence of the fonts', () => {
    const resources = inCheckout('resources/!(linux)/**').filter(path => /\.[a-z0-9]+$/.test(path));
    expect(resources).toContain('resources/fonts/OFL.txt');
    expect(beginning('resources/').toSorted()).toEqual(resources.toSorted());
  });

  test('holds the screens and the licences of the libraries inside them', () => {
    expect(paths()).toContain('dist/renderer/index.html');
    const licences = readFileSync(join(tree, 'dist/renderer/licences.md'), 'utf8');
    for (const name of ['lit', '@vaadin/router', '@awesome.me/webawesome'])
      expect(licences).toContain(`\n## ${name} - `);
    expect(beginning('dist/renderer/').filter(path => /gallery/i.test(path))).toEqual([]);
  });

  test('holds the npm packages the program loads, and no other', () => {
    const packages = beginning('node_modules/').flatMap(
      path => path.match(/^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/)?.[0] ?? [],
    );
    expect([...new Set(packages)].toSorted()).toEqual(neededPackages());
  });

  test('holds no source, map, typing, document or foreign build', () => {
    const foreign = [
      /\.(?:ts|cts|mts|tsx|map|c|cc|cpp|h|hpp|gyp|gypi|coffee|flow|sh|html)$/,
      /(?:^|\/)(?:README|CHANGELOG|HISTORY)(?:\.|$)/i,
      /\/(?:tests?|examples?|coverage|bench)\//,
      /^node_modules\/.*\/\./,
      /\.(?:standalone|base64-[^/]+)\.js$|(?:^|\/)(?:worker\.bundle|index\.esm\.cdn)\.js$|\/typeorm\/browser\//,
    ];
    const allowed = /^dist\/renderer\/index\.html$|^resources\/pos-printer\/receipt\.html$/;
    const found = paths().filter(path => !allowed.test(path) && foreign.some(kind => kind.test(path)));
    expect(found).toEqual([]);
  });

  test('holds native code of this system alone, where the system can load it', () => {
    const native = files.filter(file => /\.(?:node|so|dll|dylib|exe)$/.test(file.path));
    const keytar = existsSync(join(root, 'node_modules/keytar/build/Release/keytar.node'));
    expect(native.map(file => file.path).toSorted()).toEqual([
      `node_modules/@node-rs/argon2-linux-${process.arch}-gnu/argon2.linux-${process.arch}-gnu.node`,
      `node_modules/better-sqlite3/prebuilds/linux-${process.arch}.node`,
      ...(keytar ? ['node_modules/keytar/build/Release/keytar.node'] : []),
    ]);
    for (const { path, unpacked } of native) {
      expect(unpacked, path).toBe(true);
      expect(existsSync(join(product, 'resources/app.asar.unpacked', path)), path).toBe(true);
    }
  });

  test('names its own contract and a main that is there', () => {
    const json = (path: string) => JSON.parse(readFileSync(join(tree, path), 'utf8')) as Record<string, never>;
    expect(json('dist/main/package.json')['imports']).toEqual({ '#contract': './src-main/contract/index.js' });
    expect(paths()).toContain(json('package.json')['main']);
    expect(json('package.json')['devDependencies']).toBeUndefined();
  });

  test('weighs no more than it did', () => {
    const whole = files.reduce((sum, file) => sum + file.size, 0);
    const largest = files.toSorted((a, b) => b.size - a.size).slice(0, 10);
    console.log(
      [
        `${files.length} files, ${MB(whole)}; the largest:`,
        ...largest.map(file => `${MB(file.size)} ${file.path}`),
      ].join('\n  '),
    );
    expect(whole).toBeLessThan(28 * 2 ** 20);
  });
});

describe('the runtime beside it', () => {
  test('has its fuses set', () => {
    expect(readFuses(readFileSync(join(product, 'kapremont-desk')))).toMatchObject({
      runAsNode: false,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      grantFileProtocolExtraPrivileges: false,
      enableCookieEncryption: false,
      onlyLoadAppFromAsar: true,
      enableEmbeddedAsarIntegrityValidation: true,
    });
  });
});

describe('the program in the archive', () => {
  const host = () => join(tree, 'dist/main/src-main/host-electron/main.js');

  test('starts without its fund, answers its page, and ends', () => {
    const { said, status, stderr } = runMain(host(), { fundUrl: 'postgres://nobody@127.0.0.1:1/none' }, folder);
    expect(stderr).toBe('');
    expect(status).toBe(0);
    expect(said[0]?.['answers']).toMatchObject([
      { ok: true, value: { audience: 'kiosk' } },
      { ok: true, value: { accounts: [] } },
      { ok: false, error: { code: 'method.unknown' } },
    ]);
    expect(existsSync(said[0]?.['icon'] as string)).toBe(true);
    expect((said.at(-1)?.['asked'] as string[]).at(-1)).toBe('exit 0');
  });

  test.each(['documents', 'printers', 'secret', 'staff', 'fund-migrate'])('has the command %s, which answers', name => {
    const settings = join(folder, 'settings.json');
    writeFileSync(settings, JSON.stringify({ dataDir: join(folder, 'data') }));
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(tree, `dist/main/src-main/cli/${name}.js`)], {
      env: { PATH: process.env['PATH'], HOME: folder, KAPREMONT_SETTINGS: settings },
      encoding: 'utf8',
      input: '',
    });
    const said = stdout + stderr;
    expect(said).not.toMatch(/^ {4}at |ERR_/m);
    expect({ name, status, said: said.length > 20 }).toEqual({ name, status: name === 'printers' ? 0 : 2, said: true });
  });

  test('loads every library it imports, and they work', () => {
    const imported = beginning('dist/main/').flatMap(path =>
      [...readFileSync(join(tree, path), 'utf8').matchAll(/(?:\bfrom |\bimport\(?\s*)'([a-z@][\w@./:-]*)'/g)].map(
        ([, name = '']) => name,
      ),
    );
    const libraries = [...new Set(imported)].filter(name => name !== 'electron' && !name.startsWith('node:'));
    const needed = Object.keys(ofProgram.dependencies ?? {});
    expect(needed.filter(name => !libraries.some(is => is === name || is.startsWith(`${name}/`)))).toEqual([]);
    const script = join(tree, 'dist/main/libraries.mjs');
    cpSync(new URL('./libraries.mjs', import.meta.url), script);
    const font = join(tree, 'resources/fonts/noto-sans-regular.ttf');
    const { stdout, stderr } = spawnSync(process.execPath, [...withStub, script, JSON.stringify(libraries), font], {
      encoding: 'utf8',
    });
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toEqual({
      failed: {},
      encrypted: true,
      password: true,
      text: expect.stringContaining('Квитанция № 42') as string,
    });
  });
});
