// Code style and Lit rules. The arrows between folders are dependency-cruiser's (.dependency-cruiser.cjs).
import js from '@eslint/js';
import { configs as lit } from 'eslint-plugin-lit';
import { configs as wc } from 'eslint-plugin-wc';
import globals from 'globals';
import ts from 'typescript-eslint';

export default ts.config(
  { ignores: ['dist/', 'release/', 'node_modules/', 'bench-results/', 'walk-out/', 'test-results/'] },
  js.configs.recommended,
  ...ts.configs.strictTypeChecked,
  { languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } } },
  {
    rules: {
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      // `return send(…)` of a function that returns nothing ends it in one line
      '@typescript-eslint/no-confusing-void-expression': 'off',
      // TypeORM and Electron declare as classes what they take as plain objects
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      // a string spreads by whole characters, not by halves of them
      '@typescript-eslint/no-misused-spread': ['error', { allow: ['string'] }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/restrict-plus-operands': ['error', { allowNumberAndString: true }],
      // a port's method is a promise even where the answer is at hand; `async` makes a throw a rejection
      '@typescript-eslint/require-await': 'off',
      // a reader's row type and a port's answer are named by the caller: `one<[number], Row>(…)`
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      // parse5 numbers its states in an enum it does not export
      '@typescript-eslint/no-unsafe-enum-assignment': 'off',
      '@typescript-eslint/no-unsafe-enum-comparison': 'off',
      // a property may be another after an await or a call, which this rule does not see
      '@typescript-eslint/no-unnecessary-condition': 'off',
      // the router is the product's choice, whatever its makers say of its future
      '@typescript-eslint/no-deprecated': [
        'error',
        { allow: [{ from: 'package', name: 'Router', package: '@vaadin/router' }] },
      ],
      // services are closures and Lit binds its listeners: methods taken apart from their object need no `this`
      '@typescript-eslint/unbound-method': 'off',
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
    files: ['src-main/**', 'src-renderer/**'],
    rules: { 'max-lines-per-function': ['error', { max: 65, skipBlankLines: true, skipComments: true }] },
  },
  {
    files: ['**/*.{js,cjs,mjs}'],
    ...ts.configs.disableTypeChecked,
    languageOptions: { ...ts.configs.disableTypeChecked.languageOptions, globals: globals.node },
    rules: { ...ts.configs.disableTypeChecked.rules, '@typescript-eslint/no-require-imports': 'off' },
  },
  // A sandboxed preload is CommonJS: Electron gives it `require` and nothing else.
  { files: ['**/*.cts'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
  {
    files: ['tests/**'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      // a test asserts what it reads from JSON, pages and drivers right away
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/restrict-template-expressions': 'off',
      // what the DOM's and the drivers' typings promise is what a test tries
      '@typescript-eslint/no-unnecessary-type-assertion': 'off',
      '@typescript-eslint/no-misused-spread': 'off',
      '@typescript-eslint/no-meaningless-void-operator': 'off',
      '@typescript-eslint/use-unknown-in-catch-callback-variable': 'off',
    },
  },
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
