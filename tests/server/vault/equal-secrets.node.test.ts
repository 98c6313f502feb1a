import { describe, expect, it, vi } from 'vitest';
import { equalSecrets } from '../../../src/server/vault/equal-secrets.ts';

describe('equalSecrets (SR-79)', () => {
  it('tells equal from different, whatever the lengths', async () => {
    expect(await equalSecrets('a secret', 'a secret')).toBe(true);
    expect(await equalSecrets('', '')).toBe(true);
    for (const other of ['', 'a secre', 'a secreT', 'A secret', 'a secret ']) expect(await equalSecrets('a secret', other)).toBe(false);
  });

  it('compares digests of one length, never the texts', async () => {
    const digest = vi.spyOn(crypto.subtle, 'digest');
    await equalSecrets('short', 'a much longer secret');
    expect(digest).toHaveBeenCalledTimes(2);
    digest.mockRestore();
  });
});
