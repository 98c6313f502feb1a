import * as HostDialog from '@radix-ui/react-dialog';
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { connectedKlaviyo, openDialog, openWorld, submit, typeKeys } from './harness.tsx';

const connected = { seed: { klaviyo: connectedKlaviyo } };
const gone = () => waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
const opener = (name: string) => [...document.querySelectorAll<HTMLElement>('[data-part="card"] button')].find((button) => button.textContent === name) as HTMLElement;

test('a dialog is named by its title, act and provider; the first field has focus (UX-28)', async () => {
  const world = await openWorld(connected);
  const connect = await openDialog(world, 'Connect', 'Twilio');
  await waitFor(() => expect(document.activeElement).toBe(connect.getByLabelText(/^Account SID/)));
  expect(connect.getByRole('heading', { level: 2 }).textContent).toBe('Connect Twilio');
  await world.user.keyboard('{Escape}');
  await gone();
  const configure = await openDialog(world, 'Configure');
  await waitFor(() => expect(document.activeElement?.closest('[data-field]')?.getAttribute('data-field')).toBe('listSyncEnabled'));
  expect(configure.getByRole('heading', { level: 2 }).textContent).toBe('Configure Klaviyo');
});

test('a question that destroys starts on Cancel (UX-28)', async () => {
  const world = await openWorld(connected);
  const ask = await openDialog(world, 'Disconnect');
  expect(document.activeElement).toBe(ask.getByRole('button', { name: 'Cancel' }));
});

const ways: Record<string, (world: Awaited<ReturnType<typeof openWorld>>) => Promise<void> | void> = {
  'the X': ({ user }) => user.click(screen.getByRole('button', { name: 'Close' })),
  Cancel: ({ user }) => user.click(screen.getByRole('button', { name: 'Cancel' })),
  Escape: ({ user }) => user.keyboard('{Escape}'),
  'a press outside': async ({ user }) => user.click(document.querySelector('[data-part="overlay"]') as Element),
};

test.for(Object.keys(ways))('closed by %s, focus is back on the opener (UX-29)', async (way) => {
  const world = await openWorld();
  await openDialog(world, 'Connect');
  await ways[way]?.(world);
  await gone();
  await waitFor(() => expect(document.activeElement).toBe(opener('Connect Klaviyo')));
});

test('where the opener is gone, focus goes to the card (UX-29)', async () => {
  const world = await openWorld();
  await openDialog(world, 'Connect');
  opener('Connect Klaviyo').remove();
  await world.user.keyboard('{Escape}');
  await gone();
  await waitFor(() => expect(document.activeElement?.closest('[data-part="card"]')?.getAttribute('data-integration')).toBe('klaviyo'));
});

test.for(Object.keys(ways))('%s asks before a typed secret is thrown away, and can be taken back (UX-30)', async (way) => {
  const world = await openWorld();
  const connect = await openDialog(world, 'Connect');
  const secret = connect.getByLabelText(/^Private API key/);
  await world.user.click(secret);
  await world.user.paste('pk_half');
  await ways[way]?.(world);
  const guard = await screen.findByRole('alertdialog', { name: 'Discard changes?' });
  await waitFor(() => expect(document.activeElement).toBe(within(guard).getByRole('button', { name: 'Keep editing' })));
  await world.user.keyboard('{Enter}');
  await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
  expect((secret as HTMLInputElement).value).toBe('pk_half');
  await ways[way]?.(world);
  await world.user.click(within(await screen.findByRole('alertdialog')).getByRole('button', { name: 'Discard changes' }));
  await gone();
  await waitFor(() => expect(document.activeElement).toBe(opener('Connect Klaviyo')));
});

