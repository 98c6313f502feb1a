/** `mapping.2.to` → `mapping.to`: the path of the descriptor, as adapters and connectors name the field. */
export function withoutIndices(path: string): string {
  return path.replace(/\.\d+(?=\.|$)/g, '');
}
