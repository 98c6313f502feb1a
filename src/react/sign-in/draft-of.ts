import type { FieldDescriptor } from '../../core/describe-fields.ts';
import type { Values } from '../../core/integration.ts';

/** Of what is typed, what may be kept in the browser: plain values of fields that hold no secret. */
export function draftOf(fields: readonly FieldDescriptor[], values: Values | undefined): Values {
  return Object.fromEntries(fields.flatMap(({ key, secret }) => {
    const value = values?.[key];
    return !secret && ['string', 'number', 'boolean'].includes(typeof value) ? [[key, value] as const] : [];
  }));
}
