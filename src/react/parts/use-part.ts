'use client';

import { useRoot } from '../root/root-context.ts';
import type { ClassNames, PartName } from './part-names.ts';

/** The attributes of one part: `data-part`, the host's class name, and its state as `data-*` (false and undefined are left out). */
export type Part = (part: PartName, state?: Readonly<Record<string, string | boolean | undefined>>) => Record<string, string>;

const known = new WeakMap<ClassNames, Part>();

/** Names the parts of a component; the same function for the whole root. */
export function usePart(): Part {
  const { classNames } = useRoot();
  let part = known.get(classNames);
  if (!part) known.set(classNames, (part = (name, state) => attributesOf(name, classNames[name], state)));
  return part;
}

function attributesOf(name: PartName, className?: string, state: Parameters<Part>[1] = {}): Record<string, string> {
  const attributes: Record<string, string> = { 'data-part': name };
  if (className) attributes['className'] = className;
  for (const key in state) {
    const value = state[key];
    if (value !== undefined && value !== false) attributes[`data-${key}`] = value === true ? '' : value;
  }
  return attributes;
}
