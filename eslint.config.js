import js from '@eslint/js';
import jsxA11y from 'eslint-plugin-jsx-a11y';
import reactHooks from 'eslint-plugin-react-hooks';
import storybook from 'eslint-plugin-storybook';
import globals from 'globals';
import tseslint from 'typescript-eslint';

const namedZod = { selector: 'ImportDeclaration[source.value=/^zod/] > ImportSpecifier[imported.name="z"]', message: 'Write `import * as z`: the named import costs 65 kB under esbuild.' };

export default tseslint.config(
  { ignores: ['dist', 'storybook-static', '.demo', 'coverage', '.tmp'] },
  js.configs.recommended,
  ...tseslint.configs.recommendedTypeChecked,
  jsxA11y.flatConfigs.strict,
  { files: ['src/react/**', 'stories/**', 'tests/react/**', 'demo/page/**', 'bench/page/**', '.storybook/**'], ...(reactHooks.configs.flat['recommended-latest'] ?? reactHooks.configs.flat.recommended) },
  ...storybook.configs['flat/recommended'],
  {
    languageOptions: { parserOptions: { projectService: { allowDefaultProject: ['eslint.config.js', 'scripts/check-node.mjs', '.dependency-cruiser.js'] }, tsconfigRootDir: import.meta.dirname }, globals: { ...globals.node, ...globals.browser } },
    rules: {
      'no-restricted-syntax': ['error', namedZod],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-empty-object-type': ['error', { allowInterfaces: 'always' }],
      '@typescript-eslint/require-await': 'off',
      // Objects here are closures, not instances: a method taken from one loses nothing.
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/no-redundant-type-constituents': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
    },
  },
  {
    // No raw HTML sink, no message to other windows, no native confirm, no default export in what is shipped.
    files: ['src/**'],
    rules: {
      'no-console': 'error',
      'no-alert': 'error',
      'no-restricted-syntax': [
        'error',
        namedZod,
        { selector: 'JSXAttribute[name.name="dangerouslySetInnerHTML"]', message: 'Text only: provider and host strings are never markup.' },
        { selector: 'MemberExpression[property.name=/^(innerHTML|outerHTML|insertAdjacentHTML)$/]', message: 'Text only: provider and host strings are never markup.' },
        { selector: 'CallExpression[callee.property.name="postMessage"][callee.object.name=/^(window|opener|parent|top|popup)$/]', message: 'Results travel over a same-origin BroadcastChannel only.' },
        { selector: 'ExportDefaultDeclaration', message: 'Name every export.' },
        { selector: 'TSEnumDeclaration', message: 'Use a union of literals.' },
      ],
    },
  },
  { files: ['tests/**', 'stories/**', 'demo/**', 'bench/**', 'scripts/**', '.storybook/**'], rules: { '@typescript-eslint/no-unsafe-assignment': 'off', '@typescript-eslint/no-unsafe-member-access': 'off', '@typescript-eslint/no-unsafe-argument': 'off', '@typescript-eslint/no-unsafe-call': 'off', '@typescript-eslint/no-unsafe-return': 'off',
    // Tests throw and print whatever a stranger might.
    '@typescript-eslint/no-base-to-string': 'off', '@typescript-eslint/only-throw-error': 'off', '@typescript-eslint/prefer-promise-reject-errors': 'off' } },
  { files: ['tests/**/*.test-d.ts'], rules: { '@typescript-eslint/no-unused-vars': 'off' } },
  { files: ['eslint.config.js', '.dependency-cruiser.js', 'scripts/check-node.mjs'], ...tseslint.configs.disableTypeChecked },
);
