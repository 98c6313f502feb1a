import type { $ZodType } from 'zod/v4/core';
import type { Scalar } from './integration.ts';

/** One choice of a field. */
export interface FieldOption {
  value: string;
  label: string;
  hint?: string;
  disabled?: boolean;
  /** Preselected where one has to be chosen. */
  suggested?: boolean;
}

/** Hosts add their own controls by declaration merging: `interface CustomControls { colour: true }`. */
export interface CustomControls {}

export type ControlName =
  | 'text' | 'secret' | 'textarea' | 'number' | 'switch' | 'select' | 'radio' | 'checkboxes' | 'tags' | 'combobox'
  | 'rows' | 'phone' | 'schedule' | keyof CustomControls;

/** Shows a field only while another one has a given value. A first segment `.` in `field` means the same row. */
export type ShowWhen =
  | { field: string; equals: Scalar; required?: boolean }
  | { field: string; in: readonly Scalar[]; required?: boolean };

/** What a form member says of itself, as plain data. */
export interface FieldMeta {
  label: string;
  help?: string;
  /** An example; never carries information the user needs. */
  placeholder?: string;
  /** Credential fields are secret unless this is `false`. */
  secret?: boolean;
  /** Decides where credentials are sent (host, prefix, region, account): when it changes, every secret must be entered again. */
  destination?: boolean;
  control?: ControlName;
  options?: readonly FieldOption[] | 'remote';
  /** Paths whose values the remote options depend on; of a `remote` field, those that decide where it applies. A first segment `.` means the same row. */
  dependsOn?: readonly string[];
  section?: string;
  /** A member of rows: no two rows may hold the same. Default: true for `from` where a row is a mapping (it has `from` and `to`). */
  unique?: boolean;
  showWhen?: ShowWhen;
  /** Looks unusual: say so, never reject. `pattern` is a regular expression without flags. */
  warn?: { pattern: string; message: string };
  /** Kept by the provider as well, which is told after each save (`push` of its connector) and may refuse it. */
  remote?: boolean;
  /** Scopes or capabilities (`ProviderForms.capabilities`) the field needs; while one is known to be missing, it cannot be changed. */
  requires?: readonly string[];
  /** What a change of this field causes, shown beside it. */
  effect?: string;
  autoComplete?: string;
  unit?: string;
  docsUrl?: string;
  /** Where a choice is made when the provider lists none; https. */
  createUrl?: string;
  /** Blank means something of its own, which `help` says; what depends on the field does not wait for it. */
  mayBeBlank?: boolean;
}

const registryKey = Symbol.for('integrations-settings.fields');

// On globalThis, so that two copies of this package on one page read each other's definitions.
function registry(): WeakMap<object, FieldMeta> {
  const holder = globalThis as { [registryKey]?: WeakMap<object, FieldMeta> };
  return (holder[registryKey] ??= new WeakMap());
}

/**
 * Says how a schema member is shown and handled. Goes outermost, on the very schema that is put into `z.object`:
 * metadata is not inherited by a schema made from this one.
 *
 * Without `secret: false` the field is secret (in credentials): forgetting fails closed.
 * @throws TypeError if this schema already carries metadata, or the label is missing.
 */
export function field<T extends $ZodType>(schema: T, meta: FieldMeta): T {
  const known = registry();
  if (known.has(schema)) {
    throw new TypeError(`field(): the schema of "${known.get(schema)?.label ?? ''}" already carries metadata. Make one of its own for each member.`);
  }
  if (!meta.label) throw new TypeError('field(): a label is required, for screen readers too.');
  known.set(schema, Object.freeze({ ...meta, secret: meta.secret !== false }));
  return schema;
}
