import type { Capability } from '../core/capabilities.ts';
import type { FieldMeta } from '../core/field.ts';
import type { GuideStep, OAuthScope, ProviderForms, ProviderIcon, ProviderTest } from '../core/provider.ts';
import type { PasteHints } from '../core/paste-hints.ts';

/** Keywords that limit a value; each has its meaning of JSON Schema 2020-12. */
export interface FieldLimits {
  minLength?: number;
  maxLength?: number;
  /** A regular expression without flags. */
  pattern?: string;
  format?: 'email' | 'uri';
  minItems?: number;
  maxItems?: number;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  exclusiveMaximum?: number;
  multipleOf?: number;
  /** By keyword, what to tell the user whose value does not fit; `type` where the value is of another type. */
  'x-messages'?: Readonly<Record<string, string>>;
}

/** A form or one of its members as JSON Schema 2020-12, in the keywords that forms need. Members carry `x-field`. */
export interface FieldSchema extends FieldLimits {
  type?: 'string' | 'number' | 'integer' | 'boolean' | 'null' | 'object' | 'array';
  properties?: Readonly<Record<string, FieldSchema>>;
  required?: readonly string[];
  items?: FieldSchema;
  enum?: readonly (string | number | boolean | null)[];
  const?: string | number | boolean | null;
  /** A choice between shapes. */
  anyOf?: readonly FieldSchema[];
  /** A shape, or null: always these two. */
  oneOf?: readonly FieldSchema[];
  /** Limits of a kind that is already used beside it. */
  allOf?: readonly FieldLimits[];
  default?: unknown;
  /** How the member is shown and handled; `secret` is true unless it says `false`. */
  'x-field'?: FieldMeta;
  /** The server changes the value before it applies the limits, so a page that cannot do so must not apply them. */
  'x-normalised'?: true;
}

/** A ProviderDefinition as plain JSON. */
export interface ProviderJson {
  /** Of this shape; another number is refused. */
  version: 1;
  id: string;
  name: string;
  category: string;
  summary: string;
  aliases?: readonly string[];
  docsUrl?: string;
  icon?: ProviderIcon;
  accounts?: 'one' | 'many';
  forms: {
    auth: {
      credentials?: { fields: FieldSchema; steps: readonly GuideStep[]; paste?: PasteHints };
      oauth2?: { scopes: readonly OAuthScope[]; adds?: string; fields?: FieldSchema; steps?: readonly GuideStep[] };
    };
    configuration?: FieldSchema;
    capabilities?: readonly Capability[];
    syncs?: readonly { id: string; name: string }[];
    test?: Omit<ProviderTest, 'fields'> & { fields?: FieldSchema };
    disconnect: ProviderForms['disconnect'];
  };
}
