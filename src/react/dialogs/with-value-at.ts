import type { Values } from '../../core/integration.ts';
import { isPlainObject } from '../../core/visibility.ts';

/** Puts one value at a dotted path of plain objects. */
export function withValueAt(values: Values, path: string, value: unknown): Record<string, unknown> {
  const [key = '', ...rest] = path.split('.');
  return { ...values, [key]: rest.length === 0 ? value : withValueAt(isPlainObject(values[key]) ? values[key] : {}, rest.join('.'), value) };
}
