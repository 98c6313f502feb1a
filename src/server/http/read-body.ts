import { IntegrationsError } from '../../core/errors.ts';

/** Largest body, in bytes, and the time it may take to arrive, in milliseconds (SR-48). */
export const bodyLimits = { bytes: 64 * 1024, milliseconds: 10_000 } as const;

/**
 * Reads a body as text while counting, so an endless one costs 64 KiB at most. A body slower than the deadline is `bad_request`:
 * the fault is the sender's, and a 5xx would invite a retry.
 * @throws IntegrationsError `too_large`, or `bad_request` (late, broken off, not UTF-8).
 */
export async function readBody(request: Request, limits: { bytes: number; milliseconds: number } = bodyLimits): Promise<string> {
  const announced = Number(request.headers.get('content-length') ?? 0);
  if (announced > limits.bytes) throw new IntegrationsError('too_large');
  // Without a stream a host's body parser may have been here before; its text is all there is.
  if (!request.body) return limited(await request.text(), limits.bytes);

  const reader = request.body.getReader();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new IntegrationsError('bad_request', { detail: 'The request took too long to arrive, so it was not read to its end. Send it again.' })), limits.milliseconds);
  });
  try {
    return decode(await Promise.race([collect(reader, limits.bytes), late]));
  } finally {
    clearTimeout(timer);
    // Not cancelled: that resets the connection before the refusal has left. What is not read is the platform's to drop.
    reader.releaseLock();
  }
}

async function collect(reader: ReadableStreamDefaultReader<Uint8Array>, most: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read().catch(() => {
      throw new IntegrationsError('bad_request', { detail: 'The request broke off before its end, so nothing was done.' });
    });
    if (done) break;
    size += value.byteLength;
    if (size > most) throw new IntegrationsError('too_large');
    chunks.push(value);
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.byteLength;
  }
  return whole;
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new IntegrationsError('bad_request', { detail: 'The body is not UTF-8 text, so nothing was done.' });
  }
}

function limited(text: string, most: number): string {
  if (new TextEncoder().encode(text).byteLength > most) throw new IntegrationsError('too_large');
  return text;
}
