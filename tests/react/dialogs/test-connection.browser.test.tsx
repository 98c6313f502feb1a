import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { IntegrationsError } from '../../../src/core/errors.ts';
import { connectedKlaviyo, openDialog, openWorld, privateKey, typeKeys, wrongKey } from './harness.tsx';

const stages = () => [...document.querySelectorAll<HTMLElement>('section[data-part="stages"] [data-part="stage"]')];

test('the result stays, check by check, with outcome and time (UX-66)', async () => {
  const world = await openWorld();
  const connect = await openDialog(world, 'Connect');
  await typeKeys(world, connect);
  await world.user.click(connect.getByRole('button', { name: 'Test connection' }));
  await connect.findByRole('heading', { name: 'The connection works: Ana’s Shop (AbC123)' });
  expect(stages().length).toBeGreaterThan(1);
  for (const stage of stages()) {
    expect(stage.dataset['outcome']).toMatch(/passed|skipped/);
    expect(stage.querySelector('[data-time]')?.textContent).toMatch(/\d\.\d s|not run/);
  }
  expect(connect.getByText(/Tested at/)).not.toBeNull();
  expect(world.state().integrations['klaviyo']?.status).toBe('disconnected');
});

test('a failed check says which, and shows its details without the key (UX-66)', async () => {
  const world = await openWorld({ reject: () => new IntegrationsError('invalid_credentials', { detail: `Unknown key ${wrongKey}.`, requestId: 'req_9' }) });
  const connect = await openDialog(world, 'Connect');
  await typeKeys(world, connect, wrongKey);
  await world.user.click(connect.getByRole('button', { name: 'Test connection' }));
  await connect.findByRole('heading', { name: 'The test failed' });
  const failed = stages().find((stage) => stage.dataset['outcome'] === 'failed');
  expect(failed?.textContent).toContain('Sign-in was refused');
  expect(failed?.querySelector('summary')?.textContent).toBe('Show details');
  expect(failed?.textContent).not.toContain(wrongKey.slice(4, 14));
});

test('one run at a time, said once, and nothing stored changes (UX-67)', async () => {
  const world = await openWorld({ seed: { klaviyo: connectedKlaviyo } });
  const before = world.state().integrations['klaviyo'];
  const release = world.adapter.controls.hang('verify');
  const configure = await openDialog(world, 'Configure');
  const button = configure.getByRole('button', { name: 'Test connection' });
  await world.user.click(button);
  await world.user.click(button);
  await configure.findByText(/Testing the connection/);
  expect(button.getAttribute('aria-disabled')).toBe('true');
  release();
  await configure.findByRole('heading', { name: /The connection works/ });
  expect(world.calls('verify')).toBe(1);
  expect(world.state().integrations['klaviyo']).toEqual(before);
  expect(screen.getAllByRole('status', { hidden: true }).map((region) => region.textContent).join().match(/The connection works/g)).toHaveLength(1);
});

test('with unsaved edits it tests those, and says so (UX-67)', async () => {
  const world = await openWorld({ seed: { klaviyo: connectedKlaviyo } });
  const configure = await openDialog(world, 'Configure');
  const field = configure.getByLabelText(/^Consent source/);
  await world.user.type(field, ' 2');
  await world.user.click(configure.getByRole('button', { name: 'Test connection' }));
  await configure.findByText(/Tested with your unsaved changes/);
  expect((field as HTMLInputElement).value).toBe('Shop 2');
  expect(world.calls('configure')).toBe(0);
});

test('a malformed key is named before anything is asked', async () => {
  const world = await openWorld();
  const connect = await openDialog(world, 'Connect');
  await typeKeys(world, connect, 'AbC123');
  await world.user.click(connect.getByRole('button', { name: 'Test connection' }));
  await waitFor(() => expect(document.querySelector('[data-field="privateApiKey"] [data-part="error"]')?.textContent).toContain('This is the public key.'));
  expect(world.calls('verify')).toBe(0);
});

test('a test that cannot run says why and when it may (UX-66)', async () => {
  const world = await openWorld();
  world.adapter.verify = () => Promise.reject(new IntegrationsError('rate_limited', { retryAfter: 30 }));
  const connect = await openDialog(world, 'Connect');
  await typeKeys(world, connect, privateKey);
  await world.user.click(connect.getByRole('button', { name: 'Test connection' }));
  await connect.findByText(/You can try again in \d+ s/, {}, { timeout: 20_000 });
}, 25_000);
