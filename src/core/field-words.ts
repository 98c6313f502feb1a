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
  /** Empty where it is about the whole form. */
  path?: readonly PropertyKey[] | undefined;
}

/** How problems of fields are worded where the schema says nothing itself. A page fetches the words while a form is filled in, so they are given, not imported. */
export interface FieldWords {
  fieldMessage(field: FieldDescriptor | undefined, issue: FieldIssue): string;
  missingMessage(field: FieldDescriptor): string;
}

/** What is told where there are no closer words. */
export function unexplained(field: FieldDescriptor | undefined): string {
  return `Check ${field ? `the ${field.label}` : 'this entry'}: it is not what this form expects.`;
}
