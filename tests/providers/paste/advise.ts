import { describeFields } from '../../../src/core/describe-fields.ts';
import { fieldWords } from '../../../src/core/field-message.ts';
import { judgeMember } from '../../../src/core/judge-member.ts';
import { loadForms } from '../../../src/core/load-forms.ts';
import type { ProviderDefinition } from '../../../src/core/provider.ts';
import { builtinProviders } from '../../../src/providers/index.ts';
import { indexFields, type IndexedField } from '../../../src/react/form/field-index.ts';
import { pasteField } from '../../../src/react/paste/paste-field.ts';
import { type Advice, placePaste } from '../../../src/react/paste/place-paste.ts';
import { readPaste } from '../../../src/react/paste/read-paste.ts';

export interface Asked {
  provider: string;
  into: string;
  text: string;
  present?: Record<string, string>;
}

const judgeOne = ({ field, member }: IndexedField, value: unknown) => judgeMember(field, member, value, undefined, fieldWords);

/** What is advised on a text pasted into a field, as the form asks for it. */
export async function adviceOn({ provider, into, text, present = {} }: Asked, providers: readonly ProviderDefinition[] = builtinProviders): Promise<Advice> {
  const definition = providers.find((one) => one.id === provider);
  if (!definition) throw new Error(`No provider ${provider}.`);
  const { credentials } = (await loadForms(definition)).auth;
  if (!credentials) throw new Error(`${provider} has no credentials.`);
  const hints = typeof credentials.paste === 'function' ? await credentials.paste() : credentials.paste;
  const fields = [...indexFields(credentials.fields, describeFields(credentials.fields)).fields.values()].flatMap((one) => pasteField(one, hints, { judgeOne }) ?? []);
  return placePaste(readPaste(text), { provider: definition, hints, fields, into, present });
}
