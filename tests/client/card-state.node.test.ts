import { expect, test } from 'vitest';
import { cardState } from '../../src/client/card-state.ts';
import type { Operation } from '../../src/client/state.ts';
import { IntegrationsError } from '../../src/core/index.ts';
import { available, connected } from './fixtures.ts';

const { problem } = new IntegrationsError('timeout');
const operation = (verb: Operation['verb'], phase: Operation['phase']): Operation => ({ verb, phase, startedAt: 0, problem: phase === 'running' || phase === 'slow' ? null : problem });
const later = '2026-11-22T12:00:00.000Z';
const authorization = { id: 'a1', expiresAt: later };
const klaviyo = connected('klaviyo');

test.each([
  ['available', available('klaviyo')],
  ['connecting', available('klaviyo'), operation('connect', 'running')],
  ['connecting', connected('klaviyo', { status: 'needs_reauth' }), operation('connect', 'slow')],
  ['connecting', klaviyo, operation('connect', 'running'), problem],
  ['connecting', available('klaviyo', { authorization })],
  ['connecting', connected('klaviyo', { status: 'needs_reauth', enabled: false, authorization })],
  ['unknown', connected('klaviyo', { authorization }), undefined, problem],
  ['disconnecting', connected('klaviyo', { authorization }), operation('disconnect', 'running')],
  ['connected', klaviyo],
  ['connected', klaviyo, operation('configure', 'running')],
  ['connected', klaviyo, operation('verify', 'slow')],
  ['connected', klaviyo, operation('configure', 'failed')],
  ['available', available('klaviyo'), operation('connect', 'failed')],
  ['unverified', connected('klaviyo', { status: 'unverified' })],
  ['needs_reauth', connected('klaviyo', { status: 'needs_reauth' })],
  ['needs_reauth', connected('klaviyo', { status: 'needs_reauth', enabled: false })],
  ['failing', connected('klaviyo', { status: 'error' })],
  ['retrying', connected('klaviyo', { status: 'error', retryAt: later })],
  ['retrying', connected('klaviyo', { retryAt: later })],
  ['paused', connected('klaviyo', { enabled: false })],
  ['paused', connected('klaviyo', { enabled: false, status: 'error', retryAt: later })],
  ['available', available('klaviyo', { enabled: false })],
  ['disconnecting', klaviyo, operation('disconnect', 'running')],
  ['unknown', klaviyo, operation('disconnect', 'unknown')],
  ['unknown', available('klaviyo'), undefined, problem],
  ['unknown', available('klaviyo'), operation('status', 'running'), problem],
  ['unknown', undefined],
] as const)('shows %s (UX-3, UX-9, UX-62)', (state, integration, running?: Operation, unknown?: typeof problem) => {
  expect(cardState(integration, running, unknown)).toBe(state);
});
