import type { $ZodObject } from 'zod/v4/core';
import { describeFields } from '../../core/describe-fields.ts';
import { needsMore } from '../form/control-for.ts';
import { laterControls, laterMistakes, laterRarities } from '../form/later-controls.ts';
import type { RootContextValue } from '../root/root-context.ts';
import type { AnyForms } from './any-forms.ts';
import { laterOutcomes } from './later-outcomes.ts';

/** The form of a provider that a dialog shows. */
export type SchemaOf = (forms: AnyForms) => $ZodObject | undefined;

export const credentialsOf: SchemaOf = (forms) => forms.auth.credentials?.fields;
export const configurationOf: SchemaOf = (forms) => forms.configuration;

type Page = Pick<RootContextValue, 'client' | 'controls'>;

/** Schemas whose controls are all there. */
const complete = new WeakSet<$ZodObject>();

/** Forms that were loaded before, by client and provider. */
const loaded = new WeakMap<object, Map<string, AnyForms>>();

/** The forms of a provider, if the dialog that shows this one can be drawn with it at once. */
export function readyForms({ client }: Page, provider: string, schemaOf: SchemaOf): AnyForms | null {
  const forms = loaded.get(client)?.get(provider);
  const schema = forms && schemaOf(forms);
  return forms && (!schema || complete.has(schema)) ? forms : null;
}

/** Fetches the forms of a provider and the controls of the one that is shown. `hasStored`: saved secrets are drawn in it. */
export async function loadForms({ client, controls }: Page, provider: string, schemaOf: SchemaOf, hasStored: boolean): Promise<AnyForms> {
  const forms = (await client.forms(provider)) as unknown as AnyForms;
  const schema = schemaOf(forms);
  // Fetched before the form is shown, so that nothing in it moves; a control that could not be fetched says so itself.
  if (schema) {
    const { controls: more, rarities } = needsMore(describeFields(schema, schemaOf === credentialsOf ? 'credentials' : 'configuration'), controls, client.capabilities.has('options'));
    await Promise.allSettled([(more || hasStored) && laterControls.load(), rarities && laterRarities.load()]);
    // Without its controls a form is not ready to be shown at once the next time.
    if (laterControls.get().code && (!rarities || laterRarities.get().code)) complete.add(schema);
  }
  const known = loaded.get(client) ?? new Map<string, AnyForms>();
  loaded.set(client, known.set(provider, forms));
  return forms;
}

/** Fetches on the way to a provider's button what the forms in its dialogs will need. Says nothing of failures: what is missing is asked for again where it is wanted. */
export async function prepareForms(page: Page, provider: string): Promise<void> {
  await Promise.all([laterOutcomes.load(), laterControls.load(), laterMistakes.load(), ...[credentialsOf, configurationOf].map((schemaOf) => loadForms(page, provider, schemaOf, true))]);
}
