import type { ErrorCode } from '../../../src/core/index.ts';

/** One answer of a provider as its documentation or its clients show it, and what it has to mean. */
export interface RecordedAnswer {
  name: string;
  /** The call it answers, by a part of its address; every other call is answered well. */
  to?: string;
  status: number;
  headers?: Record<string, string>;
  /** Text as it travels; an object stands for its JSON. */
  body: string | object;
  /** `verified`, `unverified`, or what is said instead, on which field. */
  means: 'verified' | 'unverified' | ErrorCode;
  field?: string;
  retryAfter?: number;
}
