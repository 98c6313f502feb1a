import type { Control } from 'react-hook-form';
import type { FieldDescriptor } from '../../core/describe-fields.ts';
import type { Values } from '../../core/integration.ts';
import type { Judgement } from '../../core/judge.ts';
import type { judgeMember } from '../../core/judge-member.ts';
import type { FieldIndex, IndexedField } from './field-index.ts';
import type { FieldsFormProps } from './form-handle.ts';

/** What fields and the handle ask of a form. One object for the life of the form; it renders nothing by itself. */
export interface FormEngine {
  readonly fields: readonly FieldDescriptor[];
  /** The fields outside rows. */
  readonly index: FieldIndex['fields'];
  readonly control: Control;
  readonly props: { readonly current: FieldsFormProps };
  initial(): Values;
  value(path: string): unknown;
  /** The field at a path, in rows too. */
  find(path: string): IndexedField | undefined;
  /** Takes and lets go of the element that shows a field's value. */
  refOf(path: string): (element: HTMLInputElement | HTMLTextAreaElement | null) => void;
  /** Puts other rows in the place of a list's, or the same in another order. */
  arrange(list: string, rows: readonly unknown[]): void;
  /** What a new row of these fields starts from. */
  blankRow(fields: readonly FieldDescriptor[]): Values;
  /** What is wrong with a field, as it is shown. */
  error(path: string): string | undefined;
  values(): Values;
  /** Has this field been left with a value, or submitted? Only then is it marked while it is edited. */
  isJudged(path: string): boolean;
  /** Enters a value a control decided on. */
  enter(path: string, value: unknown): void;
  /** Tells of a change of the value or the error of one field, or (without a path) of any; answers the function that ends it. */
  subscribe(listener: () => void, path?: string): () => void;
  /** After a field lost focus. */
  left(path: string): void;
  put(path: string, value: unknown): void;
  judge(): Judgement;
  /** Judges a value of one field by itself, whatever the form holds. */
  judgeOne(field: IndexedField, value: unknown): ReturnType<typeof judgeMember>;
  mark(problems: Readonly<Record<string, string>>): void;
  clear(): void;
  restart(initial: Values): void;
  /** Drops every secret from memory, without telling anyone: nobody is left to listen. */
  forgetSecrets(): void;
}
