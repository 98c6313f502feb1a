import type { TestReceipt } from '../../../src/core/index.ts';
import { IntegrationsError, isIntegrationsError } from '../../../src/core/index.ts';
import { validKey } from '../parcel.ts';
import { bare, broken, type BrokenAdapter, heedless, keyless, misdirected } from './broken.ts';

type Input = { integration: string; values?: Readonly<Record<string, unknown>> };
const receipt = (more: Partial<TestReceipt>): TestReceipt => ({
  outcome: 'accepted', sentAt: '2026-01-01T09:00:00.000Z', request: { method: 'POST', url: 'https://api.parcel.example/events', body: null }, answer: { status: 200, body: '' }, verdict: 'Taken.', unproven: [], ...more,
});
const toNobody = ({ values }: Input) => values?.['to'] === 'Nobody';

/** Broken in `sendTest`. */
export const brokenTests: readonly BrokenAdapter[] = [
  broken('shows the query of the call', 'sendTest: answers a receipt of what was sent and what came back', (good) => ({
    sendTest: async (i, o) => {
      const answer = await good.sendTest(i, o);
      return toNobody(i) ? answer : { ...answer, request: { ...answer.request, url: `${answer.request.url}?shop=3` } };
    },
  })),
  broken('shows the key in the call', 'sendTest: puts no secret on the receipt (SR-1)', (good) => ({
    sendTest: async (i, o) => {
      const answer = await good.sendTest(i, o);
      return { ...answer, request: { ...answer.request, body: JSON.stringify({ key: validKey.slice(3, 14) }) } };
    },
  })),
  broken('throws when the provider refuses a test', 'sendTest: answers a refusal by the provider as an outcome, with why', (good) => ({
    sendTest: async (i, o) => {
      const { problem, ...answer } = await good.sendTest(i, o);
      if (problem) throw new IntegrationsError(problem.code, problem);
      return answer;
    },
  })),
  broken('notes a test on the integration', 'sendTest: keeps nothing of it', (good) => ({
    sendTest: async (i, o) => {
      const answer = await good.sendTest(i, o);
      if (!toNobody(i)) good.controls.change(i.integration, { label: 'Tested' });
      return answer;
    },
  })),
  broken('sends malformed values', 'sendTest: refuses malformed values by their names, and sends nothing', (good) => ({
    sendTest: (i, o) =>
      good.sendTest(i, o).catch((error: unknown) => {
        if (isIntegrationsError(error, 'validation_failed')) return receipt({ outcome: 'refused' });
        throw error;
      }),
  })),
  ...keyless('sendTest', 'sendTest: answers alike when the same key arrives again, and sends nothing more'),
  broken('begins every racing test of one key anew', 'sendTest: joins or refuses the same key while it is under way', (good) => {
    const running = new Set<string>();
    return {
      sendTest: (i, o) => {
        const key = o.idempotencyKey ?? '';
        if (running.has(key)) return good.sendTest(i, bare(o));
        running.add(key);
        return good.sendTest(i, o).finally(() => running.delete(key));
      },
    };
  }),
  broken('makes a receipt of what it could not send', 'sendTest: has nothing to send with before connecting', (good) => ({
    sendTest: (i, o) =>
      good.sendTest(i, o).catch((error: unknown) => {
        if (isIntegrationsError(error, 'not_connected')) return receipt({});
        throw error;
      }),
  })),
  misdirected('sendTest'),
  ...heedless('sendTest'),
];
