import { describe, expect, test } from 'vitest';
import { longestText } from '../../../src/react/paste/pasted.ts';
import { readPaste } from '../../../src/react/paste/read-paste.ts';
import { adviceOn } from './advise.ts';

/** Ten times the text may take ten times as long, and twice that on a busy machine; a square takes a hundred times. */
const mostGrowth = 20;
/** Milliseconds below which growth is not worth a look. */
const most = 50;

const pieces = ['a', 'A1', '.', '-', ' ', '0', '=', ':', 'a=', 'a=b ', 'a: b\n', '"', "'", '`', '\\', '\\"', '(', ')', '[', '{', '{"a":', '[[', 'a(', "f('a',", '\n', '\n\n', '#', '# a\n', '//', '/*', '<', '<a', '<a>', '&quot;', 'https://a', 'https://a.b/c?d=e&f=g ', 'https://a.b/#/a1p2', '-u a:b ', '-u ', 'Basic ', 'Basic aaaaaaaaaaaa', '+1', '+1 (', 'Bearer ', 'pk_', 'EAA', '\u200b', '\u00a0', '“', 'é', '|', ',', ';', '- name: A\n  value: b1\n', 'a_', 'aA', '%2B', 'a\tb\n', '$', '@', '1/', 'tel:+1', 'a=b&', '?a=b&c', '<a key="b" value="', '<a key="', 'https://a.b/v1/2/'];
const tails = ['', '!', '"', '\u0001'];
const texts = pieces.flatMap((piece) => tails.map((tail) => (length: number) => piece.repeat(Math.ceil(length / piece.length)).slice(0, length) + tail));

/** Milliseconds of a processor, which are the same however busy the machine is. */
async function took(run: () => unknown): Promise<number> {
  const from = process.threadCpuUsage();
  await run();
  const { user, system } = process.threadCpuUsage(from);
  return (user + system) / 1000;
}

async function expectLinear(of: (length: number) => string, run: (text: string) => unknown): Promise<void> {
  // Beyond what is read, more text would cost nothing and prove nothing.
  const long = of(longestText);
  let large = Number.POSITIVE_INFINITY;
  for (let attempt = 0; attempt < 10; attempt += 1) {
    large = Math.min(large, await took(() => run(long)));
    if (large < most) return;
    let small = Number.POSITIVE_INFINITY;
    for (let again = 0; again < 5; again += 1) small = Math.min(small, await took(() => run(of(longestText / 10))));
    if (large / small <= mostGrowth) return;
    if (large > 20 * most) expect.fail(`${JSON.stringify(long.slice(0, 20))}: a tenth takes ${small.toFixed(1)} ms, all of it ${large.toFixed(1)} ms`);
  }
  expect.fail(`${JSON.stringify(long.slice(0, 20))} takes ${large.toFixed(1)} ms, far more than ten times a tenth of it`);
}

describe('sorting out a paste takes linear time, whatever was pasted (SR-51)', () => {
  test('reading it', async () => {
    for (const of of texts) await expectLinear(of, readPaste);
  });

  test.each([['google-analytics-4', 'apiSecret'], ['tiktok-pixel', 'pixelCode'], ['twilio', 'authToken']])('placing it into the fields of %s', async (provider, into) => {
    for (const piece of pieces) await expectLinear((length) => piece.repeat(Math.ceil(length / piece.length)).slice(0, length), (text) => adviceOn({ provider, into, text }));
  });

  test('of 100 kB no more is read than could be credentials', async () => {
    const text = `${'x '.repeat(50_000)}\nTWILIO_ACCOUNT_SID=AC4f9a2b7c5d1e9f3a6b0c4e8d7f2a5b1c`;
    expect((await adviceOn({ provider: 'twilio', into: 'accountSid', text })).placements).toEqual([]);
  });
});
