import type { CaseDefinition } from '../conformance-case.ts';
import { expect, expectEqual } from '../expect.ts';
import { connectValid, observe } from '../observe.ts';

export const impactCases: readonly CaseDefinition[] = [
  {
    name: 'answers sentences, and changes nothing',
    async run(context) {
      const { adapter, integration, call } = context;
      const before = await connectValid(context);
      const { items } = await adapter.impact({ integration }, call());
      expect(Array.isArray(items) && items.every((item) => typeof item === 'string' && item.trim() !== ''), 'impact: items are not sentences.');
      const after = await observe(context);
      expectEqual([after.status, after.revision], [before.status, before.revision], 'list: status and revision after impact');
    },
  },
];
