import type * as z from 'zod/mini';
import { IntegrationsError } from '../../core/errors.ts';
import { misfit } from '../shape.ts';

/** The JSON body of a change, `undefined` where there is none. @throws IntegrationsError `unsupported_media_type` or `bad_request`. */
export async function readBody(request: Request): Promise<unknown> {
  if (request.method === 'GET') return undefined;
  if (!/^application\/json\b/i.test(request.headers.get('content-type') ?? '')) throw new IntegrationsError('unsupported_media_type');
  const text = await request.text();
  if (text === '') return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new IntegrationsError('bad_request', { detail: 'The body is not JSON, so nothing was done.' });
  }
}

/** The body in the shape a route takes. @throws IntegrationsError `bad_request` naming the members that do not fit. */
export function readRequest<T>(schema: z.ZodMiniType<T>, body: unknown): T {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  throw new IntegrationsError('bad_request', { detail: `The request does not have the members this address takes: ${misfit(schema, body)}.` });
}
