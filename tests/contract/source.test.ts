// What is promised by the source and by the packaging, and can be read there.
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));

describe('the source', () => {
  const sources = globSync('src-{main,renderer}/**/*.{ts,cts}', { cwd: root });
  const text = (file: string) => readFileSync(join(root, file), 'utf8');

  test('never opens anything outside the program', () => {
    expect(sources.length).toBeGreaterThan(50);
    expect(sources.filter(file => /\bopenExternal\b|\bshell\.open|\bopenPath\b/.test(text(file)))).toEqual([]);
  });

  test('imports electron in one folder alone', () => {
    const importing = sources.filter(file => /(?:from|import|require)\s*\(?\s*'electron'/.test(text(file)));
    expect(importing.length).toBeGreaterThan(0);
    expect(importing.filter(file => !file.startsWith('src-main/host-electron/'))).toEqual([]);
  });

  test('loads nothing over file://, and sends nothing by a channel of its own', () => {
    const host = sources.filter(file => file.startsWith('src-main/host-electron/'));
    expect(host.filter(file => /loadFile|file:\/\//.test(text(file)))).toEqual([]);
    const channels = host
      .flatMap(file => text(file).match(/\.(?:handle|send|invoke|on)\('kr:[a-z]+'/g) ?? [])
      .toSorted();
    expect(channels).toEqual([".handle('kr:call'", ".invoke('kr:call'", ".on('kr:event'", ".send('kr:event'"]);
  });
});

describe('the packaged program', () => {
  const config = readFileSync(join(root, 'electron-builder.yml'), 'utf8');

  test.each([
    ['runAsNode', false],
    ['enableNodeOptionsEnvironmentVariable', false],
    ['enableNodeCliInspectArguments', false],
    ['grantFileProtocolExtraPrivileges', false],
    ['enableCookieEncryption', false],
    ['onlyLoadAppFromAsar', true],
    ['enableEmbeddedAsarIntegrityValidation', true],
  ])('has the fuse %s set to %s', (fuse, value) => {
    expect(config).toMatch(new RegExp(`^  ${fuse}: ${value}$`, 'm'));
  });

  test('is not started without its sandbox', () => {
    expect(config).not.toContain('no-sandbox');
    expect(config).toMatch(/^asar: true$/m);
  });
});

test('a comment that cites a page of docs names a heading that is there', () => {
  const files = globSync('{src-main,src-renderer,scripts,tests,migrations}/**/*.{ts,cts,css}', { cwd: root });
  const cited = files.flatMap(file =>
    [...readFileSync(join(root, file), 'utf8').matchAll(/docs\/([a-z-]+\.md)#([\p{L}\d-]+)/gu)].map(match =>
      match.slice(1, 3),
    ),
  );
  expect(cited.length).toBeGreaterThan(10);
  const anchorsOf = (page: string) =>
    [...readFileSync(join(root, 'docs', page), 'utf8').matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
      heading
        .toLowerCase()
        .replace(/[^\p{L}\d -]/gu, '')
        .replaceAll(' ', '-'),
    );
  expect(cited.filter(([page = '', anchor = '']) => !anchorsOf(page).includes(anchor))).toEqual([]);
});
