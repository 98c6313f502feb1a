import { expect, test } from 'vitest';
import * as node from '../../src/server/node/index.ts';
import * as nodeOnly from '../../src/server/node-only.ts';
import * as pglite from '../../src/server/pglite/index.ts';
import * as postgres from '../../src/server/postgres/index.ts';

const names = (module: object) => Object.entries(module).flatMap(([name, value]) => (typeof value === 'function' ? [name] : []));

test('what a browser gets in the place of Node-only entries has the same functions, and says why it cannot run', () => {
  expect(names(nodeOnly).sort()).toEqual([...names(node), ...names(pglite), ...names(postgres)].sort());
  expect(() => nodeOnly.openPGlite()).toThrow(/openPGlite\(\) was called in a browser.*Import it from server code only/);
});
