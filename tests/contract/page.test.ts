// The page before any script: what a browser must be told of it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const page = readFileSync(join(import.meta.dirname, '../../src-renderer/index.html'), 'utf8');

test('a browser is told not to offer a translation: its bubble lies over «Аа» and «EN»', () => {
  expect(page).toMatch(/<html[^>]* translate="no"/);
  expect(page).toContain('<meta name="google" content="notranslate" />');
});
