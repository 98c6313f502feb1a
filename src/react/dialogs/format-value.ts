import type { FieldDescriptor } from '../../core/describe-fields.ts';
import { isBlank, isPlainObject } from '../../core/visibility.ts';
import type { DifferenceMessages } from '../messages/difference-messages.ts';

/** A field's value in the words its form uses. */
export function formatValue(field: FieldDescriptor, value: unknown, messages: DifferenceMessages): string {
  // Both sides changed it, else it would not be shown here; what it is, nobody needs to see.
  if (field.secret && !field.fields) return isBlank(value) ? messages.valueEmpty() : messages.valueChanged();
  if (typeof value === 'boolean') return value ? messages.valueOn() : messages.valueOff();
  if (isBlank(value)) return messages.valueEmpty();
  if (Array.isArray(value)) return value.map((item) => formatValue(field, item, messages)).join(', ');
  if (isPlainObject(value)) return Object.entries(value).map(([key, item]) => formatMember(field, key, item, messages)).filter(Boolean).join(', ');
  const option = typeof field.options === 'object' ? field.options.find((one) => one.value === String(value)) : undefined;
  return (option?.label ?? String(value)) + (field.unit ? ` ${field.unit}` : '');
}

function formatMember(field: FieldDescriptor, key: string, value: unknown, messages: DifferenceMessages): string {
  const member = field.fields?.find((one) => one.key === key);
  if (!member && field.fields) return '';
  return member ? `${member.label}: ${formatValue(member, value, messages)}` : String(value);
}
