import * as z from 'zod/mini';
import type { $ZodType } from 'zod/v4/core';
import { field, type FieldMeta, type FieldOption } from '../core/field.ts';
import type { GuideStep } from '../core/provider.ts';
import { bareKey } from './paste.ts';

type Words<S extends string> = S extends `${infer Word} ${infer Rest}` ? Word | Words<Rest> : S;
type Labels<K extends string> = Readonly<Record<K, string>>;
// Forms of forty fields are fetched when a dialog opens, so what all fields of a kind say is written once.
type More = Omit<FieldMeta, 'label' | 'section'>;

/** Values and labels of a choice, written once: `values` for the schema, `options` for the form. */
export function choices<K extends string>(labels: Labels<K>): { values: K[]; options: FieldOption[] } {
  const values = Object.keys(labels) as K[];
  return { values, options: values.map((value) => ({ value, label: labels[value] })) };
}

/** Labels where the provider's own names, written in one text, say it all: `ADD_TO_CART AddToWishlist` → "Add to cart", "Add to wishlist". */
export function named<const S extends string>(text: S): Labels<Words<S>> {
  return Object.fromEntries(text.split(' ').map((value) => [value, value.charAt(0).toUpperCase() + value.slice(1).replace(/([a-z])([A-Z])/g, '$1 $2').replaceAll('_', ' ').toLowerCase()])) as Labels<Words<S>>;
}

/** A field that has to be filled in. A member of rows stands in no section: '' then, as in all of these. */
export const must = <T extends $ZodType>(section: string, label: string, schema: T, more?: More): T => field(schema, { label, ...(section && { section }), ...more });

/** A field that may be left blank. */
export const blank = <T extends $ZodType>(section: string, label: string, schema: T, more?: More) => must(section, label, z.optional(schema), more);

/** A field that has a value to start from. */
export const given = <T extends $ZodType>(section: string, label: string, schema: T, start: z.output<T>, more?: More) => must(section, label, z._default(schema, start as never), more);

const of = <K extends string>(labels: Labels<K>) => z.enum(choices(labels).values);
const shown = (labels: Labels<string>, more?: More) => ({ options: choices(labels).options, ...more });

/** A choice that a person has to make. */
export const choose = <K extends string>(section: string, label: string, labels: Labels<K>, more?: More) => must(section, label, of(labels), shown(labels, more));

/** A field with one of a few values, by their labels. */
export const one = <K extends string>(section: string, label: string, labels: Labels<K>, start: NoInfer<K>, more?: More) => given(section, label, of(labels), start as never, shown(labels, more));

/** A field with any of a few values, by their labels. */
export const many = <K extends string>(section: string, label: string, labels: Labels<K>, start: NoInfer<K>[], more?: More) => given(section, label, z.array(of(labels)), start as never, shown(labels, more));

/** How the ID or the secret of an app is asked for: what the provider calls it, what to say where it is missing, what it must look like and what to say otherwise. */
export type OwnAppPart = readonly [label: string, missing: string, form: RegExp, message: string, more: More];

/** An app of the merchant's own as data, which loads when it is wanted. */
export interface OwnApp {
  clientId: OwnAppPart;
  clientSecret: OwnAppPart;
  steps: readonly GuideStep[];
}

const part = ([label, missing, form, message, more]: OwnAppPart) => must('', label, z.string(missing).check(z.overwrite(bareKey), z.regex(form, message)), more);

/** The form of such an app. */
export const ownApp = ({ clientId, clientSecret, steps }: OwnApp) => ({ fields: z.object({ clientId: part(clientId), clientSecret: part(clientSecret) }), steps });

/** A field that is on or off. */
export const toggle = (section: string, label: string, start: boolean, more?: More) => given(section, label, z.boolean(), start, more);

/** A field with one of what the provider has, by the form of its ids. */
export const chosen = (section: string, label: string, id: RegExp, message: string, more?: More) => blank(section, label, z.string().check(z.regex(id, message)), { options: 'remote', ...more });

/** Rows of members, at most so many. */
export const rows = <T extends Readonly<Record<string, $ZodType>>>(section: string, label: string, members: T, most: number, start: z.output<z.ZodMiniObject<T>>[], more?: More) =>
  given(section, label, z.array(z.object(members)).check(z.maxLength(most)), start as never, more);

/** What a field shown only at another’s value says of itself; `required`: it has to be filled in then. */
export const when = (name: string, equals: string | boolean, required = false): Pick<FieldMeta, 'showWhen'> => ({ showWhen: { field: name, equals, required } });

/** A rule of its own, for what no check of zod's says. `z.refine` would say the same and weigh three times as much. */
export const fits = <T>(rule: (value: T) => boolean, message: string, ...path: string[]) =>
  z.check<T>(({ value, issues }) => void (rule(value) || issues.push({ code: 'custom', input: value, path, message, continue: true })));
