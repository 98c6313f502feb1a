import { field } from '../../core/field.ts';
import { chosen, one } from '../choices.ts';
import { blank, rows, someText, when, worded } from '../members.ts';
import { amount, wholeNumber } from '../text-inputs.ts';
import { objectId } from './object-id.ts';

const metric = when('.kind', 'metric');

/** A rule becomes a segment: what “and” joins must all hold, “or” offers another way for the condition above. https://developers.klaviyo.com/en/reference/segments_api_overview */
export const rule = {
  name: field(someText(100), { label: 'Name', unique: true }),
  conditions: rows('', 'Conditions', {
    join: one('', 'Joined by', worded('and or'), 'and', { help: 'Or: instead of the one above.' }),
    kind: one('', 'Kind', worded('metric list consent property'), 'metric'),
    metricId: chosen('', 'Metric', objectId, '', when('.kind', 'metric', true)),
    measurement: one('', 'Measured by', worded('count sum'), 'count', metric),
    comparison: one('', 'Compared', worded('at_least more_than at_most less_than exactly'), 'at_least', metric),
    number: blank('Number', amount(0, 1e9), when('.kind', 'metric', true)),
    days: blank('In the last', wholeNumber(1, 3650), { unit: 'days', ...metric }),
    listId: chosen('', 'List', objectId, '', when('.kind', 'list', true)),
    channel: one('', 'Channel', worded('email sms push'), 'email', when('.kind', 'consent')),
    property: blank('Property', someText(100), when('.kind', 'property', true)),
    test: one('', 'Test', worded('is is_not contains starts_with is_set is_not_set'), 'is', when('.kind', 'property')),
    text: blank('Text', someText(200), when('.kind', 'property')),
    holds: one('', 'So', worded('yes no'), 'yes', { showWhen: { field: '.kind', in: ['list', 'consent'] } }),
  }, 5),
};
