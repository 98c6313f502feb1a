import { expect, test } from 'vitest';
import { type ClientState, initialState } from '../../src/client/state.ts';
import * as op from '../../src/client/operation-transitions.ts';
import { type Listed, listed } from '../../src/client/list-transitions.ts';
import * as go from '../../src/client/transitions.ts';
import { IntegrationsError } from '../../src/core/index.ts';
import { available, connected, passedTest } from './fixtures.ts';

const { problem } = new IntegrationsError('unavailable');
const klaviyo = connected('klaviyo');
const twilio = available('twilio');
const second = available('klaviyo', { id: 'klaviyo~b' });
const ready: ClientState = { ...initialState, phase: 'ready', order: ['klaviyo', 'twilio'], integrations: { klaviyo, twilio } };
const running = op.begun(ready, 'klaviyo', 'connect', 5);
const unknown = op.lost(running, 'klaviyo', problem);
const list = (more: Partial<Listed> = {}): Listed => ({ order: ['klaviyo', 'twilio'], integrations: [klaviyo, twilio], unknown: {}, settles: () => true, judge: op.judged, ...more });

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !(value instanceof Set)) {
    for (const inner of Object.values(value)) frozen(inner);
    Object.freeze(value);
  }
  return value;
}

const rows: readonly [string, ClientState, (state: ClientState) => ClientState, Partial<ClientState>][] = [
  ['loading begins', initialState, go.loading, { phase: 'loading' }],
  ['reading again keeps the page', ready, go.loading, { phase: 'ready' }],
  ['loading again after a failure', { ...initialState, phase: 'failed', problem }, go.loading, { phase: 'loading' }],
  ['a first list', initialState, (s) => listed(s, list()), { phase: 'ready', order: ['klaviyo', 'twilio'], integrations: { klaviyo, twilio }, problem: null }],
  ['a list in which all is as usual', { ...running, problem, unknown: { twilio: problem } }, (s) => go.usual(s, { order: ['klaviyo'], integrations: { klaviyo } }), { order: ['klaviyo'], integrations: { klaviyo }, problem: null, unknown: {} }],
  ['a list clears what was not known', { ...ready, problem, unknown: { twilio: problem } }, (s) => listed(s, list()), { unknown: {}, problem: null }],
  ['a list marks what it left out and keeps what was known (UX-9)', ready, (s) => listed(s, list({ integrations: [twilio], unknown: { klaviyo: problem } })), { unknown: { klaviyo: problem }, integrations: { klaviyo, twilio } }],
  ['a list drops an account that is gone', { ...ready, order: ['klaviyo', 'klaviyo~b'], integrations: { klaviyo, 'klaviyo~b': klaviyo } }, (s) => listed(s, list()), { order: ['klaviyo', 'twilio'], integrations: { klaviyo, twilio } }],
  ['a late enough list settles an unknown outcome', unknown, (s) => listed(s, list()), { operations: {}, unknown: {} }],
  ['an early list settles nothing', unknown, (s) => listed(s, list({ settles: () => false })), { operations: unknown.operations, unknown: unknown.unknown }],
  ['the first list fails', { ...initialState, phase: 'loading' }, (s) => go.listFailed(s, problem), { phase: 'failed', problem, unknown: {} }],
  ['a later list fails: all unknown, nothing lost (UX-9)', ready, (s) => go.listFailed(s, problem, () => false), { phase: 'ready', problem, unknown: { klaviyo: problem, twilio: problem }, integrations: { klaviyo, twilio } }],
  ['a later list fails, but one has answered since', ready, (s) => go.listFailed(s, problem, (id) => id === 'twilio'), { problem, unknown: { klaviyo: problem } }],
  ['an answer that settles', unknown, (s) => op.received(s, klaviyo, true), { operations: {}, unknown: {} }],
  ['an answer that does not settle', unknown, (s) => op.received(s, klaviyo, false), { operations: unknown.operations, unknown: unknown.unknown }],
  ['an answer of a new address', ready, (s) => op.received(s, second, true), { order: ['klaviyo', 'twilio', 'klaviyo~b'], integrations: { klaviyo, twilio, 'klaviyo~b': second } }],
  ['an operation begins', ready, (s) => op.begun(s, 'klaviyo', 'verify', 7), { operations: { klaviyo: { verb: 'verify', phase: 'running', startedAt: 7, problem: null } } }],
  ['it becomes slow (UX-44)', running, (s) => op.slowed(s, 'klaviyo'), { operations: { klaviyo: { verb: 'connect', phase: 'slow', startedAt: 5, problem: null } } }],
  ['a finished one never becomes slow', unknown, (s) => op.slowed(s, 'klaviyo'), { operations: unknown.operations }],
  ['it ends', running, (s) => go.ended(s, 'klaviyo'), { operations: {} }],
  ['it fails', running, (s) => op.failed(s, 'klaviyo', problem), { operations: { klaviyo: { verb: 'connect', phase: 'failed', startedAt: 5, problem } }, unknown: {} }],
  ['its answer is lost (SR-15)', running, (s) => op.lost(s, 'klaviyo', problem), { operations: { klaviyo: { verb: 'connect', phase: 'unknown', startedAt: 5, problem } }, unknown: { klaviyo: problem } }],
  ['a running operation is not dismissed', running, (s) => go.dismissed(s, 'klaviyo'), { operations: running.operations }],
  ['a failed one is', op.failed(running, 'klaviyo', problem), (s) => go.dismissed(s, 'klaviyo'), { operations: {} }],
  ['dismissing an unknown one leaves the status unknown', unknown, (s) => go.dismissed(s, 'klaviyo'), { operations: {}, unknown: { klaviyo: problem } }],
  ['a test result', ready, (s) => op.verified(s, 'klaviyo', passedTest), { verifications: { klaviyo: passedTest } }],
  ['a test result that no longer applies', op.verified(ready, 'klaviyo', passedTest), (s) => op.untested(s, 'klaviyo'), { verifications: {} }],
  ['reading stops', { ...initialState, phase: 'loading' }, go.stopped, { phase: 'idle' }],
];

test.each(rows)('%s', (_, before, step, after) => {
  const started = frozen(structuredClone(before));
  expect(step(started)).toEqual({ ...started, ...after });
});

test('a list that says the same keeps every identity, so that no card draws again', () => {
  const again = listed(ready, list({ integrations: [structuredClone(klaviyo), structuredClone(twilio)] }));
  expect(again.integrations).toBe(ready.integrations);
  const changed = listed(ready, list({ integrations: [structuredClone(klaviyo), available('twilio', { label: 'Second' })] }));
  expect(changed.integrations['klaviyo']).toBe(klaviyo);
  expect(changed.integrations['twilio']).toMatchObject({ label: 'Second' });
});
