import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, userEvent, waitFor } from 'storybook/test';
import { IntegrationsError } from '../../src/core/errors.ts';
import { connected, DialogStage, inDialog } from './dialog-stage.tsx';

const meta = {
  title: 'Dialogs/Test event',
  component: DialogStage,
  args: { kind: 'test', integration: 'twilio', seed: connected, options: { test: () => receipt } },
  parameters: { docs: { story: { inline: false, height: '720px' } } },
} satisfies Meta<typeof DialogStage>;
export default meta;

type Story = StoryObj<typeof meta>;

const receipt = {
  request: { method: 'POST', url: 'https://api.twilio.com/2010-04-01/Accounts/{accountSid}/Messages.json', body: 'To=%2B447700900123&From={phoneNumber}&Body=This+is+a+test+message+from+your+shop.' },
  answer: { status: 201, body: '{"sid":"SM2f0d5a8c1e7b4963a0d8f2c6e1b7a4d9","status":"queued","error_code":null,"num_segments":"1"}' },
  verdict: 'Twilio accepted the message and is sending it.',
  unproven: ['That it reaches the phone: look at the phone, or at its status in Twilio’s log.', 'That carriers of every country take your messages: some ask for a registration first.'],
  link: { label: 'Open the message log in Twilio', url: 'https://console.twilio.com/us1/monitor/logs/sms' },
};

async function sendTo(number: string) {
  const dialog = await inDialog();
  const user = userEvent.setup();
  await user.click(await dialog.findByLabelText(/^Phone number/, {}, { timeout: 8000 }));
  await user.paste(number);
  await user.click(dialog.getByRole('button', { name: 'Send a test message' }));
  return dialog;
}
const good = '+447700900123';

/** UX-33: what it sends and what it costs stand before the first field. */
export const Empty: Story = { play: async () => void (await (await inDialog()).findByText(/Twilio bills it/)) };
export const EmptyDark: Story = { ...Empty, globals: { theme: 'dark' } };
/** UX-37: wrong input on its field, before anything is sent. */
export const WrongNumber: Story = { play: async () => void (await (await sendTo('12')).findAllByText(/start with \+ and the country code/)) };
/** UX-67: one at a time; it may be closed meanwhile. */
export const Sending: Story = {
  args: { plan: (adapter) => void adapter.controls.hang('sendTest') },
  play: async () => void (await (await sendTo(good)).findByText('Sending to Twilio…')),
};
/** UX-66: what the provider said, lasting, with what it does not prove. */
export const Accepted: Story = {
  play: async () => {
    const dialog = await sendTo(good);
    await dialog.findByRole('region', { name: receipt.verdict });
    await userEvent.click(dialog.getByText('Show details'));
    await waitFor(() => expect(dialog.getByText(/Accounts\/\{accountSid\}\/Messages\.json/)).toBeVisible());
  },
};
export const AcceptedDark: Story = { ...Accepted, globals: { theme: 'dark' } };
/** A refusal is an outcome: on its field, and on a receipt. */
export const Refused: Story = {
  args: { options: { test: () => new IntegrationsError('validation_failed', { detail: 'This number has opted out by replying STOP, so Twilio sends it nothing.', fields: { to: 'This number has opted out by replying STOP, so Twilio sends it nothing.' } }) } },
  play: async () => {
    const dialog = await sendTo(good);
    await dialog.findByRole('region', { name: /opted out/ });
    await expect(dialog.getByLabelText(/^Phone number/)).toHaveAttribute('aria-invalid', 'true');
  },
};
/** It went out, and nothing clear came back. */
export const Unknown: Story = {
  args: { options: { test: () => ({ ...receipt, outcome: 'unknown', answer: null, verdict: 'Twilio gave no clear answer, so the test may or may not have arrived. Look there before you send another.', unproven: [] }) } },
  play: async () => void (await (await sendTo(good)).findByRole('region', { name: /may or may not have arrived/ })),
};
/** UX-68: when it may be sent again. */
export const RateLimited: Story = {
  args: { options: { fail: { sendTest: new IntegrationsError('rate_limited', { retryAfter: 42 }) } } },
  play: async () => void (await (await sendTo(good)).findByText(/42|41/)),
};
/** The answer was lost: sending again cannot do it twice. */
export const Lost: Story = {
  args: { options: { fail: { sendTest: new IntegrationsError('internal', { requestId: 'req_77' }) } } },
  play: async () => void (await (await sendTo(good)).findByText(/not sent a second time/)),
};
export const NotConnected: Story = { args: { seed: {} }, play: async () => void (await (await inDialog()).findByText(/not connected, so nothing can be sent/)) };
export const ReadOnly: Story = { args: { readOnly: true }, play: async () => void (await (await inDialog()).findByText(/not change it/)) };
