import { IntegrationsError } from '../../core/errors.ts';

/** Largest answer of a provider, in bytes after decompression (SR-73). */
export const largestAnswer = 1024 * 1024;

/** Reads an answer as text, at most 1 MiB. @throws IntegrationsError `provider_unavailable` when it is larger. */
export async function readAnswer(response: Response, signal: AbortSignal): Promise<string> {
  if (!response.body) return '';
  const reader = response.body.getReader();
  const stop = () => void reader.cancel().catch(() => {});
  signal.addEventListener('abort', stop, { once: true });
  const decoder = new TextDecoder();
  let text = '';
  let size = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      signal.throwIfAborted();
      if (done) return text + decoder.decode();
      size += value.byteLength;
      if (size > largestAnswer) {
        stop();
        throw new IntegrationsError('provider_unavailable');
      }
      text += decoder.decode(value, { stream: true });
    }
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

/** The JSON in a text, or undefined. Keys that reach a prototype are left out. */
export function lenientJson(text: string): unknown {
  try {
    return JSON.parse(text, (key, value: unknown) => (key === '__proto__' ? undefined : value));
  } catch {
    return undefined;
  }
}
