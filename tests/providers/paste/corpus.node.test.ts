import { describe, expect, test } from 'vitest';
import { adviceOn } from './advise.ts';
import { analyticsPastes } from './analytics.ts';
import { advertisingPastes } from './advertising.ts';
import { inEveryFormat } from './formats.ts';
import { messagingPastes } from './messaging.ts';
import { mixedPastes } from './mixed.ts';
import { ads, fb, foreign, ga, kl, mc, meta, other, tt, ttp, tw } from './values.ts';

const corpus = [...inEveryFormat, ...analyticsPastes, ...advertisingPastes, ...messagingPastes, ...mixedPastes];
const { ua: _ua, gtm: _gtm, aw: _aw, gt: _gt, apiKeySid: _sid, messagingService: _mg, verifyService: _va, ...foreignSecrets } = foreign;
const secrets = [
  ga.apiSecret, ads.clientSecret, ads.refreshToken, ads.developerToken, meta.accessToken, fb.accessToken, fb.appSecret, ttp.accessToken, tt.accessToken, tt.appSecret, kl.privateApiKey, mc.apiKey, tw.authToken,
  other.ga.apiSecret, other.meta.accessToken, other.fb.accessToken, other.fb.appSecret, other.ttp.accessToken, other.tt.accessToken, other.tt.appSecret, other.kl.privateApiKey, other.mc.apiKey, other.tw.authToken, ...Object.values(foreignSecrets),
];

interface Outcome {
  name: string;
  wrong: string[];
  leaks: string[];
}

const outcomes: Outcome[] = [];
for (const paste of corpus) {
  const advice = await adviceOn(paste);
  const placed = Object.fromEntries(advice.placements.map(({ field, value }) => [field.path, value]));
  const wrong: string[] = [];
  for (const path of new Set([...Object.keys(placed), ...Object.keys(paste.expect)])) {
    if (placed[path] !== paste.expect[path]) wrong.push(`${path}: ${placed[path] === undefined ? 'nothing' : shorten(placed[path])} instead of ${paste.expect[path] === undefined ? 'nothing' : shorten(paste.expect[path])}`);
  }
  const moved = advice.swap ? 'swap' : advice.moved ? 'move' : undefined;
  if (moved !== paste.moved) wrong.push(`${moved ?? 'listed'} instead of ${paste.moved ?? 'listed'}`);
  if (paste.says ? !paste.says.test(advice.sentence ?? '') : advice.sentence !== undefined) wrong.push(`says ${advice.sentence ?? 'nothing'}`);
  if ((paste.several ?? []).join() !== advice.several.join()) wrong.push(`several: ${advice.several.join() || 'none'}`);
  const leaks = advice.placements.filter(({ field, value }) => !field.secret && secrets.some((secret) => value.includes(secret) || secret.includes(value) && value.length > 12)).map(({ field }) => field.path);
  outcomes.push({ name: paste.name, wrong, leaks });
}

function shorten(value: string): string {
  return value.length > 20 ? `${value.slice(0, 8)}…(${value.length})` : value;
}

describe('the corpus of pastes (UX-36, UX-37)', () => {
  const right = outcomes.filter(({ wrong }) => wrong.length === 0).length;
  const rate = right / corpus.length;

  test('is of 200 and more, over all nine providers, each named once', () => {
    expect(corpus.length).toBeGreaterThanOrEqual(200);
    expect(new Set(corpus.map(({ provider }) => provider)).size).toBe(9);
    expect(new Set(corpus.map(({ name }) => name)).size).toBe(corpus.length);
  });

  test(`99 % and more are sorted out as a careful person would: ${right} of ${corpus.length}, ${(rate * 100).toFixed(1)} %`, () => {
    console.log(`pastes sorted out rightly: ${right} of ${corpus.length} (${(rate * 100).toFixed(1)} %)`);
    const failed = outcomes.filter(({ wrong }) => wrong.length > 0).map(({ name, wrong }) => `${name}: ${wrong.join('; ')}`);
    expect(rate, failed.join('\n')).toBeGreaterThanOrEqual(0.99);
  });

  test('no secret is ever placed where everybody could read it', () => {
    expect(outcomes.flatMap(({ name, leaks }) => leaks.map((path) => `${name}: ${path}`))).toEqual([]);
  });
});
