import type { ClassNames, PartName } from './part-names.ts';

/** The attributes of one part: `data-part`, the host's class name, and its state as `data-*` (false and undefined are left out). */
export function attributesOf(classNames: ClassNames, part: PartName, state: Readonly<Record<string, string | boolean | undefined>> = {}): Record<string, string> {
  const attributes: Record<string, string> = { 'data-part': part };
  if (classNames[part]) attributes['className'] = classNames[part];
  for (const key in state) {
    const value = state[key];
    if (value !== undefined && value !== false) attributes[`data-${key}`] = value === true ? '' : value;
  }
  return attributes;
}
