import { createElement } from 'react';
import { renderToString } from 'react-dom/server';
import { expect, test } from 'vitest';
import { IntegrationsSettings } from '../../../src/index.ts';
import { nineProviders, shop } from '../../../stories/page/shop.ts';

test('renders the skeleton where there is no window, document or storage (DX-8, SR-22)', () => {
  expect([typeof window, typeof document]).toEqual(['undefined', 'undefined']);
  const adapter = shop({ seed: { klaviyo: { status: 'connected', stored: { privateApiKey: 'pk_canary0123456789' } } } });
  const html = renderToString(createElement(IntegrationsSettings, { adapter, providers: nineProviders, nonce: 'abc' }));
  expect(html.match(/data-part="skeleton"/g)).toHaveLength(9);
  expect(html).toContain('aria-busy="true"');
  expect(html).not.toContain('<article');
  expect(html).not.toContain('pk_canary');
});
