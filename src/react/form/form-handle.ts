import type { $ZodObject } from 'zod/v4/core';
import type { Capability } from '../../core/capabilities.ts';
import type { FieldDescriptor, FieldPurpose } from '../../core/describe-fields.ts';
import type { FieldOption } from '../../core/field.ts';
import type { CredentialPreview, Page, Values } from '../../core/integration.ts';
import type { ProviderDefinition } from '../../core/provider.ts';

/** What a dialog gives to the form it shows. */
export interface FieldsFormProps {
  /** DOM id, so that a submit button elsewhere in the dialog can say `form={id}`. */
  id: string;
  provider: ProviderDefinition;
  schema: $ZodObject;
  purpose: FieldPurpose;
  /** What the form starts from: non-secret credentials, or the configuration. */
  initial: Values;
  /** Credentials only: what is stored. A set secret shows "Saved · ends in …" with Replace, and is kept when left alone. */
  stored?: Readonly<Record<string, CredentialPreview>>;
  /** Viewer, or while saving: values can be read and focused, not changed. */
  readOnly?: boolean;
  /** What a field requires and the connected credentials do not allow: it is then greyed and says how to get it. */
  lacking?: (field: FieldDescriptor) => Capability | undefined;
  /** Absent: remote choices are typed in as text. `values` are the form's present values, secrets included. */
  loadOptions?: (field: string, query: string | undefined, cursor: string | undefined, values: Values, signal: AbortSignal) => Promise<Page<FieldOption>>;
  /** Called with validated values: hidden fields and kept secrets left out, blank text left out. */
  onSubmit: (values: Values) => void;
  /** Number of fields that differ from `initial`; a typed secret counts. */
  onDirtyChange?: (count: number) => void;
  /** Receives the handle once mounted, null on unmount. */
  handle: (handle: FormHandle | null) => void;
}

/** What a dialog can ask of its form. */
export interface FormHandle {
  /** The present values as they would be submitted, without judging them. */
  values(): Values;
  /** Judges everything, shows what is wrong in the summary and focuses it. Null when something is wrong. */
  validate(): Values | null;
  /** Puts server messages on their fields (dotted paths); unknown paths go to the summary, which is focused. `detail` heads the summary. */
  showErrors(fields: Readonly<Record<string, string>>, detail?: string): void;
  clearErrors(): void;
  /** Starts over from these values; empties every secret. */
  reset(initial?: Values): void;
  /** Changes some fields without asking, as if typed (they count as dirty). A member that is there and undefined or blank empties its field; one that is absent leaves it alone. */
  setValues(values: Values): void;
  /** Empties secret inputs and forgets their values. */
  clearSecrets(): void;
  focusFirst(): void;
}
