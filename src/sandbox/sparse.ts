/** Only the members at these dotted paths; a path goes through lists to each of their items. */
export function sparse(value: unknown, paths: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((item) => sparse(item, paths));
  if (typeof value !== 'object' || value === null) return value;
  const kept: Record<string, unknown> = {};
  for (const [key, member] of Object.entries(value)) {
    const below = paths.filter((path) => path.startsWith(`${key}.`)).map((path) => path.slice(key.length + 1));
    if (paths.includes(key)) kept[key] = member;
    else if (below.length > 0) kept[key] = sparse(member, below);
  }
  return kept;
}
