// Fails when a template of the renderer or of its tests names an unknown element, property, attribute or event, or gives one a value of the wrong type.
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkTemplates } from './templates/check.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const folders = ['src-renderer', 'tests/component', 'tests/gallery'].map(folder => `${root}${folder}/`);
const findings = checkTemplates(`${root}src-renderer/tsconfig.json`, file =>
  folders.some(folder => file.startsWith(folder)),
);
for (const { file, line, column, message } of findings)
  console.error(`${relative(root, file)}:${line}:${column} ${message}`);
if (findings.length > 0) console.error(`${findings.length} problems in templates`);
process.exit(findings.length === 0 ? 0 : 1);
