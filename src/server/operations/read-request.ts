import type * as z from 'zod/mini';
import { IntegrationsError } from '../../core/errors.ts';

/** The body in the shape a route takes. Members a caller may not set are refused, not dropped (SR-49). @throws IntegrationsError `bad_request`. */
export function readRequest<T>(schema: z.ZodMiniType<T>, body: unknown): T {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  throw new IntegrationsError('bad_request', { detail: 'The request does not have the members this address takes, so nothing was done. Compare it with the documentation.' });
}
