import * as z from 'zod/mini';
import type { $ZodType, output } from 'zod/v4/core';
import { IntegrationsError } from '../../core/errors.ts';
import type { ConnectorContext, ProviderRequest } from '../connector.ts';
import { type ErrorRule, judge, type ReadRefusal, refusalByStatus } from './error-rules.ts';

/**
 * Sends one call and answers only the members the shape names, so that nothing else of a body is kept.
 * @throws IntegrationsError what the rules say of a refusal; `provider_unavailable` for an answer that is not of the shape.
 */
export async function ask<S extends $ZodType>(context: ConnectorContext, call: ProviderRequest, { name, rules, shape, readRefusal = refusalByStatus }: { name: string; rules: readonly ErrorRule[]; shape: S; readRefusal?: ReadRefusal }): Promise<output<S>> {
  const response = await context.request(call);
  const refusal = readRefusal(response);
  if (refusal) throw judge(response, refusal, rules, name);
  const parsed = z.safeParse(shape, response.json);
  if (!parsed.success) {
    throw new IntegrationsError('provider_unavailable', { detail: `${name} answered in a form we do not know, so nothing could be checked. Nothing was changed; try again later.` });
  }
  return parsed.data;
}
