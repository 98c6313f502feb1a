import type { Values } from './integration.ts';
import { isPlainObject } from './visibility.ts';

/**
 * The values a field with remote options is asked with: for a field in a row (`mapping.2.to`), the list holds that row alone,
 * so that whoever answers reads its members at `mapping[0]`.
 */
export function valuesForOptions(path: string, values: Values): Values {
  const match = /^([^.]+)\.(?:(\d+)\.)?(.+)$/.exec(path);
  const [, key, index, rest] = match ?? [];
  if (key === undefined || rest === undefined || !Object.hasOwn(values, key)) return values;
  const held = values[key];
  if (index === undefined) return isPlainObject(held) ? { ...values, [key]: valuesForOptions(rest, held) } : values;
  const row: unknown = Array.isArray(held) ? held[Number(index)] : undefined;
  return { ...values, [key]: isPlainObject(row) ? [valuesForOptions(rest, row)] : [] };
}
