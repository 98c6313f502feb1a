import { screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, test, vi } from 'vitest';
import * as z from 'zod/mini';
import { field } from '../../../src/core/field.ts';
import { loadForms } from '../../../src/core/load-forms.ts';
import { klaviyo, mailchimp, twilio } from '../../../src/providers/index.ts';
import { laterPaste } from '../../../src/react/form/later-paste.ts';
import { foreign, kl, mc, tw } from '../../providers/paste/values.ts';
import { showForm, type ShownForm } from './harness.tsx';

const twilioSchema = (await loadForms(twilio)).auth.credentials!.fields;
const klaviyoSchema = (await loadForms(klaviyo)).auth.credentials!.fields;
const mailchimpSchema = (await loadForms(mailchimp)).auth.credentials!.fields;
const settings = `TWILIO_ACCOUNT_SID="${tw.accountSid}"\nTWILIO_AUTH_TOKEN="${tw.authToken}"\nTWILIO_PHONE_NUMBER="${tw.phoneNumber}"`;

const input = (label: RegExp) => screen.getByLabelText<HTMLInputElement>(label, { selector: 'input' });
async function paste(label: RegExp, text: string): Promise<void> {
  await userEvent.click(input(label));
  await userEvent.paste(text);
}
const notice = () => document.querySelector<HTMLElement>('[data-part="paste"]');
const found = async () => within(await waitFor(() => notice() ?? expect.fail('Nothing is said of the paste.')));

async function pasteSettings(said: string[] = [], more: Parameters<typeof showForm>[1] = {}): Promise<{ form: ShownForm; offers: Awaited<ReturnType<typeof found>> }> {
  const form = showForm(twilioSchema, { provider: twilio, ...more }, { announce: (text) => said.push(text) });
  await paste(/^Account SID/, settings);
  return { form, offers: await found() };
}

describe('settings pasted into one field (UX-36)', () => {
  test('are offered value by value, below the field, said once and without a secret; nothing is filled in before a button says so', async () => {
    const said: string[] = [];
    const { form, offers } = await pasteSettings(said);
    expect(offers.getByText('We found 3 values in what you pasted.')).toBeVisible();
    expect(notice()?.closest('[data-field]')).toHaveAttribute('data-field', 'accountSid');
    expect(offers.getAllByRole('listitem').map((item) => item.querySelector('b')?.textContent)).toEqual(['Account SID', 'Auth Token', 'Phone number']);
    expect(form.handle.values()).not.toHaveProperty('authToken');
    await waitFor(() => expect(said.filter((text) => text.startsWith('We found'))).toEqual(['We found 3 values in what you pasted. What you can do stands below the field.']));
    expect(said.join()).not.toContain(tw.authToken);
  });

  test('"Fill in all" fills every field, and Undo brings back what was there, the paste included', async () => {
    const { form, offers } = await pasteSettings();
    const pasted = input(/^Account SID/).value;
    await userEvent.click(offers.getByRole('button', { name: 'Fill in all' }));
    expect(form.handle.values()).toEqual({ accountSid: tw.accountSid, signInWith: 'AC', authToken: tw.authToken, phoneNumber: tw.phoneNumber });
    expect(input(/^Auth Token/).value).toBe(tw.authToken);
    expect(input(/^Auth Token/)).toHaveAttribute('type', 'password');
    await waitFor(() => expect(offers.getByRole('button', { name: 'Undo' })).toHaveFocus());
    await userEvent.keyboard('{Enter}');
    expect(input(/^Account SID/).value).toBe(pasted);
    expect(form.handle.values()).toEqual({ accountSid: pasted, signInWith: 'AC' });
    await waitFor(() => expect(offers.getByRole('button', { name: 'Fill in Account SID' })).toHaveFocus());
  });

  test('one value may be taken and the others left; the paste goes, as it is no value', async () => {
    const { form, offers } = await pasteSettings();
    await userEvent.click(offers.getByRole('button', { name: 'Fill in Auth Token' }));
    expect(form.handle.values()).toEqual({ signInWith: 'AC', authToken: tw.authToken });
    expect(offers.getByText('Filled in')).toBeVisible();
    await waitFor(() => expect(offers.getByRole('button', { name: 'Fill in Account SID' })).toHaveFocus());
  });

  test('"Keep as pasted" leaves everything, and focus returns to the field', async () => {
    const { form, offers } = await pasteSettings();
    const before = form.handle.values();
    await userEvent.click(offers.getByRole('button', { name: 'Keep as pasted' }));
    await waitFor(() => expect(notice()).toBeNull());
    expect(form.handle.values()).toEqual(before);
    expect(input(/^Account SID/)).toHaveFocus();
  });

  test('what was in a field before is given back when the paste held nothing for it', async () => {
    const form = showForm(twilioSchema, { provider: twilio });
    await userEvent.type(input(/^Phone number/), '+15005550006');
    await paste(/^Phone number/, `TWILIO_ACCOUNT_SID=${tw.accountSid}\nTWILIO_AUTH_TOKEN=${tw.authToken}`);
    await userEvent.click((await found()).getByRole('button', { name: 'Fill in all' }));
    expect(form.handle.values()).toEqual({ accountSid: tw.accountSid, signInWith: 'AC', authToken: tw.authToken, phoneNumber: '+15005550006' });
  });

  test('works by keyboard alone', async () => {
    const { form, offers } = await pasteSettings();
    await userEvent.tab();
    expect(offers.getByRole('button', { name: 'Fill in Account SID' })).toHaveFocus();
    await userEvent.tab();
    await userEvent.tab();
    await userEvent.tab();
    expect(offers.getByRole('button', { name: 'Fill in all' })).toHaveFocus();
    await userEvent.keyboard('{Enter}');
    expect(form.handle.values()).toHaveProperty('authToken', tw.authToken);
  });
});

