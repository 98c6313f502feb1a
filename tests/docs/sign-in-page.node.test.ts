import { expect, test } from 'vitest';
import { loadForms } from '../../src/core/load-forms.ts';
import { builtinProviders } from '../../src/providers/index.ts';
import { pageAt, tableOf } from './pages.ts';

const page = pageAt('docs/sign-in.md');
const signIns = await Promise.all(builtinProviders.map(async (provider) => ({ name: provider.name, oauth2: (await loadForms(provider)).auth.oauth2 })));
const named = (...headings: string[]) => tableOf(page, headings[0]!).map(([name]) => name).sort();

test('every provider that offers a sign-in has its registration and its scopes, and no other has', () => {
  const offering = signIns.flatMap(({ name, oauth2 }) => (oauth2 ? [name] : [])).sort();
  expect(offering.length).toBeGreaterThan(4);
  expect(named('Provider | Where')).toEqual(offering);
  expect(named('Provider | Scopes')).toEqual(offering);
});

test('the scopes are those that are asked for', () => {
  for (const [name, scopes = ''] of tableOf(page, 'Provider | Scopes')) {
    const asked = signIns.find((one) => one.name === name)?.oauth2?.scopes.map(({ id }) => id);
    // Mailchimp has none; its one stands for the whole.
    expect(scopes, name).toBe(name === 'Mailchimp' ? 'none' : name === 'TikTok Ads' ? `${asked?.join(', ')}, which have to be set on the app` : asked?.join(', '));
  }
});
