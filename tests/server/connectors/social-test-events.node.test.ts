import { describe, expect, test } from 'vitest';
import type { Values } from '../../../src/core/index.ts';
import { attemptTest } from '../../../src/server/operations/attempt-test.ts';
import { accountOf, connectorOf, contextOf, contextWith, rejection } from './harness.ts';

describe.each([['meta-pixel', 'Meta', { error: { code: 100, error_subcode: 2_804_019, message: 'Invalid parameter' } }], ['tiktok-pixel', 'TikTok', { code: 40002, message: 'test_event_code: Invalid.', data: {} }]] as const)('%s: a test event', (provider, name, refused) => {
  const connector = connectorOf(provider);
  const keys = accountOf(contextOf(provider).sandbox, provider);
  const { testEventCode, ...withoutCode } = keys;
  const send = (spy: Pick<ReturnType<typeof contextOf>, 'context'>, credentials: Values, values: Values = {}) =>
    attemptTest(name, (context) => connector.sendTest?.({ credentials, configuration: {}, values }, context) ?? Promise.reject(new Error('no test')), (work) => work(spy.context));

  test('carries the code just entered, else the stored one, in exactly one call', async () => {
    for (const [values, code] of [[{ testEventCode: 'TEST424242' }, 'TEST424242'], [{}, testEventCode]] as const) {
      const spy = contextOf(provider);
      const { found } = await send(spy, keys, values);
      expect(found).toMatchObject({ outcome: 'accepted', verdict: `${name} received 1 event.`, unproven: expect.arrayContaining([expect.stringMatching(/browser pixel/)]), link: { url: expect.stringMatching(/^https:/) } });
      // An address with an entered value in it would be left out of the receipt.
      expect(Object.values(keys).filter((value) => found.link?.url.includes(value))).toEqual([]);
      expect(spy.calls.map(({ body }) => (JSON.parse(body ?? '') as { test_event_code: string }).test_event_code)).toEqual([code]);
    }
  });

  test('without any code nothing is sent, because the event would count as real', async () => {
    const spy = contextOf(provider);
    expect((await rejection(send(spy, withoutCode))).problem).toMatchObject({ code: 'validation_failed', fields: { testEventCode: expect.stringMatching(/count as real/) } });
    expect(spy.calls).toEqual([]);
  });

  test('a code the provider does not take is said on its field', async () => {
    const { found } = await send(contextWith(() => Response.json(refused)), keys);
    expect(found).toMatchObject({ outcome: 'refused', problem: { fields: { testEventCode: expect.stringMatching(/Copy the code/) } } });
  });

  test('an answer nobody understands leaves open whether it arrived; a limit says that nothing was sent', async () => {
    expect((await send(contextWith(() => new Response('<html></html>', { status: 502 })), keys)).found.outcome).toBe('unknown');
    const busy = provider === 'meta-pixel' ? { error: { code: 4 } } : { code: 40132, data: {} };
    expect((await rejection(send(contextWith(() => Response.json(busy)), keys))).code).toBe('rate_limited');
  });
});
