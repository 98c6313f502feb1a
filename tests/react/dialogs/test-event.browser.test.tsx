import { act, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { IntegrationsError } from '../../../src/core/errors.ts';
import { openDialog, openWorld, type World, type WorldOptions } from './harness.tsx';

const stored = { accountSid: 'AC5ef8732a3c49700934481addd5ce1659', authToken: '9b1c5d7e3f2a4b6c8d0e1f2a3b4c5d6e', phoneNumber: '+15005550006' };
const seed = { twilio: { status: 'connected', account: { label: 'Ana’s Shop' }, stored }, klaviyo: { status: 'connected' } } as const;
const number = '+447700900123';

async function openTest(more: WorldOptions = {}) {
  const world = await openWorld({ seed, ...more });
  return { world, dialog: await show(world) };
}

async function show({ user }: World) {
  await user.click(screen.getByRole('button', { name: 'Test Twilio' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Send a test message with Twilio' }));
  await dialog.findByLabelText(/^Phone number/);
  return dialog;
}

async function send({ user }: World, dialog: ReturnType<typeof within>, to = number, button = 'Send a test message') {
  const input = dialog.getByLabelText(/^Phone number/);
  await user.clear(input);
  await user.type(input, to);
  await user.click(dialog.getByRole('button', { name: button }));
}
const said = (text: string) => [...document.querySelectorAll('[data-part="live"] p')].filter((one) => one.textContent?.includes(text)).length;

test('what is sent and what it costs stand before the field, which has focus (UX-28, UX-33)', async () => {
  const { dialog } = await openTest();
  const [what, warning, input] = [dialog.getByText(/One short text message/), dialog.getByText(/Twilio bills it/), dialog.getByLabelText(/^Phone number/)];
  expect(what.compareDocumentPosition(input) & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy();
  expect(warning.compareDocumentPosition(input) & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy();
  await waitFor(() => expect(document.activeElement).toBe(input));
});

test('the receipt lasts: verdict, time, what it does not prove; the call and its answer on demand; said once (UX-66, UX-67)', async () => {
  const { world, dialog } = await openTest();
  const before = world.state().integrations['twilio'];
  await send(world, dialog);
  const receipt = within(await dialog.findByRole('region', { name: 'Twilio took the test.' }));
  expect(receipt.getByText(/^Sent at/)).not.toBeNull();
  expect(receipt.getByText('It does not prove that real events arrive.')).not.toBeNull();
  expect(receipt.getByText('Show details').closest('details')?.open).toBe(false);
  await world.user.click(receipt.getByText('Show details'));
  expect(receipt.getByText(/"to":"\+447700900123"/)).not.toBeNull();
  expect(said('Twilio took the test.')).toBe(1);
  expect(world.state().integrations['twilio']).toBe(before);
  await world.user.click(dialog.getByRole('button', { name: 'Done' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect((await show(world)).getByRole('region', { name: 'Twilio took the test.' })).not.toBeNull();
});

test('a wrong number is told on its field, and nothing is sent (UX-37)', async () => {
  const { world, dialog } = await openTest();
  await send(world, dialog, '12');
  expect((await dialog.findAllByText(/start with \+ and the country code/)).length).toBeGreaterThan(0);
  expect(dialog.getByLabelText(/^Phone number/).getAttribute('aria-invalid')).toBe('true');
  expect(world.calls('sendTest')).toBe(0);
});

test('a refusal stands on its field and on the receipt; what was typed stays, and a correction can be sent', async () => {
  const refuse = new IntegrationsError('validation_failed', { detail: 'This number has opted out.', fields: { to: 'This number has opted out.' } });
  const { world, dialog } = await openTest({ test: ({ to }) => (to === number ? refuse : undefined) });
  await send(world, dialog);
  await dialog.findByRole('region', { name: 'This number has opted out.' });
  const input = dialog.getByLabelText<HTMLInputElement>(/^Phone number/);
  expect([input.value, input.getAttribute('aria-invalid')]).toEqual([number, 'true']);
  expect(said('This number has opted out.')).toBe(0);
  await send(world, dialog, '+447700900124', 'Send another');
  await dialog.findByRole('region', { name: 'Twilio took the test.' });
  expect(world.calls('sendTest')).toBe(2);
});

test('two presses of Enter send one (UX-40, UX-67)', async () => {
  const { world, dialog } = await openTest();
  const release = world.adapter.controls.hang('sendTest');
  const input = dialog.getByLabelText(/^Phone number/);
  await world.user.type(input, `${number}{Enter}{Enter}`);
  await dialog.findByText('Sending to Twilio…');
  await world.user.click(dialog.getByRole('button', { name: 'Sending to Twilio…' }));
  act(release);
  await dialog.findByRole('region', { name: 'Twilio took the test.' });
  expect(world.calls('sendTest')).toBe(1);
});

test('closed while it runs, nothing is asked or lost: the end is said once, and a new look shows it (UX-31)', async () => {
  const { world, dialog } = await openTest();
  const release = world.adapter.controls.hang('sendTest');
  await send(world, dialog);
  await dialog.findByText('Sending to Twilio…');
  await world.user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(world.state().operations['twilio']).toMatchObject({ verb: 'test', phase: 'running' });
  const again = await show(world);
  expect(again.getByRole('button', { name: 'Sending to Twilio…' })).not.toBeNull();
  await world.user.keyboard('{Escape}');
  act(release);
  await waitFor(() => expect(said('Twilio: Twilio took the test.')).toBe(1));
  expect(world.calls('sendTest')).toBe(1);
  expect(world.state().receipts?.['twilio']?.outcome).toBe('accepted');
});

test('a limit says when it may be sent again, and the number stays (UX-68)', async () => {
  const { world, dialog } = await openTest({ fail: { sendTest: new IntegrationsError('rate_limited', { retryAfter: 42 }) } });
  await send(world, dialog);
  const notice = await dialog.findByRole('group', { name: 'Twilio asks us to slow down' });
  expect(within(notice).getByText(/4[12]/)).not.toBeNull();
  expect(dialog.getByLabelText<HTMLInputElement>(/^Phone number/).value).toBe(number);
});

test('after a lost answer the same number goes out under the same key, so that nothing is sent twice (SR-17)', async () => {
  let sent = 0;
  const keys: unknown[] = [];
  const { world, dialog } = await openTest({
    test: () => { sent += 1; return undefined; },
    change: (adapter) => {
      const { sendTest } = adapter;
      adapter.sendTest = (i, o) => { keys.push(o.idempotencyKey); return sendTest(i, o); };
      adapter.controls.failNext('sendTest', 'internal', { lostAnswer: true });
    },
  });
  await send(world, dialog);
  await dialog.findByText(/not sent a second time/);
  await world.user.click(dialog.getByRole('button', { name: 'Check again' }));
  await dialog.findByRole('region', { name: 'Twilio took the test.' });
  expect([sent, keys.length, new Set(keys).size]).toEqual([1, 2, 1]);
  await world.user.click(dialog.getByRole('button', { name: 'Send another' }));
  await waitFor(() => expect(sent).toBe(2));
});

test('a number that was typed and not sent is not thrown away unasked (UX-30)', async () => {
  const { world, dialog } = await openTest();
  await world.user.type(dialog.getByLabelText(/^Phone number/), '+44');
  await world.user.keyboard('{Escape}');
  await screen.findByRole('alertdialog', { name: 'Discard changes?' });
});

test('Configure offers it beside “Test connection” where provider and backend have it', async () => {
  const world = await openWorld({ seed });
  const twilio = await openDialog(world, 'Configure', 'Twilio');
  expect(twilio.getByRole('button', { name: 'Test connection' }).nextElementSibling?.textContent).toBe('Send a test message');
  await world.user.click(twilio.getByRole('button', { name: 'Send a test message' }));
  await screen.findByRole('dialog', { name: 'Send a test message with Twilio' });
  expect(world.events.filter(({ type }) => type === 'dialog_opened').map((event) => 'dialog' in event && event.dialog)).toEqual(['configure', 'test']);
});

test('and not where the backend cannot', async () => {
  const world = await openWorld({ seed, change: (adapter) => { delete (adapter as Partial<typeof adapter>).sendTest; } });
  const twilio = await openDialog(world, 'Configure', 'Twilio');
  expect(twilio.queryByRole('button', { name: 'Send a test message' })).toBeNull();
});
