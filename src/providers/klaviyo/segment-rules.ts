import * as z from 'zod/mini';
import { blank, chosen, given, must, named, one, when } from '../choices.ts';
import { amount, someText, wholeNumber } from '../text-inputs.ts';
import { objectId } from './object-id.ts';

const metric = when('.kind', 'metric');

/** A rule becomes a segment: what “and” joins must all hold, “or” offers another way for the condition above. https://developers.klaviyo.com/en/reference/segments_api_overview */
export const rule = {
  name: must('', 'Name', someText(100), { unique: true }),
  conditions: given('', 'Conditions', z.array(z.object({
    join: one('', 'Joined by', named('and or'), 'and', { help: 'Or: instead of the above.' }),
    kind: one('', 'Kind', named('metric list consent property'), 'metric'),
    metricId: chosen('', 'Metric', objectId, '', when('.kind', 'metric', true)),
    measurement: one('', 'Measured by', named('count sum'), 'count', metric),
    comparison: one('', 'Compared', named('at_least more_than at_most less_than exactly'), 'at_least', metric),
    number: blank('', 'Number', amount(0, 1e9), when('.kind', 'metric', true)),
    days: blank('', 'In the last', wholeNumber(1, 3650), { unit: 'days', ...metric }),
    listId: chosen('', 'List', objectId, '', when('.kind', 'list', true)),
    channel: one('', 'Channel', named('email sms push'), 'email', when('.kind', 'consent')),
    property: blank('', 'Property', someText(100), when('.kind', 'property', true)),
    test: one('', 'Test', named('is is_not contains starts_with is_set is_not_set'), 'is', when('.kind', 'property')),
    text: blank('', 'Text', someText(200), when('.kind', 'property')),
    holds: one('', 'So', named('yes no'), 'yes', { showWhen: { field: '.kind', in: ['list', 'consent'] } }),
  })).check(z.minLength(1), z.maxLength(5)), []),
};
