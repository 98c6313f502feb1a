import type { PasteField } from './paste-field.ts';
import type { PastedValue } from './pasted.ts';
import { brands, endings, lesser, plain, products, secretWords } from './words.ts';

/** What is found for one field. `rank`: how far its name is from the field's own; the least counts. */
interface Claim {
  value: string;
  rank: number;
  /** Only its looks speak for it. */
  byLooks: boolean;
}

export interface Claims {
  of: Map<string, string>;
  /** Fields that several values are for, so that none can be chosen. */
  several: string[];
  /** Values that are called as a field but cannot be its own, by field. */
  misnamed: Map<string, string>;
  /** Why a value is not offered, from the hints. */
  unfit: string | undefined;
}

export interface Own {
  fields: readonly PasteField[];
  /** Words of the provider's id. */
  id: readonly string[];
  /** The provider's own words in names. */
  brands: ReadonlySet<string>;
  unfit: Readonly<Record<string, string>>;
}

/** Says for each field which of the values is its own: by name, else by looks that no other field shares. */
export function claimsOn(values: readonly PastedValue[], own: Own): Claims {
  const found = new Map<string, Claim[]>();
  const claims: Claims = { of: new Map(), several: [], misnamed: new Map(), unfit: undefined };
  const claim = (field: PasteField, value: string, rank: number, byLooks = false) => void found.set(field.path, [...(found.get(field.path) ?? []), { value, rank, byLooks }]);
  const misnamed: { field: PasteField; value: PastedValue }[] = [];
  const nameless: PastedValue[] = [];
  const known = new Set<string>();

  for (const value of values) {
    const name = nameOf(value, own);
    if (name.foreign) {
      known.add(value.value);
      continue;
    }
    const unfit = Object.keys(own.unfit).find((word) => value.name.includes(word));
    if (unfit !== undefined && name.fields.length > 0) {
      claims.unfit = own.unfit[unfit];
      known.add(value.value);
      continue;
    }
    if (name.fields.length > 0) {
      const kept = name.fields.flatMap((field) => keptBy(field, value));
      const fitting = kept.length > 1 ? kept.filter(({ field, value: one }) => field.likely(one)) : kept;
      const [first] = fitting;
      if (first && fitting.length === 1 && mayStandIn(first.field, name.secret, first.value, own)) claim(first.field, first.value, name.rank);
      else if (kept.length === 0 && value.certain) misnamed.push(...name.fields.map((field) => ({ field, value })));
      if (kept.length > 0 || value.certain) known.add(value.value);
      if (kept.length > 0) continue;
    } else if (value.certain && !name.plain) {
      known.add(value.value);
      continue;
    }
    nameless.push(value);
  }

  const taken = new Set([...found.values()].flat().map(({ value }) => value));
  for (const value of nameless) {
    const bare = value.value;
    // A name elsewhere says what it is.
    if ((known.has(bare) && !misnamed.some((one) => one.value === value)) || !telling(bare)) continue;
    const likely = own.fields.filter((field) => field.discerning && field.likely(bare));
    const [field] = likely;
    const kept = field?.accepts(bare) ?? null;
    if (field && likely.length === 1 && kept !== null && !taken.has(kept) && (field.secret || !own.fields.some((one) => one.secret && one.discerning && one.likely(bare)))) claim(field, kept, 50, true);
  }

  swapped(misnamed, claim);
  for (const { field, value } of misnamed) if (!claims.misnamed.has(field.path)) claims.misnamed.set(field.path, value.value);
  for (const [path, all] of found) {
    const best = Math.min(...all.map(({ rank }) => rank));
    const distinct = new Set(all.filter(({ rank }) => rank === best).map(({ value }) => value));
    const [value] = distinct;
    if (distinct.size > 1) claims.several.push(path);
    else if (value !== undefined) claims.of.set(path, value);
  }
  return claims;
}

function keptBy(field: PasteField, { value, joined }: PastedValue): { field: PasteField; value: string }[] {
  const kept = field.accepts(value);
  // A value torn apart must look like one once it is put together.
  if (joined !== undefined && field.discerning && !field.likely(value) && field.likely(joined)) return [{ field, value: field.accepts(joined) ?? joined }];
  return kept === null ? [] : [{ field, value: kept }];
}

/** A value that is called secret, or looks as the secrets do, never goes where everybody can read it. */
function mayStandIn(field: PasteField, calledSecret: boolean, value: string, own: Own): boolean {
  return field.secret || !(calledSecret || field.unusual(value) || (!field.likely(value) && own.fields.some((one) => one.secret && one.discerning && one.likely(value))));
}

/** Long enough to be told by looks, and more than a number, which may count anything. */
function telling(value: string): boolean {
  return value.length >= 10 && (!/^[0-9.]+$/.test(value) || value.length > 24);
}

interface Name {
  fields: readonly PasteField[];
  rank: number;
  /** Another service's. */
  foreign: boolean;
  /** Says nothing of what the value is. */
  plain: boolean;
  secret: boolean;
}

function nameOf({ name: given, around }: PastedValue, { id, fields, brands: ownBrands }: Own): Name {
  const isOther = (word: string) => products.has(word) && !id.includes(word) && !ownBrands.has(word);
  const saysNothing = (word: string) => word.length < 2 || plain.has(word) || ownBrands.has(word);
  let name = given;
  while (name.length > 1 && endings.has(name.at(-1) ?? '')) name = name.slice(0, -1);
  for (const own of name === given ? [given] : [given, name]) {
    const words = [...around, ...own];
    for (let start = 0; start < words.length; start += 1) {
      const end = words.slice(start).join('');
      const called = fields.filter(({ names }) => names.includes(end) || (start === words.length - 1 && names.some((one) => [...ownBrands].some((brand) => end === brand + one))));
      const between = words.slice(around.length, start).filter((word) => !saysNothing(word));
      // One word says too little where others narrow it down: a session's token is not the account's.
      if (called.length === 0 || (start === words.length - 1 && between.some((word) => !lesser.has(word)))) continue;
      const secret = words.slice(start).some((word) => secretWords.has(word)) && called.every((field) => field.secret);
      return { fields: called, foreign: isForeign(words.slice(0, start), ownBrands) || between.some(isOther), plain: false, secret, rank: between.reduce((sum, word) => sum + (lesser.has(word) ? 10 : 1), 0) };
    }
  }
  return { fields: [], rank: 99, foreign: isForeign([...around, ...given], ownBrands), plain: given.every(saysNothing), secret: given.some((word) => secretWords.has(word)) };
}

function isForeign(words: readonly string[], own: ReadonlySet<string>): boolean {
  return words.some((word) => brands.has(word) && !own.has(word)) && !words.some((word) => own.has(word));
}

/** Two values under each other's names: each goes where it fits. */
function swapped(misnamed: readonly { field: PasteField; value: PastedValue }[], claim: (field: PasteField, value: string, rank: number) => void): void {
  for (const one of misnamed) {
    for (const other of misnamed) {
      const kept = other.field.accepts(one.value.value);
      if (one.field !== other.field && kept !== null && one.field.accepts(other.value.value) !== null) claim(other.field, kept, 0);
    }
  }
}
