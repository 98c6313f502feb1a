import { IntegrationsSettings } from 'integrations-settings';
import { createMemoryAdapter } from 'integrations-settings/adapters/memory';
import { defineProvider, field } from 'integrations-settings/core';
import { createRoot } from 'react-dom/client';
import * as z from 'zod/mini';
import { type BenchField, benchFields, benchProviders, type Contestant, untilCount } from './content.ts';

function schemaOf(one: BenchField) {
  const meta = { label: one.label, help: one.help, secret: false };
  if (one.type === 'number') return field(z._default(z.int().check(z.minimum(one.min), z.maximum(one.max)), Number(one.value)), meta);
  if (one.type === 'boolean') return field(z._default(z.boolean(), Boolean(one.value)), meta);
  if (one.type === 'select') return field(z._default(z.enum(one.options as [string, ...string[]]), String(one.value)), meta);
  return field(z._default(z.string().check(z.minLength(one.min), z.maxLength(one.max)), String(one.value)), meta);
}

function mount(root: HTMLElement, cards: number, count: number): Promise<() => void> {
  const shown = benchProviders(cards);
  const forms = {
    auth: { credentials: { fields: z.object({ token: field(z.string(), { label: 'Token' }) }), steps: [] } },
    configuration: z.object(Object.fromEntries(benchFields(count).map((one) => [one.name, schemaOf(one)]))),
    disconnect: { impact: [], keeps: [] },
  };
  const providers = shown.map(({ id, name, summary, category }) => defineProvider({ id, name, summary, category, forms }));
  const adapter = createMemoryAdapter({ providers, seed: Object.fromEntries(shown.filter((one) => one.connected).map((one) => [one.id, { status: 'connected' as const }])) });
  const reactRoot = createRoot(root);
  reactRoot.render(<IntegrationsSettings adapter={adapter} providers={providers} />);
  return untilCount(root, '[data-part="card"]', cards).then(() => () => reactRoot.unmount());
}

export const ours: Contestant = { mount, trigger: '[data-integration="p1"] button[aria-label^="Configure"], [data-integration="p1"] button', dialog: '[role=dialog] form [data-field]', input: '[data-field="f0"] input' };
