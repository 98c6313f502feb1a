import * as z from 'zod/mini';
import { choose, fits, given, must, named, one, rows, toggle } from '../choices.ts';
import { someText, wholeNumber } from '../text-inputs.ts';

const sample = (event: 'order_placed' | 'order_shipped' | 'cart_abandoned', body: string, more: { kind?: 'marketing'; delayMinutes?: number } = {}) => ({ enabled: false, event, kind: 'transactional' as const, delayMinutes: 0, body, conditions: [], ...more });

/** Which message goes out when; the samples send nothing until they are turned on. */
export const automations = (section: string) => rows(section, 'Message rules', {
  enabled: toggle('', 'On', false),
  event: choose('', 'When', named('order_placed order_paid order_shipped order_delivered order_cancelled refund_issued cart_abandoned back_in_stock customer_created win_back')),
  kind: one('', 'Kind', named('transactional marketing'), 'transactional'),
  delayMinutes: given('', 'Wait', wholeNumber(0, 43200), 0, { unit: 'minutes' }),
  // No trimming: a text may end in a line of its own.
  body: must(
    '', 'Message',
    z.string().check(z.minLength(1), z.maxLength(1600), fits((text) => !/\{\{(?!(?:first_name|order_number|tracking_url|store_name)\}\})/.test(text), 'Use only the listed names in braces.')),
    { control: 'textarea', help: 'May use {{first_name}}, {{order_number}}, {{tracking_url}}, {{store_name}}.' },
  ),
  conditions: rows('', 'Only if', { from: choose('', 'What', named('order_total number_of_orders country customer_group')), operator: one('', 'Test', named('is is_not at_least at_most'), 'is'), value: must('', 'Value', someText(100)) }, 3, []),
}, 20, [
  sample('order_placed', '{{store_name}} has your order {{order_number}}.'),
  sample('order_shipped', 'Your order {{order_number}} is on its way: {{tracking_url}}'),
  sample('cart_abandoned', 'Your cart at {{store_name}} is waiting.', { kind: 'marketing', delayMinutes: 60 }),
], { help: 'Marketing keeps to consent, quiet hours and the limit.' });
