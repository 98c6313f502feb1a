import 'integrations-settings/csp';
import 'integrations-settings/styles.css';
import { StrictMode, version } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { createRestAdapter } from 'integrations-settings/adapters/rest';
import { IntegrationsSettings } from 'integrations-settings';
import { builtinCategories, builtinProviders } from 'integrations-settings/providers';

// A host's page whose React, StrictMode and store come from its address; a test may take it away and put it back.
const query = new URLSearchParams(location.search);
const adapter = createRestAdapter({ storeId: query.get('store') ?? '', signIn: true });
const providers = builtinProviders.filter(({ id }) => id === 'klaviyo' || id === 'mailchimp' || id === 'google-ads');
let root: Root | undefined;

function mount() {
  const place = document.getElementById('root');
  if (!place) throw new Error('The page has no root.');
  const page = <IntegrationsSettings adapter={adapter} providers={providers} categories={builtinCategories} />;
  root = createRoot(place);
  root.render(query.has('strict') ? <StrictMode>{page}</StrictMode> : page);
}

Object.assign(globalThis, { reactVersion: version, mount, unmount: () => root?.unmount() });
mount();
