import type { PasteHints } from '../../core/paste-hints.ts';
import type { IndexedField } from '../form/field-index.ts';
import type { FormEngine } from '../form/form-engine.ts';
import { wordsOf } from './words.ts';

/** A credential field as pasted values are held against it. */
export interface PasteField {
  path: string;
  label: string;
  secret: boolean;
  /** Names of its value, their words joined. */
  names: readonly string[];
  /** The value as the field would keep it, or null where it is none. */
  accepts(value: string): string | null;
  /** Does the value look as this field's usually do? */
  likely(value: string): boolean;
  /** Would the form say that the value looks unusual? */
  unusual(value: string): boolean;
  /** Does its schema alone refuse what is no value of its kind? */
  strict: boolean;
  /** Can it tell its values from any other text at all? */
  discerning: boolean;
  /** What the field itself says is wrong with a value. */
  says(value: string): string | undefined;
  derive?: { from: string; pattern: RegExp };
}

// Text that no field means in particular.
const anything = ['abcdefghijklmnopqrstuvwxyz', 'Zq3xZq4xZq5xZq6xZq7xZq8'];
/** No longer value is run through a pattern of a definition. */
const longestMatched = 1_000;

/** What there is to know of a field: its schema judges, its metadata and the provider's hints say how its values look and what they are called. */
export function pasteField(indexed: IndexedField, hints: PasteHints | undefined, { judgeOne }: Pick<FormEngine, 'judgeOne'>): PasteField | undefined {
  const { field } = indexed;
  if (field.kind !== 'text' && field.kind !== 'choice') return undefined;
  const hint = hints?.fields?.[field.path];
  const accepts = (value: string) => {
    const { value: kept, problems } = judgeOne(indexed, value);
    return problems.size === 0 && typeof kept === 'string' && kept !== '' ? kept : null;
  };
  const looks = hint?.pattern ?? field.warn?.pattern;
  const pattern = looks === undefined ? undefined : new RegExp(looks);
  const likely = (value: string) => {
    const kept = value.length > longestMatched ? null : accepts(value);
    return kept !== null && (!pattern || pattern.test(kept) || pattern.test(value));
  };
  return {
    path: field.path,
    label: field.label,
    secret: field.secret,
    names: [field.path, field.label.replace(/\(.*\)/, ''), ...(hint?.names ?? [])].map((name) => wordsOf(name).join('')),
    accepts,
    likely,
    unusual: (value) => value.length <= longestMatched && field.warn !== undefined && !new RegExp(field.warn.pattern).test(value),
    strict: !anything.some((text) => accepts(text) !== null),
    discerning: !anything.some(likely),
    says: (value) => [...judgeOne(indexed, value).problems.values()][0],
    ...(hint?.derive && { derive: { from: hint.derive.from, pattern: new RegExp(hint.derive.pattern) } }),
  };
}
