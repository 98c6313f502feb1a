import { setTimeout } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { conformanceOverHttp, type HttpCase } from '../testing/over-http/conformance-over-http.ts';
import type { HttpBackend } from '../testing/over-http/http-backend.ts';
import { klaviyoSandbox } from '../testing/over-http/klaviyo-sandbox.ts';
import { readFixture } from './read-fixture.ts';
import { UsageError, type Verb } from './verb.ts';

/** Runs the conformance kit against a backend over HTTP. */
export const conformance: Verb = {
  usage: `conformance --url URL --store ID [--other-store ID] [--header 'name: value']… [--fixture FILE]

Runs every promise of the adapter interface against a backend that speaks the REST contract, one line for each.
Use stores that are kept for tests: each case disconnects the fixture's provider in them and erases its data.

  --url URL              what precedes /api, such as https://api.example
  --store ID             a store of this backend
  --other-store ID       a second one, to prove that neither sees the other
  --header 'name: value' sent with every request, such as an authorization; may be repeated
  --fixture FILE         JSON: a provider, valid and rejected credentials, valid and invalid configuration
                         (ConformanceFixture of integrations-settings/testing); default: the Klaviyo accounts of the sandbox`,
  async run(args, { out, err }) {
    const { values } = parseArgs({
      args: [...args],
      options: {
        url: { type: 'string' },
        store: { type: 'string' },
        'other-store': { type: 'string' },
        header: { type: 'string', multiple: true, default: [] },
        fixture: { type: 'string' },
      },
    });
    const backend: HttpBackend = { url: readUrl(values.url), store: values.store ?? '', otherStore: values['other-store'], headers: readHeaders(values.header) };
    if (backend.store === '') throw new UsageError('Name a store of the backend with --store.');
    if (backend.otherStore === backend.store) throw new UsageError('--other-store names the same store as --store.');
    const fixture = values.fixture === undefined ? klaviyoSandbox : await readFixture(values.fixture);

    const { cases, finish } = await conformanceOverHttp(backend, fixture, (seconds) => {
      err(`The backend limits requests; trying again in ${seconds} s.`);
      return setTimeout(seconds * 1000);
    });
    const count = { pass: 0, FAIL: 0, 'not supported': 0 };
    try {
      for (const one of cases) {
        const { result, line } = await resultOf(one);
        count[result] += 1;
        out(line);
      }
    } finally {
      await finish().catch(() => err(`The stores could not be left clean: ${fixture.provider} may still be connected there.`));
    }
    out(`\n${fixture.provider} at ${backend.url}: ${count.pass} passed, ${count.FAIL} failed, ${count['not supported']} not supported`);
    return count.FAIL === 0 ? 0 : 1;
  },
};

async function resultOf(one: HttpCase): Promise<{ result: 'pass' | 'FAIL' | 'not supported'; line: string }> {
  if ('unsupported' in one) return { result: 'not supported', line: `not supported  ${one.name} — ${one.unsupported}` };
  try {
    await one.run();
    return { result: 'pass', line: `pass           ${one.name}` };
  } catch (error) {
    return { result: 'FAIL', line: `FAIL           ${one.name} — ${error instanceof Error ? error.message : String(error)}` };
  }
}

function readUrl(text: string | undefined): string {
  if (text === undefined) throw new UsageError('Name the backend with --url.');
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !/^https?:$/.test(url.protocol)) throw new UsageError('--url takes an address that begins with http:// or https://.');
  if (url.username || url.password || url.search || url.hash) throw new UsageError('--url takes no user, no query and no fragment. Send a user with --header.');
  if (/\/api\/?$/.test(url.pathname)) throw new UsageError('--url takes what precedes /api. Leave /api out.');
  return text.replace(/\/+$/, '');
}

function readHeaders(texts: readonly string[]): Record<string, string> {
  const headers = new Headers();
  for (const text of texts) {
    const [, name = '', value = ''] = /^([^:]*):(.*)$/s.exec(text) ?? [];
    try {
      headers.append(name.trim(), value.trim());
    } catch {
      throw new UsageError("--header takes 'name: value'.");
    }
  }
  return Object.fromEntries(headers);
}