test('an untouched form closes without a question, and only a touched one holds the tab open (UX-30)', async () => {
  const world = await openWorld();
  const holdsTab = () => !window.dispatchEvent(new Event('beforeunload', { cancelable: true }));
  const connect = await openDialog(world, 'Connect');
  expect(holdsTab()).toBe(false);
  await world.user.type(connect.getByLabelText(/^Public API key/), 'A');
  await waitFor(() => expect(holdsTab()).toBe(true));
  await world.user.clear(connect.getByLabelText(/^Public API key/));
  await waitFor(() => expect(holdsTab()).toBe(false));
  await world.user.keyboard('{Escape}');
  await gone();
});

test('closing while it connects cancels nothing; the outcome is said and kept (UX-31)', async () => {
  const world = await openWorld();
  const release = world.adapter.controls.hang('connect');
  const connect = await openDialog(world, 'Connect');
  await typeKeys(world, connect);
  await submit(world, connect);
  await connect.findAllByText('Checking your key…');
  await world.user.keyboard('{Escape}');
  await gone();
  expect(world.state().operations['klaviyo']).toMatchObject({ verb: 'connect', phase: 'running' });
  release();
  await waitFor(() => expect(world.state().integrations['klaviyo']?.status).toBe('connected'));
  await waitFor(() => expect(screen.getByRole('status').textContent).toContain('Klaviyo is connected'));
});

test('works inside a host’s own dialog, above its z-index, and never more than two of ours deep (UX-32)', async () => {
  const world = await openWorld({
    around: (page) => (
      <HostDialog.Root open>
        <HostDialog.Portal>
          <HostDialog.Content aria-describedby={undefined} style={{ position: 'fixed', inset: 0, zIndex: 5000, background: 'white' }}>
            <HostDialog.Title>Host settings</HostDialog.Title>
            <style>{':root { } .integrations { --integrations-z-overlay: 6000; }'}</style>
            {page}
          </HostDialog.Content>
        </HostDialog.Portal>
      </HostDialog.Root>
    ),
  });
  const connect = await openDialog(world, 'Connect');
  await world.user.type(connect.getByLabelText(/^Public API key/), 'AbC123');
  expect((connect.getByLabelText(/^Public API key/) as HTMLInputElement).value).toBe('AbC123');
  await world.user.keyboard('{Escape}');
  const guard = await screen.findByRole('alertdialog');
  const { x, y, width, height } = guard.getBoundingClientRect();
  expect(guard.contains(document.elementFromPoint(x + width / 2, y + height / 2))).toBe(true);
  expect(document.querySelectorAll('[data-part="overlay"]')).toHaveLength(2);
  await world.user.click(within(guard).getByRole('button', { name: 'Discard changes' }));
  await waitFor(() => expect(document.querySelector('[data-part="overlay"]')).toBeNull());
  expect(screen.getByText('Host settings')).not.toBeNull();
  await waitFor(() => expect(document.activeElement).toBe(opener('Connect Klaviyo')));
});

test('the page behind neither scrolls nor moves (UX-32)', async () => {
  const world = await openWorld();
  document.body.style.minHeight = '300vh';
  try {
    const before = screen.getByRole('button', { name: 'Connect Twilio' }).getBoundingClientRect().left;
    await openDialog(world, 'Connect');
    expect(getComputedStyle(document.body).overflow).toBe('hidden');
    expect(opener('Connect Twilio').getBoundingClientRect().left).toBe(before);
  } finally {
    document.body.style.minHeight = '';
  }
});

test('each message is said once, also beneath a dialog (UX-25)', async () => {
  const world = await openWorld(connected);
  const configure = await openDialog(world, 'Configure');
  await world.user.click(configure.getByRole('button', { name: 'Test connection' }));
  await configure.findByRole('heading', { name: /The connection works/ });
  expect(screen.getAllByRole('status', { hidden: true }).map((region) => region.textContent).join('|').match(/The connection works/g)).toHaveLength(1);
});

