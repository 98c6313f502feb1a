import { describe, expect, it } from 'vitest';
import { readEndpoint } from '../../../src/server/egress/endpoint.ts';

describe('readEndpoint (SR-71)', () => {
  it('takes loopback only where it is allowed by name', () => {
    for (const base of ['http://127.0.0.1:4401/klaviyo', 'http://localhost:4401', 'http://[::1]:4401', 'https://127.0.0.1', 'http://2130706433/', 'http://api.localhost/']) {
      expect(() => readEndpoint('klaviyo', base, false)).toThrow(/allowLoopbackEgress/);
      expect(readEndpoint('klaviyo', base, true)).not.toMatch(/\/$/);
    }
  });
  it.each(['http://proxy.example', 'http://10.0.0.1', 'ftp://127.0.0.1', 'https://user@proxy.example', 'https://proxy.example?x=1', 'https://proxy.example#x', 'proxy.example', '', 'file:///etc'])('refuses %s, allowed or not', (base) => {
    expect(() => readEndpoint('klaviyo', base, true)).toThrow(TypeError);
  });
});
