import type { PasteHints } from '../../core/paste-hints.ts';
import { claimsOn } from './claims.ts';
import { kindOf } from './known-kinds.ts';
import type { PasteField } from './paste-field.ts';
import type { Pasted } from './pasted.ts';
import { wordsOf } from './words.ts';

/** Where a value belongs. */
export interface Placement {
  field: PasteField;
  value: string;
}

/** What can be offered for pasted text. With nothing in it, nothing is said. */
export interface Advice {
  placements: readonly Placement[];
  /** The one value pasted is another field's. */
  moved: boolean;
  /** With `moved`: what that field holds now belongs into the one pasted into. */
  swap: boolean;
  /** What was pasted is the field's own, whatever else is in it. */
  stays: boolean;
  /** What was pasted, where it is known and wrong. */
  sentence: string | undefined;
  /** Labels of fields that several values are for. */
  several: readonly string[];
}

/** What pasted text is held against. */
export interface PasteForm {
  provider: { id: string; name: string };
  hints: PasteHints | undefined;
  fields: readonly PasteField[];
  /** The field that was pasted into. */
  into: string;
  /** What the fields held before. */
  present: Readonly<Record<string, string | undefined>>;
}

const nothing: Advice = { placements: [], moved: false, swap: false, stays: false, sentence: undefined, several: [] };

/** Says where the values of a pasted text belong. Never guesses: where two answers are possible it gives none. */
export function placePaste({ single, line, values }: Pasted, form: PasteForm): Advice {
  const { fields, hints, into } = form;
  const target = fields.find(({ path }) => path === into);
  const verdict = single !== null && target ? judgeSingle(single, target, form) : undefined;
  if (verdict) return verdict;
  const claims = claimsOn(values, { id: wordsOf(form.provider.id), fields, brands: ownBrands(form), unfit: hints?.unfit ?? {} });
  const found = fields.flatMap((field) => {
    const value = claims.of.get(field.path);
    return value === undefined ? [] : [{ field, value }];
  });
  const [only] = values;
  // `ID: 123` says of what by where it was pasted.
  if (found.length === 0 && target?.discerning && line !== null && values.length === 1 && only?.name.join() === 'id' && target.likely(only.value)) found.push({ field: target, value: target.accepts(only.value) ?? only.value });
  const placements = derived(found, form).filter(({ field, value }) => value !== (field === target ? line !== null && field.accepts(line) : form.present[field.path]));
  const several = fields.filter(({ path }) => claims.several.includes(path)).map(({ label }) => label);
  const sentence = claims.unfit ?? (target && !claims.of.has(into) ? wrongIn(values.map(({ value }) => value), claims.misnamed.get(into), target, form) : undefined);
  return { ...nothing, placements, several, sentence, stays: line !== null && target?.accepts(line) != null };
}

/** One value by itself: fine where it is, another field's, or known to be wrong. */
function judgeSingle(single: string, target: PasteField, form: PasteForm): Advice | undefined {
  const others = form.fields.filter((field) => field !== target && field.discerning);
  const kept = target.accepts(single);
  if (kept !== null && (target.strict || target.likely(single))) return { ...nothing, stays: true, placements: derived([{ field: target, value: kept }], form).filter(({ field, value }) => field !== target && form.present[field.path] !== value) };
  const only = (some: readonly PasteField[]) => {
    const blank = some.filter(({ path }) => !form.present[path]);
    return some.length === 1 ? some[0] : some.length === 2 && blank.length === 1 && kept === null ? blank[0] : undefined;
  };
  const likely = others.filter((field) => field.likely(single));
  const wrong = wrongIn([single], undefined, target, form);
  const place = only(likely) ?? (kept !== null || wrong !== undefined || likely.length > 0 ? undefined : only(others.filter((field) => field.strict && field.accepts(single) !== null)));
  const value = place?.accepts(single) ?? null;
  if (place && value !== null) {
    const held = form.present[place.path];
    const more = derived([{ field: place, value }], form).filter(({ field, value: part }) => field !== place && field !== target && form.present[field.path] !== part);
    return { ...nothing, placements: [{ field: place, value }, ...more], moved: true, swap: held !== undefined && held !== value && target.likely(held) };
  }
  const sentence = wrong ?? wrongIn([], single, target, form);
  return sentence === undefined ? undefined : { ...nothing, sentence };
}

/** What is known to be wrong about a value: by the provider's hints, else as the key of another product. */
function wrongIn(values: readonly string[], called: string | undefined, target: PasteField, { hints, provider }: PasteForm): string | undefined {
  for (const { field, pattern, message } of hints?.wrong ?? []) {
    const value = field === target.path && values.find((one) => one.length < 1_000 && new RegExp(pattern).test(one));
    if (value) return message ?? target.says(value);
  }
  if (called === undefined) return undefined;
  const kind = kindOf(called);
  const said = target.says(called);
  if (kind === undefined) return undefined;
  return said?.startsWith('This ') ? said : `This is ${kind}. Copy the ${target.label.replace(/ \(.*\)/, '')} of ${provider.name} instead.`;
}

/** Adds what parts of the values say of further fields. */
function derived(found: readonly Placement[], { fields }: PasteForm): Placement[] {
  return fields.flatMap((field) => {
    const from = field.derive && found.find((one) => one.field.path === field.derive?.from);
    const part = from && field.derive?.pattern.exec(from.value)?.[1];
    const value = part === undefined ? null : field.accepts(part);
    const own = found.find((one) => one.field === field);
    return value === null ? (own ?? []) : { field, value };
  });
}

function ownBrands({ provider, hints }: PasteForm): ReadonlySet<string> {
  const words = [...wordsOf(provider.id), ...wordsOf(provider.name)].filter((word) => !['ads', 'pixel', 'analytics', '4'].includes(word));
  return new Set([...words, ...(hints?.brands ?? [])]);
}
