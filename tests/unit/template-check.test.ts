// The template check itself: every planted mistake is reported where it stands, and nothing else is.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { checkTemplates } from '../../scripts/templates/check.ts';

const config = fileURLToPath(new URL('../../src-renderer/tsconfig.json', import.meta.url));
const planted = fileURLToPath(new URL('renderer/planted-templates.ts', import.meta.url));

describe('the template check', () => {
  it('reports each planted mistake on its line, and nothing of what is right', () => {
    const expected = readFileSync(planted, 'utf8')
      .split('\n')
      .flatMap((text, index) => {
        const [, message] = /, \/\/ (.+)$/.exec(text) ?? [];
        return message ? [{ line: index + 1, message: expect.stringContaining(message) as string }] : [];
      });
    expect(expected.length).toBeGreaterThan(40);
    const found = checkTemplates(config, file => file === planted);
    expect(found.map(({ line, message }) => ({ line, message }))).toEqual(expected);
  });

  it('demands that an element is in HTMLElementTagNameMap, as the class that defines it', () => {
    const file = fileURLToPath(new URL('renderer/not-on-the-disk.ts', import.meta.url));
    const source = `
      import { LitElement } from 'lit';
      import { customElement } from 'lit/decorators.js';
      @customElement('kr-forgotten')
      export class KrForgotten extends LitElement {}
      @customElement('kr-taken')
      export class KrTaken extends LitElement {}
      @customElement('kr-declared')
      export class KrDeclared extends LitElement {}
      declare global {
        interface HTMLElementTagNameMap { 'kr-taken': KrForgotten; 'kr-declared': KrDeclared }
      }
    `;
    expect(checkTemplates(config, each => each === file, { [file]: source }).map(({ message }) => message)).toEqual([
      '<kr-forgotten> of KrForgotten is not in HTMLElementTagNameMap',
      '<kr-taken> of KrTaken is not in HTMLElementTagNameMap',
    ]);
  });
});
