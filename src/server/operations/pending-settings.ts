import { lackedBy } from '../../core/capabilities.ts';
import { withDefaults } from '../../core/configuration.ts';
import type { FieldDescriptor } from '../../core/describe-fields.ts';
import type { Values } from '../../core/integration.ts';
import { isPlainObject, isVisible } from '../../core/visibility.ts';
import type { IntegrationRow } from '../storage/storage.ts';

/**
 * Dotted paths of the settings a provider has to be told of after a save: those marked `remote` and shown whose value is new,
 * or the value of a field that decides whether or where they apply, and those it refused before. Not those the credentials do not allow.
 */
export function pendingSettings(fields: readonly FieldDescriptor[], { configuration: before, refused, scopes }: Pick<IntegrationRow, 'configuration' | 'refused' | 'scopes'>, after: Values): string[] {
  const [old, root] = [withDefaults(fields, before), withDefaults(fields, after)];
  const changed = (path: string) => JSON.stringify(read(old, path)) !== JSON.stringify(read(root, path));
  const walk = (level: readonly FieldDescriptor[]): string[] =>
    level.filter((field) => isVisible(field, root) && lackedBy(field, scopes).length === 0).flatMap((field) => {
      const inner = field.kind === 'object' && field.fields ? walk(field.fields) : [];
      const deciders = [field.path, ...(field.dependsOn ?? []), ...(field.showWhen ? [field.showWhen.field] : [])];
      return field.remote && (Object.hasOwn(refused, field.path) || deciders.some(changed)) ? [field.path, ...inner] : inner;
    });
  return walk(fields);
}

function read(values: Values, path: string): unknown {
  return path.split('.').reduce<unknown>((at, key) => (isPlainObject(at) && Object.hasOwn(at, key) ? at[key] : undefined), values);
}
