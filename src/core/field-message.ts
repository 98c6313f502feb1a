import type { FieldDescriptor } from './describe-fields.ts';

/** The members of a zod issue that are read here; every issue of zod fits. */
export interface FieldIssue {
  code?: string | undefined;
  message?: string | undefined;
  expected?: unknown;
  origin?: unknown;
  minimum?: number | bigint | undefined;
  maximum?: number | bigint | undefined;
  exact?: boolean | undefined;
  inclusive?: boolean | undefined;
  format?: string | undefined;
  prefix?: string | undefined;
  divisor?: number | bigint | undefined;
}

/**
 * What to tell the user about one issue of one field: the schema's own words where it has some,
 * otherwise a sentence that names the field by its label, exactly as the form shows it: it is read in the summary as well, away from its field.
 * Never zod's default text.
 */
export function fieldMessage(field: FieldDescriptor | undefined, issue: FieldIssue): string {
  if (issue.message) return issue.message;
  if (!field) return 'Check this entry: it is not what this form expects.';
  switch (issue.code) {
    case 'too_small': return tooSmall(field, issue);
    case 'too_big': return `${field.label}: ${issue.exact ? 'exactly' : issue.inclusive === false ? 'less than' : 'at most'} ${amount(field, issue.maximum)}.`;
    case 'not_multiple_of': return `${field.label}: use a multiple of ${number(issue.divisor)}.`;
    case 'invalid_format': return malformed(field, issue);
    case 'invalid_type': return expectedType(field, issue);
    case 'invalid_value': return choose(field);
    default: return `Check the ${field.label}: it is not what this form expects.`;
  }
}

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

function tooSmall(field: FieldDescriptor, issue: FieldIssue): string {
  if (issue.exact) return `${field.label}: exactly ${amount(field, issue.minimum)}.`;
  if (field.kind !== 'number' && Number(issue.minimum) <= 1) return missingMessage(field);
  return `${field.label}: ${issue.inclusive === false ? 'more than' : 'at least'} ${amount(field, issue.minimum)}.`;
}

function malformed(field: FieldDescriptor, issue: FieldIssue): string {
  if (issue.format === 'email') return `${field.label}: enter an email address, such as name@example.com.`;
  if (issue.format === 'url') return `${field.label}: enter a full web address, such as https://example.com.`;
  if (issue.format === 'starts_with' && issue.prefix) return `${field.label}: it starts with “${issue.prefix}”. Copy all of it.`;
  const example = field.placeholder ? ` It looks like ${field.placeholder}.` : ' Copy it again, without spaces around it.';
  return `Check the ${field.label}.${example}`;
}

function expectedType(field: FieldDescriptor, issue: FieldIssue): string {
  return issue.expected === 'int' ? `${field.label}: enter a whole number.` : missingMessage(field);
}

function choose(field: FieldDescriptor): string {
  if (field.kind === 'boolean') return `Choose yes or no for “${field.label}”.`;
  const options = Array.isArray(field.options) ? field.options : [];
  if (options.length === 0 || options.length > 12) return `Choose the ${field.label} from the list.`;
  return `${field.label}: choose ${field.kind === 'choices' ? 'from' : 'one of'} ${options.map((option: { label: string }) => option.label).join(', ')}.`;
}

function amount(field: FieldDescriptor, count: number | bigint | undefined): string {
  const one = Number(count) === 1;
  if (field.kind === 'text') return `${number(count)} ${one ? 'character' : 'characters'}`;
  if (field.kind === 'choices') return `${number(count)} ${one ? 'choice' : 'choices'}`;
  if (field.kind === 'tags' || field.kind === 'rows') return `${number(count)} ${one ? 'entry' : 'entries'}`;
  return number(count);
}

function number(value: number | bigint | undefined): string {
  return value === undefined ? '' : new Intl.NumberFormat('en').format(value);
}
