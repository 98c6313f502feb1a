import { render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { laterPart } from '../../../src/react/controls/later-part.tsx';
import { late } from '../../../src/react/root/late.ts';
import { RootContext } from '../../../src/react/root/root-context.ts';
import { pageMessages } from '../../../src/react/messages/page-messages.ts';
import { rootWith } from '../form/harness.tsx';

const Words = ({ text }: { text: string }) => <p>{text}</p>;
const inRoot = (content: React.ReactNode) => <RootContext.Provider value={rootWith({ messages: pageMessages })}>{content}</RootContext.Provider>;

test('code that has come draws in the first frame', async () => {
  const code = late(async () => Words);
  await code.load();
  const Part = laterPart(code, (words) => words);
  render(inRoot(<Part text="Here" />));
  expect(screen.getByText('Here')).toBeVisible();
});

test('code that cannot be fetched is said, can be tried again, and is not fetched twice once it has come', async () => {
  let fetches = 0;
  const Part = laterPart(late(async () => (fetches++ === 0 ? Promise.reject(new TypeError('Failed to fetch')) : Words)), (words) => words, () => <p>Meanwhile</p>);
  render(inRoot(<><Part text="First" /><input aria-label="Typed" /></>));
  await userEvent.type(screen.getByLabelText('Typed'), 'kept');
  await userEvent.click(await screen.findByRole('button', { name: 'Try again' }));
  await screen.findByText('First');
  expect(screen.queryByText('Meanwhile')).toBeNull();
  expect(screen.getByLabelText('Typed')).toHaveValue('kept');
  render(inRoot(<Part text="Second" />));
  expect(screen.getByText('Second')).toBeVisible();
  expect(fetches).toBe(2);
});
