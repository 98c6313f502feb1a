import { IntegrationsError } from '../../core/errors.ts';

/** The schemas of the wire, loaded with the first request so that a page carries no validator before it. */
export type Wire = typeof import('../../core/wire.ts');

/** @throws IntegrationsError `network_failed` where the chunk cannot be fetched. */
export async function loadWire(): Promise<Wire> {
  try {
    return await import('../../core/wire.ts');
  } catch (error) {
    throw new IntegrationsError('network_failed', {}, error);
  }
}