test('a form that cannot be loaded says so and is tried again', async () => {
  let attempts = 0;
  const { klaviyo } = await import('../../../src/providers/index.ts');
  const load = klaviyo.forms as () => Promise<never>;
  const flaky = { ...klaviyo, forms: () => (attempts++ === 0 ? Promise.reject(new Error('chunk')) : load()) };
  const world = await openWorld({ providers: [flaky], options: {}, change: (adapter) => { adapter.list = async () => []; } });
  await world.user.click(screen.getByRole('button', { name: 'Connect Klaviyo' }));
  const alert = await screen.findByText(/could not be loaded/);
  expect(alert.textContent).not.toContain('chunk');
  await world.user.click(screen.getByRole('button', { name: 'Try again' }));
  await screen.findByLabelText(/^Private API key/);
});

test('who may only read sees values and no way to change them (UX-12)', async () => {
  const world = await openWorld({ ...connected, page: { readOnly: true } });
  const configure = await openDialog(world, 'Configure');
  expect(configure.getByText(/Ask an admin/)).not.toBeNull();
  expect(configure.queryByRole('button', { name: /Save|Replace|Test/ })).toBeNull();
  fireEvent.submit(document.querySelector('form') as HTMLFormElement);
  await world.user.keyboard('{Escape}');
  await gone();
  const ask = await openDialog(world, 'Disconnect');
  expect(ask.queryByRole('button', { name: /Disconnect|Pause/ })).toBeNull();
  expect(world.calls('configure') + world.calls('disconnect')).toBe(0);
});

test('closed or replaced from outside it asks as well; nothing typed is lost without a word (UX-30)', async () => {
  const world = await openWorld();
  const connect = await openDialog(world, 'Connect');
  await world.user.type(connect.getByLabelText(/^Public API key/), 'A');
  act(() => world.root.closeDialog());
  await world.user.click(within(await screen.findByRole('alertdialog', { name: 'Discard changes?' })).getByRole('button', { name: 'Keep editing' }));
  act(() => world.root.openDialog({ kind: 'connect', integration: 'twilio' }));
  await screen.findByRole('alertdialog', { name: 'Discard changes?' });
  expect((connect.getByLabelText(/^Public API key/) as HTMLInputElement).value).toBe('A');
  await world.user.click(screen.getByRole('button', { name: 'Discard changes' }));
  await screen.findByRole('dialog', { name: 'Connect Twilio' });
  act(() => world.root.closeDialog());
  await gone();
});

test('Escape in an open search list closes the list, the next one the dialog', async () => {
  const many = Array.from({ length: 30 }, (_, index) => ({ value: `L${index}`, label: `List ${index}` }));
  const world = await openWorld({ ...connected, options: { klaviyo: { listId: many, audienceSegmentIds: [], defaultTemplateId: [] } } });
  const configure = await openDialog(world, 'Configure');
  const box = await waitFor(() => {
    const found = configure.getByRole('combobox', { name: /list/i });
    expect(found).toBeInstanceOf(HTMLInputElement);
    return found;
  });
  await world.user.click(box);
  await waitFor(() => expect(box).toHaveAttribute('aria-expanded', 'true'));
  await world.user.keyboard('{Escape}');
  await waitFor(() => expect(box).toHaveAttribute('aria-expanded', 'false'));
  expect(screen.getByRole('dialog')).toBeVisible();
  await world.user.keyboard('{Escape}');
  await gone();
});

test('a button in a dialog stays where it is while it is pressed, though leaving the field has something to say', async () => {
  const world = await openWorld({ reject: () => undefined });
  const dialog = await openDialog(world, 'Connect');
  const key = dialog.getByLabelText(/^Private API key/);
  await world.user.click(key);
  await world.user.paste('pk_123456789012345678901234');
  const button = dialog.getByRole('button', { name: 'Connect Klaviyo' });
  await world.user.pointer({ target: button, keys: '[MouseLeft>]' });
  expect(document.activeElement).toBe(key);
  expect(document.querySelector('[data-part="warning"]')).toBeNull();
  await world.user.pointer({ keys: '[/MouseLeft]' });
  await dialog.findByText('There is a problem');
});
