import { screen, waitFor, within } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { describeFields, type FieldDescriptor } from '../../../src/core/describe-fields.ts';
import { loadForms } from '../../../src/core/load-forms.ts';
import { builtinProviders } from '../../../src/providers/index.ts';
import { bar } from './editing.ts';
import { openDialog, openWorld } from './harness.tsx';

vi.setConfig({ testTimeout: 60_000 });

/** Anything but the default, so that all there is to restore is restored, and what hangs on it comes and goes. */
function another({ default: value, kind, options, constraints: { max } }: FieldDescriptor): unknown {
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'number') return value === max ? value - 1 : value + 1;
  if (kind === 'choice' && Array.isArray(options)) return options.find((one) => one.value !== value)?.value;
  return Array.isArray(value) && value.length > 0 ? [] : value;
}

test.for(builtinProviders.map((provider) => [provider.id, provider] as const))('what is shown of restoring the defaults of %s counts what is then not saved yet (UX-80)', async ([id, provider]) => {
  const { configuration: schema } = await loadForms(provider);
  const fields = schema ? describeFields(schema, 'configuration') : [];
  const configuration = Object.fromEntries(fields.flatMap((field) => (field.default === undefined ? [] : [[field.key, another(field)]])));
  const world = await openWorld({ providers: [provider], seed: { [id]: { status: 'connected', account: { label: 'Acme' }, configuration } } });
  const dialog = await openDialog(world, 'Configure', provider.name);
  await world.user.click(await dialog.findByRole('button', { name: 'Restore defaults' }));
  const question = within(await screen.findByRole('alertdialog', { name: 'Restore defaults?' }));
  const told = Number(/^(\d+) settings? changes?\./.exec(question.getByText(/Nothing is saved until you save\./).textContent ?? '')?.[1]);
  expect(told).toBeGreaterThan(4);
  await world.user.click(question.getByRole('button', { name: 'Restore defaults' }));
  await waitFor(() => expect(bar()?.textContent).toContain(`${told} unsaved changes`));
});
