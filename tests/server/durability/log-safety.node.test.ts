import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { describe, expect, inject, it, vi } from 'vitest';
import { placeOf } from '../../../src/server/place-of.ts';
import { figure } from '../../setup/figures.ts';
import { aPostgresDatabase } from '../storage/database-fixtures.ts';

vi.setConfig({ testTimeout: 180_000 });

const random = (bytes: number) => Buffer.from(crypto.getRandomValues(new Uint8Array(bytes)));
/** As a text may be spelt on its way into a log. */
const spellings = (text: string) => [text, Buffer.from(text).toString('base64'), Buffer.from(text).toString('hex'), encodeURIComponent(text), [...text].reverse().join('')];

describe('what a server writes, to its log and beside it (SR-82)', () => {
  it.each([
    ['PGlite', async () => null],
    ['PostgreSQL', () => aPostgresDatabase(inject('postgresUrl'))],
  ])('holds no 8 characters of any secret, whatever fails, on %s', async (name, place) => {
    const canaries = Array.from({ length: 40 }, () => `mk-${random(16).toString('hex')}`);
    const vaultKey = random(32).toString('base64');
    const child = spawn(process.execPath, [fileURLToPath(new URL('./log-child.ts', import.meta.url)), JSON.stringify({ canaries, vaultKey, postgres: await place() })], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const [out, errors]: [string[], string[]] = [[], []];
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => errors.push(chunk.toString()));
    const [code] = (await once(child, 'close')) as [number | null];
    expect([code, errors.join('')]).toEqual([0, '']);

    const text = out.join('');
    const events = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { event: string; status?: number; error?: string });
    expect(new Set(events.map(({ event }) => event))).toEqual(new Set(['request', 'connector_failed', 'egress_refused', 'vault.unreadable', 'internal_error', 'audit.failed']));
    expect(events.length).toBeGreaterThan(600);
    // Ids of requests and stores are random too, and 8 of their characters would be a canary's now and then.
    const written = text.replaceAll(/[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/g, '').toLowerCase();
    const parts = new Set([...canaries, vaultKey].flatMap(spellings).flatMap((one) => Array.from({ length: one.length - 7 }, (__, at) => one.slice(at, at + 8).toLowerCase())));
    expect([...parts].filter((part) => written.includes(part))).toEqual([]);
    figure({ what: `secrets in the log of a server in trouble, on ${name}`, count: `${events.length} lines, searched for ${parts.size} parts of ${canaries.length + 1} secrets`, worst: '0 found' });
  });
});

describe('what of an error is written', () => {
  it('is its kind, code and place, if they look like such', () => {
    const error = Object.assign(new RangeError('secret\n    at secret (file:///secret.ts:1:1)'), { code: 'UND_ERR_SOCKET' });
    expect(placeOf(error)).toEqual({ error: 'RangeError', code: 'UND_ERR_SOCKET', place: expect.stringMatching(/^at .*log-safety\.node\.test\.ts:\d+:\d+/) });
    expect(placeOf(error).place).not.toContain('secret');
    expect(placeOf(Object.assign(new Error('x'), { code: '23505' })).code).toBe('23505');
    for (const odd of ['sk_live_0a1b2c3d', 'AC0123456789ABCDEF', 'SECRETERROR1', '']) {
      expect(placeOf(Object.assign(new Error('x'), { name: odd, code: odd }))).toMatchObject({ error: 'Error', code: '' });
    }
    expect(JSON.stringify(placeOf(Object.assign(new Error('x'), { stack: 'other\n    at secret (https://secret:1:1)' })))).not.toContain('secret');
    expect(placeOf('secret')).toEqual({ error: 'string', code: '', place: '' });
  });
});
