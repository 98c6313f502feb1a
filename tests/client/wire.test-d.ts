import { expectTypeOf, test } from 'vitest';
import type * as z from 'zod/mini';
import type { FieldOption, Integration, Page, Problem, Verification } from '../../src/core/index.ts';
import type { answers} from '../../src/core/wire.ts';
import { type requests } from '../../src/core/wire.ts';

// Arrays and records are read-only in our types and mutable in zod's; everything else must be the same.
type Frozen<T> = T extends object ? { readonly [K in keyof T]: Frozen<T[K]> } : T;
type Parsed<T extends z.ZodMiniType> = Frozen<z.output<T>>;

test('every answer on the wire has exactly the members of its core type', () => {
  expectTypeOf<Parsed<typeof answers.integration>>().toEqualTypeOf<Frozen<Integration>>();
  expectTypeOf<Parsed<typeof answers.problem>>().toEqualTypeOf<Frozen<Problem>>();
  expectTypeOf<Parsed<typeof answers.verification>>().toEqualTypeOf<Frozen<Verification>>();
  expectTypeOf<Parsed<typeof answers.optionsPage>>().toEqualTypeOf<Frozen<Page<FieldOption>>>();
});

test('a parsed answer is its core type, without a cast', () => {
  expectTypeOf<ReturnType<typeof answers.integration.parse>>().toExtend<Integration>();
  expectTypeOf<ReturnType<typeof answers.verification.parse>>().toExtend<Verification>();
});

test('a request body has no member a caller may not set', () => {
  expectTypeOf<keyof z.output<(typeof requests)['connect']>>().toEqualTypeOf<'credentials'>();
  expectTypeOf<keyof z.output<(typeof requests)['update']>>().toEqualTypeOf<'enabled' | 'label' | 'revocation'>();
});
