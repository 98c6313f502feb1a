// Who may import whom. Each rule names the folder it guards; a package not listed is refused.
const only = (name, from, allowed) => ({ name, severity: 'error', from: { path: `^src/${from}` }, to: { pathNot: [`^src/${from}`, ...allowed] } });
const packages = (...names) => names.map((name) => `(^|/)node_modules/${name}/`);

export default {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: { path: '^src' }, to: { circular: true, dependencyTypesNot: ['type-only'] } },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    only('core', 'core/', packages('zod')),
    only('provider-json', 'provider-json/', ['^src/core/', ...packages('zod')]),
    only('providers', 'providers/', ['^src/core/', ...packages('zod')]),
    only('adapters', 'adapters/', ['^src/core/', '^src/provider-json/', ...packages('zod')]),
    only('testing', 'testing/', ['^src/core/', '^src/adapters/', ...packages('zod', 'msw')]),
    { name: 'msw-only-for-who-asks', severity: 'error', from: { path: '^src/', pathNot: '^src/testing/msw\\.ts$' }, to: { path: ['node_modules/msw/', '^src/testing/msw\\.ts$'] } },
    only('client', 'client/', ['^src/core/', ...packages('zustand')]),
    { name: 'no-wire-in-the-page', severity: 'error', from: { path: '^src/(client|react)/' }, to: { path: '^src/core/wire' } },
    only('react', 'react/', ['^src/core/', '^src/client/', ...packages('react', 'react-dom', '@types/react', '@types/react-dom', '@radix-ui', 'zustand', 'get-nonce', 'react-hook-form', '@hookform', 'downshift', 'croner', 'libphonenumber-js', 'zod')]),
    { name: 'form-library-in-one-place', severity: 'error', from: { path: '^src/react/', pathNot: '^src/react/form/' }, to: { path: 'node_modules/(react-hook-form|@hookform)/' } },
    only('oauth-callback', 'oauth-callback/', ['^src/core/authorization']),
    only('server', 'server/', ['^src/core/', '^src/provider-json/', '^src/providers/', ...packages('zod', 'kysely', 'oauth4webapi', 'pg', '@types/pg', '@electric-sql/pglite', 'undici', 'undici-types', '@whatwg-node/server'), '^node:', '^(assert|async_hooks|buffer|child_process|crypto|dns|events|fs|http|https|net|os|path|stream|timers|tls|url|util|zlib)(/|$)']),
    { name: 'providers-for-connectors-only', severity: 'error', from: { path: '^src/server/', pathNot: '^src/server/connectors/' }, to: { path: '^src/providers/' } },
    { name: 'web-apis-only', severity: 'error', from: { path: '^src/', pathNot: '^src/(server/(node|pglite|postgres)|cli)/' }, to: { dependencyTypes: ['core'] } },
    only('cli', 'cli/', ['^src/core/', '^src/server/', '^src/testing/', ...packages('zod'), '^node:', '^(fs|timers|util)(/|$)']),
    only('sandbox', 'sandbox/', packages('hono')),
    { name: 'nothing-shipped-imports-tests', severity: 'error', from: { path: '^src' }, to: { path: '^(tests|stories|demo|bench|scripts)/' } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'default'] },
  },
};
