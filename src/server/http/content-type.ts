import { IntegrationsError } from '../../core/errors.ts';

const json = /^application\/json[ \t]*(?:;[ \t]*charset[ \t]*=[ \t]*"?utf-8"?[ \t]*)?$/i;

/**
 * Refuses every content type but JSON in UTF-8: a cross-site form cannot send that without a preflight (SR-44).
 * Compressed bodies are refused too, so that the size limit is the size that is read.
 * @throws IntegrationsError `unsupported_media_type`.
 */
export function requireJson(headers: Headers): void {
  const encoding = headers.get('content-encoding');
  if (!json.test(headers.get('content-type')?.trim() ?? '') || (encoding !== null && encoding.trim().toLowerCase() !== 'identity')) {
    throw new IntegrationsError('unsupported_media_type');
  }
}
