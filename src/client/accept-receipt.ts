import type { TestReceipt } from '../core/test-event.ts';
import { cleanProblem } from './clean-problem.ts';
import { isObject } from './is-object.ts';

/** An answer as a receipt, or null. Only known members pass, and only a link that may be followed. */
export function acceptReceipt(value: unknown): TestReceipt | null {
  if (!isObject(value) || !['accepted', 'refused', 'unknown'].includes(String(value['outcome'])) || !isObject(value['request']) || !Array.isArray(value['unproven'])) return null;
  const { outcome, sentAt, request, answer, verdict, unproven, link, problem } = value as unknown as TestReceipt;
  return {
    outcome, sentAt: String(sentAt), verdict: String(verdict), unproven: unproven.map(String),
    request: { method: String(request.method), url: String(request.url), body: typeof request.body === 'string' ? request.body : null },
    answer: isObject(answer) ? { status: Number(answer.status), body: String(answer.body) } : null,
    ...(isObject(link) && String(link.url).startsWith('https://') && { link: { label: String(link.label), url: String(link.url) } }),
    ...(isObject(problem) && { problem: cleanProblem(problem) }),
  };
}
