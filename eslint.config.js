// Code style and Lit rules. The arrows between folders are dependency-cruiser's (.dependency-cruiser.cjs).
import js from '@eslint/js';
import { configs as lit } from 'eslint-plugin-lit';
import { configs as wc } from 'eslint-plugin-wc';
import globals from 'globals';
import ts from 'typescript-eslint';

export default ts.config(
  { ignores: ['dist/', 'release/', 'node_modules/', 'bench-results/', 'walk-out/', 'test-results/'] },
  js.configs.recommended,
  ...ts.configs.strict,
  {
    rules: {
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/no-invalid-void-type': 'off',
      '@typescript-eslint/no-extraneous-class': 'off',
      'no-control-regex': 'off',
      eqeqeq: 'error',
      'no-console': 'error',
      'no-restricted-syntax': [
        'error',
        {
          selector: 'SpreadElement > :matches(ObjectExpression, ArrayExpression)',
          message: 'Write the members themselves: a spread literal turns the check for excess properties off.',
        },
      ],
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
    },
  },
  { files: ['src-main/cli/**', 'scripts/**', 'tests/**'], rules: { 'no-console': 'off' } },
  {
    files: ['**/*.{js,cjs,mjs}'],
    languageOptions: { globals: globals.node },
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
  // A sandboxed preload is CommonJS: Electron gives it `require` and nothing else.
  { files: ['**/*.cts'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
  { files: ['tests/**'], rules: { '@typescript-eslint/no-non-null-assertion': 'off' } },
  {
    files: ['src-renderer/**/*.ts'],
    ...lit['flat/recommended'],
    languageOptions: { parser: ts.parser, globals: globals.browser },
  },
  {
    files: ['src-renderer/**/*.ts'],
    plugins: wc['flat/recommended'].plugins,
    rules: { ...wc['flat/recommended'].rules, 'lit/no-template-arrow': 'off' },
  },
  {
    files: ['src-renderer/**/*.ts'],
    rules: { 'lit/no-useless-template-literals': 'error', 'lit/no-template-map': 'off' },
  },
);
