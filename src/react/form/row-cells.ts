import { get, set } from 'react-hook-form';
import { duplicatesIn } from '../../core/duplicates.ts';
import { isBlank, isPlainObject } from '../../core/visibility.ts';
import type { IndexedField } from './field-index.ts';

/** What the cells of rows need of the form around them. */
interface Host {
  values(): Record<string, unknown>;
  find(path: string): IndexedField | undefined;
  /** What is wrong with a value by itself; blank is never wrong. */
  problemOf(path: string): string | undefined;
  /** A value or an error at this path has changed. */
  tell(path: string): void;
}

/** The state of fields by path: of those outside rows, or of those in them. */
export interface Cells {
  /** Takes the element that shows a field's value. */
  refOf(path: string): (element: HTMLInputElement | HTMLTextAreaElement | null) => void;
  error(path: string): string | undefined;
  isJudged(path: string): boolean;
  enter(path: string, value: unknown): void;
  left(path: string): void;
  put(path: string, value: unknown): void;
  mark(path: string, message: string): void;
}

/** The state of fields in rows, whose paths move. It is kept with the row itself, so that it goes where the row goes: up when one before it is removed, and back with Undo. */
export interface RowCells extends Cells {
  /** From now on every filled cell is marked while it is edited. */
  judgeFilled(): void;
  clearErrors(): void;
  /** Puts other rows in the place of a list's, or the same in another order. */
  arrange(list: string, rows: readonly unknown[]): void;
}

interface Notes {
  judged: Set<string>;
  errors: Map<string, string>;
  /** Errors that are about other rows as well, so a change there may end them. */
  shared: Set<string>;
}

export function createRowCells({ values, find, problemOf, tell }: Host): RowCells {
  const known = new WeakMap<object, Notes>();
  const notesOf = (row: object): Notes => {
    const notes = known.get(row) ?? { judged: new Set(), errors: new Map(), shared: new Set() };
    known.set(row, notes);
    return notes;
  };
  /** The notes of the innermost row around a path, and the path within it. */
  const at = (path: string): Notes & { rest: string } => {
    const [, place = '', rest = ''] = /^(.+\.\d+)(?:\.(\D.*))?$/.exec(path) ?? [];
    const row: unknown = place && get(values(), place);
    return { ...notesOf(isPlainObject(row) ? row : {}), rest };
  };
  const show = (path: string, message: string | undefined) => {
    const { errors, rest } = at(path);
    if (errors.get(rest) === message) return;
    if (message === undefined) errors.delete(rest);
    else errors.set(rest, message);
    tell(path);
  };
  const compare = (list: string, mayMark: boolean) => {
    const field = find(list)?.field;
    const rows: unknown = get(values(), list);
    if (!field || !Array.isArray(rows)) return;
    const found = duplicatesIn(field, rows, list);
    for (const index of rows.keys()) {
      for (const { key } of field.fields ?? []) {
        const path = `${list}.${index}.${key}`;
        const { judged, shared, rest } = at(path);
        const message = found.get(path);
        if (message !== undefined && (mayMark || shared.has(rest))) {
          shared.add(rest);
          judged.add(rest);
          show(path, problemOf(path) ?? message);
        } else if (message === undefined && shared.delete(rest)) show(path, problemOf(path));
      }
    }
  };
  const compareAround = (path: string, mayMark: boolean) => compare(path.replace(/\.\d+(\.\D.*)?$/, ''), mayMark);

  return {
    refOf: (path) => (element) => {
      const value: unknown = get(values(), path);
      if (element) element.value = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
    },
    error(path) {
      const { errors, rest } = at(path);
      return errors.get(rest);
    },
    isJudged(path) {
      const { judged, rest } = at(path);
      return judged.has(rest);
    },
    enter(path, value) {
      set(values(), path, value);
      tell(path);
      const { judged, rest } = at(path);
      show(path, judged.has(rest) ? problemOf(path) : undefined);
      compareAround(path, judged.has(rest));
    },
    left(path) {
      const { judged, rest } = at(path);
      if (isBlank(get(values(), path)) || judged.has(rest)) return;
      judged.add(rest);
      show(path, problemOf(path));
      compareAround(path, true);
    },
    put(path, value) {
      set(values(), path, value);
      tell(path);
      show(path, undefined);
    },
    mark(path, message) {
      const { judged, shared, rest } = at(path);
      judged.add(rest);
      if (problemOf(path) === undefined && !isBlank(get(values(), path))) shared.add(rest);
      show(path, message);
    },
    judgeFilled() {
      const walk = (value: unknown, judged?: Set<string>, rest = '') => {
        if (!isBlank(value)) judged?.add(rest);
        if (Array.isArray(value)) value.forEach((row: unknown) => isPlainObject(row) && walkMembers(row, notesOf(row).judged, ''));
        else if (isPlainObject(value)) walkMembers(value, judged, `${rest}.`);
      };
      const walkMembers = (holder: Record<string, unknown>, judged: Set<string> | undefined, prefix: string) => {
        for (const [key, value] of Object.entries(holder)) walk(value, judged, prefix + key);
      };
      walkMembers(values(), undefined, '');
    },
    clearErrors() {
      const walk = (value: unknown) => {
        if (Array.isArray(value)) value.forEach((row: unknown) => isPlainObject(row) && known.get(row)?.errors.clear());
        if (typeof value === 'object' && value !== null) Object.values(value).forEach(walk);
      };
      walk(values());
    },
    arrange(list, rows) {
      set(values(), list, rows);
      tell(list);
      const { judged, rest } = at(list);
      if (judged.has(rest)) show(list, problemOf(list));
      compare(list, true);
    },
  };
}
