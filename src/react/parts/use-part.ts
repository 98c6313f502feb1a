'use client';

import { useRoot } from '../root/root-context.ts';
import type { PartName } from './part-names.ts';

/** The attributes of one part: `data-part`, the host's class name, and its state as `data-*` (false and undefined are left out). */
export function usePart(): (part: PartName, state?: Readonly<Record<string, string | boolean | undefined>>) => Record<string, string> {
  const { classNames } = useRoot();
  return (part, state = {}) => {
    const attributes: Record<string, string> = { 'data-part': part };
    const className = classNames[part];
    if (className) attributes['className'] = className;
    for (const [name, value] of Object.entries(state)) if (value !== undefined && value !== false) attributes[`data-${name}`] = value === true ? '' : value;
    return attributes;
  };
}
