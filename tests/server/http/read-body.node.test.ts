import { describe, expect, it } from 'vitest';
import { bodyLimits, readBody } from '../../../src/server/http/read-body.ts';

const post = (body: BodyInit | null, headers: Record<string, string> = {}) => new Request('https://shop.example/', { method: 'POST', body, headers, duplex: 'half' } as RequestInit);

/** A body that counts how much was asked of it. */
function endless(chunk: number) {
  const pulled = { bytes: 0 };
  const stream = new ReadableStream<Uint8Array>({
    pull(controller) {
      pulled.bytes += chunk;
      controller.enqueue(new Uint8Array(chunk).fill(0x20));
    },
  });
  return { stream, pulled };
}

describe('readBody', () => {
  it('takes 64 KiB and refuses one byte more (SR-48)', async () => {
    expect(await readBody(post('a'.repeat(bodyLimits.bytes)))).toHaveLength(bodyLimits.bytes);
    await expect(readBody(post('a'.repeat(bodyLimits.bytes + 1)))).rejects.toMatchObject({ code: 'too_large' });
  });

  it('stops reading an endless body at the limit, whatever its length is said to be (SR-48)', async () => {
    const { stream, pulled } = endless(8192);
    await expect(readBody(post(stream, { 'content-length': '10' }))).rejects.toMatchObject({ code: 'too_large' });
    expect(pulled.bytes).toBeLessThan(bodyLimits.bytes + 5 * 8192);
  });

  it('does not read a body that announces too much', async () => {
    const { stream, pulled } = endless(8192);
    await expect(readBody(post(stream, { 'content-length': String(bodyLimits.bytes + 1) }))).rejects.toMatchObject({ code: 'too_large' });
    expect(pulled.bytes).toBeLessThanOrEqual(8192);
  });

  it('gives up a body that does not arrive in time, as the sender’s fault (SR-48)', async () => {
    const silent = new ReadableStream<Uint8Array>({ start: (controller) => controller.enqueue(new Uint8Array([0x7b])) });
    await expect(readBody(post(silent), { bytes: 100, milliseconds: 30 })).rejects.toMatchObject({ code: 'bad_request' });
    expect(bodyLimits.milliseconds).toBe(10_000);
  });

  it('refuses a body that breaks off, and one that is not UTF-8 (SR-53)', async () => {
    const broken = new ReadableStream<Uint8Array>({ pull: (controller) => controller.error(new Error('socket hang up')) });
    await expect(readBody(post(broken))).rejects.toMatchObject({ code: 'bad_request' });
    for (const bytes of [[0xff], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80], [0x7b, 0xe2, 0x82]]) {
      await expect(readBody(post(new Uint8Array(bytes)))).rejects.toMatchObject({ code: 'bad_request' });
    }
  });

  it('counts the text that a body parser before it left behind (SR-48)', async () => {
    const parsed = (text: string) => ({ headers: new Headers(), body: null, text: async () => text }) as unknown as Request;
    expect(await readBody(parsed('ü'.repeat(bodyLimits.bytes / 2)))).toHaveLength(bodyLimits.bytes / 2);
    await expect(readBody(parsed(`${'ü'.repeat(bodyLimits.bytes / 2)}a`))).rejects.toMatchObject({ code: 'too_large' });
  });

  it('answers empty text where there is no body', async () => {
    expect(await readBody(post(null))).toBe('');
  });
});
