import type { FieldDescriptor } from './describe-fields.ts';
import { type FieldIssue, type FieldWords, unexplained } from './field-words.ts';

/**
 * What to tell the user about one issue of one field for which the schema has no words of its own:
 * a sentence that names the field by its label, exactly as the form shows it: it is read in the summary as well, away from its field.
 */
export function fieldMessage(field: FieldDescriptor | undefined, issue: FieldIssue): string {
  if (!field) return issue.path?.length === 0 ? 'These entries do not fit together. Check them and try again.' : unexplained(field);
  switch (issue.code) {
    case 'too_small': return !issue.exact && field.kind !== 'number' && Number(issue.minimum) <= 1 ? missingMessage(field) : limit(field, issue, issue.minimum, 'more than', 'at least');
    case 'too_big': return limit(field, issue, issue.maximum, 'less than', 'at most');
    case 'not_multiple_of': return `${field.label}: use a multiple of ${number(issue.divisor)}.`;
    case 'invalid_format': return malformed(field, issue);
    case 'invalid_type': return issue.expected === 'int' ? `${field.label}: enter a whole number.` : missingMessage(field);
    case 'invalid_value': return choose(field);
    default: return unexplained(field);
  }
}

const entries = [' entry', ' entries'] as const;
const nouns: Readonly<Partial<Record<FieldDescriptor['kind'], readonly [string, string]>>> = { text: [' character', ' characters'], choices: [' choice', ' choices'], tags: entries, rows: entries };

/** "Enter the Private API key." and its like for other kinds: said when nothing was entered. */
export function missingMessage(field: FieldDescriptor): string {
  switch (field.kind) {
    case 'number': return `Enter a number for the ${field.label}.`;
    case 'choice': case 'choices': case 'boolean': return choose(field);
    case 'tags': case 'rows': return `Add at least one entry to the ${field.label}.`;
    case 'object': return `Fill in the ${field.label}.`;
    default: return `${field.options ? 'Choose' : 'Enter'} the ${field.label}.`;
  }
}

function limit({ label, kind }: FieldDescriptor, { exact, inclusive }: FieldIssue, count: number | bigint | undefined, beyond: string, within: string): string {
  const [one, many] = nouns[kind] ?? ['', ''];
  return `${label}: ${exact ? 'exactly' : inclusive === false ? beyond : within} ${number(count)}${Number(count) === 1 ? one : many}.`;
}

function malformed(field: FieldDescriptor, issue: FieldIssue): string {
  if (issue.format === 'email') return `${field.label}: enter an email address, such as name@example.com.`;
  if (issue.format === 'url') return `${field.label}: enter a full web address, such as https://example.com.`;
  if (issue.format === 'starts_with' && issue.prefix) return `${field.label}: it starts with “${issue.prefix}”. Copy all of it.`;
  const example = field.placeholder ? ` It looks like ${field.placeholder}.` : ' Copy it again, without spaces around it.';
  return `Check the ${field.label}.${example}`;
}

function choose(field: FieldDescriptor): string {
  if (field.kind === 'boolean') return `Choose yes or no for “${field.label}”.`;
  const options = Array.isArray(field.options) ? field.options : [];
  if (options.length === 0 || options.length > 12) return `Choose the ${field.label} from the list.`;
  return `${field.label}: choose ${field.kind === 'choices' ? 'from' : 'one of'} ${options.map((option: { label: string }) => option.label).join(', ')}.`;
}

function number(value: number | bigint | undefined): string {
  return value === undefined ? '' : new Intl.NumberFormat('en').format(value);
}

/** The words every form is judged with. */
export const fieldWords: FieldWords = { fieldMessage, missingMessage };
