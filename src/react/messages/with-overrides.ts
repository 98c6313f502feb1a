const known = new WeakMap<object, Map<object, object>>();

/** A group of texts with the host's own in their place; put together once, however many components read it. */
export function withOverrides<T extends object, O extends object>(group: T, own: O): T & O {
  const merged = known.get(own) ?? new Map<object, object>();
  known.set(own, merged);
  if (!merged.has(group)) merged.set(group, { ...group, ...own });
  return merged.get(group) as T & O;
}
