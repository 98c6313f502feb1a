import type * as z from 'zod/mini';
import type { configuration } from '../../providers/klaviyo/configuration.ts';

export type SegmentRule = z.output<typeof configuration>['segmentRules'][number];
type Condition = SegmentRule['conditions'][number];

const comparisons = { at_least: 'greater-than-or-equal', more_than: 'greater-than', at_most: 'less-than-or-equal', less_than: 'less-than', exactly: 'equals' };
const tests = { is: 'equals', is_not: 'not-equals', contains: 'contains', starts_with: 'starts-with', is_set: 'is-set', is_not_set: 'not-set' };

/** A rule as Klaviyo's definition of a segment: groups must all hold, of a group one condition. https://developers.klaviyo.com/en/reference/segments_api_overview */
export function segmentDefinition({ conditions }: SegmentRule): object {
  const groups: object[][] = [];
  for (const condition of conditions) {
    const told = conditionOf(condition);
    const last = groups.at(-1);
    if (condition.join === 'or' && last) last.push(told);
    else groups.push([told]);
  }
  return { condition_groups: groups.map((group) => ({ conditions: group })) };
}

function conditionOf({ kind, metricId, measurement, comparison, number, days, listId, holds, channel, property = '', test, text = '' }: Condition): object {
  switch (kind) {
    case 'list': return { type: 'profile-group-membership', is_member: holds === 'yes', group_ids: [listId], timeframe_filter: null };
    case 'consent': return { type: 'profile-marketing-consent', consent: { channel, can_receive_marketing: holds === 'yes', consent_status: { subscription: 'any' } } };
    case 'property': {
      const filter = test === 'is_set' || test === 'is_not_set' ? { type: 'existence', operator: tests[test] } : { type: 'string', operator: tests[test], value: text };
      return { type: 'profile-property', property: `properties['${property.replace(/[\\']/g, '\\$&')}']`, filter };
    }
    default: {
      const timeframe = days === undefined ? { type: 'date', operator: 'alltime' } : { type: 'date', operator: 'in-the-last', unit: 'day', quantity: days };
      return { type: 'profile-metric', metric_id: metricId, measurement, measurement_filter: { type: 'numeric', operator: comparisons[comparison], value: number }, timeframe_filter: timeframe, metric_filters: null };
    }
  }
}
