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

  it('knows what an element has from the classes it extends, generic ones too', () => {
    const file = fileURLToPath(new URL('renderer/not-on-the-disk.ts', import.meta.url));
    const source = `
      import { LitElement, html } from 'lit';
      import { customElement, property } from 'lit/decorators.js';
      class Base extends LitElement {
        declare readonly events: { 'kr-picked': number };
        @property({ attribute: 'from-base' }) fromBase = '';
      }
      abstract class Between<T> extends Base {
        @property({ attribute: false }) items: T[] = [];
      }
      @customElement('kr-derived')
      export class KrDerived extends Between<number> {}
      declare global {
        interface HTMLElementTagNameMap { 'kr-derived': KrDerived }
      }
      export const right = html\`<kr-derived from-base="x" .items=\${[1]} @kr-picked=\${(event: CustomEvent<number>) => event}></kr-derived>\`;
      export const wrong = html\`<kr-derived from-bas="x" .items=\${['1']} @kr-pickd=\${() => 1}></kr-derived>\`;
    `;
    const found = checkTemplates(config, each => each === file, { [file]: source }).map(({ message }) => message);
    expect(found).toEqual([
      '<kr-derived from-bas>: unknown attribute',
      "<kr-derived .items>: Type 'string' is not assignable to type 'number'.",
      '<kr-derived @kr-pickd>: unknown event',
    ]);
  });
});