describe('a value of another field (UX-37)', () => {
  test('can be moved there with one press, and back', async () => {
    const form = showForm(klaviyoSchema, { provider: klaviyo });
    await paste(/^Private API key/, kl.publicApiKey);
    const offers = await found();
    expect(offers.getByText('This looks like the value for Public API key (site ID).')).toBeVisible();
    await userEvent.click(offers.getByRole('button', { name: 'Move it to Public API key (site ID)' }));
    expect(form.handle.values()).toEqual({ publicApiKey: kl.publicApiKey });
    await userEvent.click(offers.getByRole('button', { name: 'Undo' }));
    expect(form.handle.values()).toEqual({ privateApiKey: kl.publicApiKey });
  });

  test('brings along what it says of another field, so that it is not hidden there', async () => {
    const form = showForm(twilioSchema, { provider: twilio });
    await paste(/^Account SID/, foreign.apiKeySid);
    await userEvent.click((await found()).getByRole('button', { name: 'Move it to API key SID' }));
    expect(form.handle.values()).toEqual({ signInWith: 'SK', apiKeySid: foreign.apiKeySid });
    expect(input(/^API key SID/)).toBeVisible();
    expect(screen.queryByLabelText(/^Auth Token/, { selector: 'input' })).toBeNull();
  });

  test('is exchanged with what that field holds where each belongs to the other', async () => {
    const form = showForm(klaviyoSchema, { provider: klaviyo });
    await userEvent.type(input(/^Public API key/), kl.privateApiKey);
    await paste(/^Private API key/, kl.publicApiKey);
    await userEvent.click((await found()).getByRole('button', { name: 'Exchange it with Public API key (site ID)' }));
    expect(form.handle.values()).toEqual({ publicApiKey: kl.publicApiKey, privateApiKey: kl.privateApiKey });
  });

  test('of another product is called by its name, once: when the field says the same, it is left to the field', async () => {
    showForm(klaviyoSchema, { provider: klaviyo });
    await paste(/^Private API key/, ['pk', 'live', '4f9aK2mXw7Rt5Ks1Jd9'].join('_'));
    expect((await found()).getByText(/^This is a Stripe key/)).toBeVisible();
    await userEvent.click(input(/^Public API key/));
    await screen.findByText(/^This is a Stripe key/, { selector: '[data-part=error]' });
    expect(screen.getAllByText(/This is a Stripe key/)).toHaveLength(1);
  });
});

