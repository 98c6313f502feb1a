import type { PasteHints } from '../core/paste-hints.ts';
import { isTame } from './tame-pattern.ts';

/** Hints without the patterns that could stall a page: they are a convenience, as warnings are. */
export function tamedHints({ fields, wrong, ...rest }: PasteHints): PasteHints {
  return {
    ...rest,
    ...(fields && {
      fields: Object.fromEntries(
        Object.entries(fields).map(([key, { pattern, derive, ...hint }]) => [
          key,
          { ...hint, ...(pattern !== undefined && isTame(pattern) && { pattern }), ...(derive && isTame(derive.pattern) && { derive }) },
        ]),
      ),
    }),
    ...(wrong && { wrong: wrong.filter(({ pattern }) => isTame(pattern)) }),
  };
}
