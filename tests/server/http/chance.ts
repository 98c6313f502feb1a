import { createRandom } from '../durability/random.ts';

/** Draws that are the same for the same seed. */
export interface Chance {
  /** From 0 up to 1. */
  next(): number;
  pick<T>(from: readonly T[]): T;
  hex(length: number): string;
  uuid(): string;
}

export function createChance(seed: number): Chance {
  const next = createRandom(seed);
  const hex = (length: number) => Array.from({ length }, () => Math.floor(next() * 16).toString(16)).join('');
  return {
    next, hex,
    pick<T>(from: readonly T[]): T {
      return from[Math.floor(next() * from.length)] as T;
    },
    uuid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-8${hex(3)}-${hex(12)}`,
  };
}
