import { screen, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { beforeSave, benSaves, input, meanwhile, save, saved, stored } from './editing.ts';

test('UX-73: a merge that meets a second save starts from the first one, and so overwrites neither', async () => {
  const world = await meanwhile({ customSource: 'Mine' }, { fromLabel: 'Ben' });
  // Ben takes his change back. Measured from what Ana opened, that would look as if only she had changed it.
  beforeSave(world, 2, () => benSaves(world, { fromLabel: 'Ana' }));
  await save(world);
  await saved();
  expect(stored(world)).toMatchObject({ customSource: 'Mine', fromLabel: 'Ana' });
  expect(world.calls('configure')).toBe(3);
});

test('UX-72: a field that only Ben changed, twice, is no conflict', async () => {
  const world = await meanwhile({ customSource: 'Mine' }, { fromLabel: 'Ben 1' });
  beforeSave(world, 2, () => benSaves(world, { fromLabel: 'Ben 2' }));
  await save(world);
  await saved();
  expect(stored(world)).toMatchObject({ customSource: 'Mine', fromLabel: 'Ben 2' });
});

test('UX-73: after two merges the note names what came from both', async () => {
  const world = await meanwhile({ customSource: 'Mine' }, { fromLabel: 'Ben' });
  beforeSave(world, 2, () => benSaves(world, { fromLabel: 'Ben', replyToEmail: 'ben@shop.example' }));
  await save(world);
  await screen.findByText(/changed elsewhere: Sender name and Reply-to address/);
});

test('UX-72: a choice that meets a second conflict asks again, about the newest values only', async () => {
  const world = await meanwhile({ customSource: 'Mine', fromLabel: 'Mine too' }, { customSource: 'Ben 1', fromLabel: 'Ben 1' });
  await save(world);
  const first = within(await screen.findByRole('region', { name: /^ben changed this/ }));
  await world.user.click(first.getByLabelText(/Theirs\s*Ben 1/, { selector: '[data-field="fromLabel"] input' }));
  beforeSave(world, 1, () => benSaves(world, { customSource: 'Ben 2', fromLabel: 'Ben 2' }));
  await save(world);
  // What was settled as Ben's follows Ben; what was kept is asked about once more.
  await screen.findByLabelText(/Theirs\s*Ben 2/);
  expect([...document.querySelectorAll<HTMLElement>('[data-part="conflict"] fieldset')].map((one) => one.dataset['field'])).toEqual(['customSource']);
  expect(stored(world)).toMatchObject({ customSource: 'Ben 2', fromLabel: 'Ben 2' });
  await save(world);
  await saved();
  expect(stored(world)).toMatchObject({ customSource: 'Mine', fromLabel: 'Ben 2' });
  expect(input('fromLabel').value).toBe('Ben 2');
});
