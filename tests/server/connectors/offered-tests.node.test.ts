import { expect, test } from 'vitest';
import { describeFields } from '../../../src/core/index.ts';
import { loadForms } from '../../../src/core/load-forms.ts';
import { builtinProviders } from '../../../src/providers/index.ts';
import { connectorOf } from './harness.ts';

test.each(builtinProviders.map((provider) => [provider.id, provider] as const))('%s offers a test event if its connector sends one', async (id, provider) => {
  const { test: offered } = await loadForms(provider);
  expect(offered !== undefined).toBe(connectorOf(id).sendTest !== undefined);
  if (!offered) return;
  expect(offered.title).toMatch(/^Send a test (event|message|mail|email)/);
  // There is no question for choices of a test.
  expect((offered.fields ? describeFields(offered.fields, 'configuration') : []).filter(({ options }) => options === 'remote')).toEqual([]);
});
