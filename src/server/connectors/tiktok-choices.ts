import * as z from 'zod/mini';
import type { FieldOption } from '../../core/field.ts';
import { plainText } from './provider-text.ts';

const events = z.array(z.object({ event_type: z.string(), optimization_event: z.nullable(z.string()), deprecated: z.optional(z.boolean()) }));
const pixel = z.object({ pixel_id: z.string(), pixel_code: z.string(), pixel_name: z.optional(z.nullable(z.string())), events: z.optional(events) });
const audience = z.object({ audience_id: z.string(), name: z.optional(z.nullable(z.string())), cover_num: z.optional(z.number()), is_valid: z.optional(z.boolean()) });

const pixelList = (advertiserId: string, token: string, filter = '') => ({ path: `/pixel/list/?advertiser_id=${encodeURIComponent(advertiserId)}${filter}` as const, token, size: 20, list: 'pixels' as const, item: pixel });

/** The pixels of an ad account, by the number that ads use. */
export function pixels(advertiserId: string, token: string) {
  return { ...pixelList(advertiserId, token), toOptions: ({ pixel_id, pixel_code, pixel_name }: z.output<typeof pixel>): FieldOption[] => [{ value: pixel_id, label: plainText(pixel_name, pixel_id), hint: plainText(pixel_code, '') }] };
}

/** The events of pixels that ads can be optimised for. `wanted` picks the pixel; deprecated events are left out. */
export function optimizationEvents(advertiserId: string, token: string, filter: string, wanted: (pixel: { pixel_id: string; pixel_code: string }) => boolean) {
  const eventOf = (one: z.output<typeof events>[number]): FieldOption[] => (one.optimization_event === null || one.deprecated ? [] : [{ value: one.optimization_event, label: plainText(one.event_type, one.optimization_event), hint: one.optimization_event }]);
  return { ...pixelList(advertiserId, token, filter), toOptions: (one: z.output<typeof pixel>): FieldOption[] => (wanted(one) ? (one.events ?? []).flatMap(eventOf) : []) };
}

/** The custom audiences of an ad account. */
export function audiences(advertiserId: string, token: string) {
  return {
    path: `/dmp/custom_audience/list/?advertiser_id=${encodeURIComponent(advertiserId)}` as const, token, size: 100, list: 'list' as const, item: audience,
    toOptions: ({ audience_id, name, cover_num, is_valid }: z.output<typeof audience>): FieldOption[] => [{ value: audience_id, label: plainText(name, audience_id), hint: is_valid === false ? 'Not usable' : cover_num === undefined ? audience_id : `about ${cover_num} people` }],
  };
}
