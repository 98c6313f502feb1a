import type { Problem } from '../../core/errors.ts';
import { ownError } from '../../core/own-error.ts';

/** What a rejected verb says. The client has already taken every given value out of its texts. */
export const problemOf = (error: unknown): Problem => ownError(error).problem as Problem;
