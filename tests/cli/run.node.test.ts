import { expect, test } from 'vitest';
import { verbs } from '../../src/cli/verbs.ts';
import { runCli } from './run-cli.ts';

test('without a verb it lists the verbs as an error', async () => {
  const { code, out, err } = await runCli([]);
  expect([code, out]).toEqual([2, '']);
  for (const words of Object.keys(verbs)) expect(err).toContain(words);
});

test('--help lists the verbs, and is no error', async () => {
  const { code, out, err } = await runCli(['--help']);
  expect([code, err]).toEqual([0, '']);
  for (const words of Object.keys(verbs)) expect(out).toContain(words);
});

test('an unknown verb is named, with those there are', async () => {
  const { code, err } = await runCli(['frobnicate', '--hard']);
  expect(code).toBe(2);
  expect(err).toMatch(/There is no verb "frobnicate --hard"[^]*conformance[^]*migrate/);
});

for (const words of Object.keys(verbs)) {
  test(`${words} --help tells its options`, async () => {
    const { code, out } = await runCli([...words.split(' '), '--help']);
    expect(code).toBe(0);
    expect(out).toMatch(new RegExp(`^Usage: integrations-settings ${words}`));
  });

  test(`${words} refuses an option it does not know, and shows its usage`, async () => {
    const { code, err } = await runCli([...words.split(' '), '--no-such-option']);
    expect(code).toBe(2);
    expect(err).toMatch(new RegExp(`'--no-such-option'[^]*Usage: integrations-settings ${words}`));
  });
}
