import type { CaseDefinition } from '../conformance-case.ts';
import { expect, expectEqual } from '../expect.ts';
import { connectValid, observe } from '../observe.ts';
import { givingUp } from './giving-up.ts';
import { unknownAddress } from './unknown-address.ts';

export const impactCases: readonly CaseDefinition[] = [
  {
    name: 'answers sentences, and changes nothing',
    async run(context) {
      const { adapter, integration, call } = context;
      const before = await connectValid(context);
      const { items, keeps = [], choices = {} } = await adapter.impact({ integration }, call());
      for (const [name, said] of Object.entries({ items, keeps, choices: Object.values(choices) })) expect(Array.isArray(said) && said.every((one) => typeof one === 'string' && one.trim() !== ''), `impact: ${name} are not sentences.`);
      const after = await observe(context);
      expectEqual([after.status, after.revision], [before.status, before.revision], 'list: status and revision after impact');
    },
  },
  unknownAddress('impact', ({ adapter, call }, integration) => adapter.impact({ integration }, call())),
  ...givingUp('impact', async (context) => {
    await connectValid(context);
    return (o) => context.adapter.impact({ integration: context.integration }, o);
  }),
];
