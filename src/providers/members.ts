import * as z from 'zod/mini';
import type { $ZodType } from 'zod/v4/core';
import { field, type FieldMeta } from '../core/field.ts';
import { named } from './choices.ts';
import { shortText } from './text-inputs.ts';

type Words<S extends string> = S extends `${infer Word} ${infer Rest}` ? Word | Words<Rest> : S;
type More = Omit<FieldMeta, 'label'>;

/** Labels that follow from values written in one text: `order_id event_id` → “Order id”, “Event id”. */
export const worded = <const S extends string>(text: S) => named(...(text.split(' ') as Words<S>[]));

/** A choice that a person has to make. */
export const choose = <K extends string>(label: string, labels: Readonly<Record<K, string>>, more?: More) =>
  field(z.enum(Object.keys(labels) as K[]), { label, options: Object.entries<string>(labels).map(([value, text]) => ({ value, label: text })), ...more });

/** A member that may be left blank. */
export const blank = <T extends $ZodType>(label: string, schema: T, more?: More) => field(z.optional(schema), { label, ...more });

/** Rows of members, at most so many; at least one where nothing is given to start from. */
export const rows = <T extends Readonly<Record<string, $ZodType>>>(section: string, label: string, members: T, most: number, start?: z.output<z.ZodMiniObject<T>>[], more?: More) => {
  const list = z.array(z.object(members)).check(z.minLength(start ? 0 : 1), z.maxLength(most));
  return field(z._default(list, (start ?? []) as never[]), { label, ...(section && { section }), ...more });
};

/** One line of text that is not empty. */
export const someText = (max: number) => shortText(max).check(z.minLength(1));

/** What a field shown only at another’s value says of itself; `must`: it has to be filled in then. */
export const when = (name: string, equals: string | boolean, must?: true) => ({ showWhen: { field: name, equals, ...(must && { required: must }) } });
