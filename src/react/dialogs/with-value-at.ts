import type { Values } from '../../core/integration.ts';

/** Puts one value at a dotted path of plain objects. */
export function withValueAt(values: Values, path: string, value: unknown): Record<string, unknown> {
  const [key = '', ...rest] = path.split('.');
  const inner = values[key];
  return { ...values, [key]: rest.length === 0 ? value : withValueAt(inner instanceof Object ? inner as Values : {}, rest.join('.'), value) };
}
