import type { FieldDescriptor } from '../../core/describe-fields.ts';
import { IntegrationsError, type Problem } from '../../core/errors.ts';
import type { Values } from '../../core/integration.ts';
import type { TestReceipt } from '../../core/test-event.ts';
import type { ProviderRequest, ProviderResponse, TestVerdict } from '../connector.ts';
import { createRedactor, type Redactor } from './create-redactor.ts';
import { hiddenIn, sensitiveName } from './hidden-in.ts';

/** Characters of a body that are shown, and of it that are looked at. */
const shown = { body: 4000, sentence: 600 };
const looked = 2 * shown.body;

/** What a test came to, as the connector and the call itself tell it. */
export interface Sent {
  request: ProviderRequest;
  answer: ProviderResponse | null;
  found: Omit<TestVerdict, 'outcome'> & { outcome: TestReceipt['outcome'] };
  sentAt: string;
}

/**
 * Makes the receipt of a test. Whatever its connector says, nothing secret gets onto it: of the call only method, address and body are kept; values of
 * the query, and members named like a secret, are left out; and every value of the credentials, whole or in part, in whatever encoding, stands as `{key}`.
 */
export function makeReceipt({ request, answer, found, sentAt }: Sent, fields: readonly FieldDescriptor[], credentials: Values): TestReceipt {
  const redact = createRedactor(hiddenIn(request, fields, credentials));
  const sentence = (text: string) => bounded(redact(text.slice(0, looked)), shown.sentence);
  const body = (text: string) => bounded(redact(withoutSensitive(text.slice(0, looked))), shown.body);
  const { outcome, verdict, unproven, link, problem } = found;
  const target = link && https(link.url);
  return {
    outcome,
    sentAt,
    request: { method: request.method, url: addressOf(request.url, redact), body: request.body === undefined ? null : body(request.body) },
    answer: answer && { status: answer.status, body: body(answer.text) },
    verdict: sentence(verdict),
    unproven: unproven.map(sentence),
    // An address that would have to be changed leads nowhere.
    ...(link && target && redact(target) === target ? { link: { label: sentence(link.label), url: target } } : {}),
    ...(problem ? { problem: problemOf(problem, sentence) } : {}),
  };
}

function problemOf({ code, detail, fields, retryAfter }: Problem, sentence: (text: string) => string): Problem {
  return new IntegrationsError(code, {
    detail: sentence(detail),
    ...(fields ? { fields: Object.fromEntries(Object.entries(fields).map(([path, text]) => [sentence(path), sentence(text)])) } : {}),
    ...(retryAfter === undefined ? {} : { retryAfter }),
  }).problem;
}

/** Host and path, and the names of the query. */
function addressOf(address: string, redact: Redactor): string {
  const { origin, pathname, searchParams } = new URL(address);
  const query = [...new Set(searchParams.keys())].map((name) => `${redact(name)}=…`).join('&');
  return bounded(redact(origin + pathname), shown.sentence) + (query && `?${bounded(query, shown.sentence)}`);
}

function https(address: string): string | null {
  const url = URL.canParse(address) ? new URL(address) : null;
  return url?.protocol === 'https:' && !url.username && !url.password ? url.href : null;
}

/** The text without what is named like a secret in it: members of JSON, and of forms. */
function withoutSensitive(text: string): string {
  return text
    .replace(/("([^"\\\n]{1,80})"\s{0,20}:\s{0,20})"(?:[^"\\]|\\[^])*(?:"|$)/g, (whole, before: string, name: string) => (sensitiveName.test(name) ? `${before}"…"` : whole))
    .replace(/(^|[&?\s])([\w.[\]-]{1,80})=[^&\s]*/g, (whole, before: string, name: string) => (sensitiveName.test(name) ? `${before}${name}=…` : whole));
}

function bounded(text: string, most: number): string {
  const plain = text.replace(/[^\P{Cc}\n\t]|[\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/gu, ' ').toWellFormed();
  return plain.length > most ? `${plain.slice(0, most).toWellFormed()}…` : plain;
}
