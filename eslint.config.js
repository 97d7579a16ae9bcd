import js from '@eslint/js';
import tseslint from 'typescript-eslint';

/** Layers: who may import what (ARCHITECTURE.md). */
const restrict = (files, patterns, ignores = []) => ({
  files,
  ignores,
  rules: { 'no-restricted-imports': ['error', { patterns }] },
});
const parserPackages = { group: ['libpg-query', 'libpg-query/*', 'pgsql-ast-parser', '@pgsql/types'], message: 'Only src/parser/ sees a parser.' };
const colours = { group: ['chalk'], message: 'Only src/cli/ chooses colours.' };

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', 'fixtures/', 'coverage/'] },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      eqeqeq: 'error',
    },
  },
  { files: ['**/*.{js,mjs}'], languageOptions: { globals: { process: 'readonly', console: 'readonly', URL: 'readonly' } } },
  { files: ['editors/**/*.js'], languageOptions: { sourceType: 'commonjs', globals: { module: 'readonly', require: 'readonly' } } },
  { files: ['src/**/*.ts'], ignores: ['src/cli/**'], rules: { 'no-restricted-globals': ['error', { name: 'process', message: 'Only src/cli/ sees the process.' }] } },
  restrict(['src/**/*.ts'], [parserPackages, colours], ['src/parser/**', 'src/cli/**', 'src/rules/**']),
  restrict(['src/cli/**/*.ts'], [parserPackages]),
  {
    files: ['src/lsp/*.ts'],
    ignores: ['src/lsp/parts.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': ['error', { patterns: [{ group: ['../*'], allowTypeImports: true, message: 'The server is a bundle of its own: take values of other rooms from ./parts.ts.' }] }],
    },
  },
  restrict(['src/rules/*.ts'], [parserPackages, colours, {
    group: ['../*', '!../judge', '!../evidence', '!../postgres', './*'],
    message: 'A rule imports the rule interface (../judge/rule.ts), what rules ask together (../evidence/) and facts (../postgres/) only.',
  }], ['src/rules/registry.ts']),
);