test('the server prefix is offered from the key, which stays (UX-38)', async () => {
  const form = showForm(mailchimpSchema, { provider: mailchimp });
  await paste(/^API key/, mc.apiKey);
  await userEvent.click((await found()).getByRole('button', { name: 'Fill in Server prefix' }));
  expect(form.handle.values()).toEqual({ apiKey: mc.apiKey, serverPrefix: 'us21' });
});

test('a value that fits where it is pasted is no news', async () => {
  showForm(twilioSchema, { provider: twilio });
  await paste(/^Account SID/, ` ${tw.accountSid}\u200b\n`);
  await laterPaste.load();
  await userEvent.tab();
  expect(input(/^Account SID/).value).toBe(tw.accountSid);
  expect(notice()).toBeNull();
});

test('a provider without hints has its values found by the names and forms of its fields', async () => {
  const schema = z.object({
    clientKey: field(z.string(), { label: 'Client key', secret: false }),
    signingToken: field(z.string().check(z.regex(/^tok_[a-z0-9]{20,60}$/, 'A token starts with tok_.')), { label: 'Signing token' }),
    region: field(z.enum(['eu', 'us']), { label: 'Region', secret: false }),
  });
  const form = showForm(schema, { provider: { id: 'parcels', name: 'Parcels', category: 'shipping', summary: '', forms: { auth: {}, disconnect: { impact: [], keeps: [] } } } });
  await paste(/^Client key/, `PARCELS_CLIENT_KEY=shop-17\nPARCELS_SIGNING_TOKEN=tok_4f9a2m7w5t1d9f3g6y0c4e\nPARCELS_REGION=eu`);
  await userEvent.click((await found()).getByRole('button', { name: 'Fill in all' }));
  expect(form.handle.values()).toEqual({ clientKey: 'shop-17', signingToken: 'tok_4f9a2m7w5t1d9f3g6y0c4e', region: 'eu' });
});

describe('nothing of a paste goes anywhere (SR-13)', () => {
  test('a secret is in no markup, no storage, no address, no console and no announcement, while offered, filled in and undone', async () => {
    const logged = (['log', 'info', 'warn', 'error', 'debug'] as const).map((level) => vi.spyOn(console, level));
    const said: string[] = [];
    const { form, offers } = await pasteSettings(said);
    const clean = () => {
      expect(document.documentElement.outerHTML).not.toContain(tw.authToken);
      expect(location.href + JSON.stringify(localStorage) + JSON.stringify(sessionStorage) + said.join() + JSON.stringify(logged.map((spy) => spy.mock.calls.map(String)))).not.toContain(tw.authToken);
    };
    clean();
    await userEvent.click(offers.getByRole('button', { name: 'Fill in all' }));
    clean();
    await userEvent.click(offers.getByRole('button', { name: 'Undo' }));
    clean();
    form.handle.clearSecrets();
    await waitFor(() => expect(notice()).toBeNull());
    expect(JSON.stringify(form.handle.values())).not.toContain(`"${tw.authToken}"`);
  });

  test('settings that are no credentials are left alone', async () => {
    showForm(z.object({ note: field(z.string(), { label: 'Note' }) }), { purpose: 'configuration' });
    await paste(/^Note/, settings);
    await laterPaste.load();
    expect(notice()).toBeNull();
  });

  test('while the form cannot be changed, nothing is offered', async () => {
    const { form } = await pasteSettings();
    form.rerender({ readOnly: true });
    expect(notice()).toBeNull();
  });
});
