import { expect, test } from 'vitest';
import { describeFields, type FieldDescriptor } from '../../src/core/index.ts';
import { loadForms } from '../../src/core/load-forms.ts';
import { builtinProviders } from '../../src/providers/index.ts';

/** What nobody makes there: it is the provider's own, comes from customers and creators, or is a row of another list. Klaviyo names no page of its lists that could be checked. */
const exceptions: Record<string, readonly string[]> = {
  'facebook-ads': ['countries'],
  'tiktok-ads': ['sparkItemIds'],
  klaviyo: ['listId', 'metricRoleMap.from', 'metricRoleMap.to', 'audienceSegmentIds', 'segmentRules.conditions.metricId', 'segmentRules.conditions.listId', 'defaultTemplateId', 'templateByEvent.to'],
  twilio: ['templateSid'],
};

const flat = (fields: readonly FieldDescriptor[]): FieldDescriptor[] => fields.flatMap((one) => [one, ...flat(one.fields ?? [])]);

test.for(builtinProviders.map((provider) => [provider.id, provider] as const))('an empty list of choices of %s leads to where one is made (UX-64)', async ([id, provider]) => {
  const { configuration } = await loadForms(provider);
  const fields = configuration ? flat(describeFields(configuration, 'configuration')) : [];
  const without = fields.filter(({ options, createUrl }) => options === 'remote' && !createUrl).map(({ path }) => path);
  expect(without).toEqual(exceptions[id] ?? []);
});
