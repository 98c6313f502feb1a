import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { figure } from '../../setup/figures.ts';
import { aPostgresDatabase } from '../storage/database-fixtures.ts';
import type { Interruption } from './points.ts';
import { createRandom, proof, seed } from './random.ts';
import { createRounds, type Rounds, verbs } from './rounds.ts';

vi.setConfig({ testTimeout: 1_200_000, hookTimeout: 120_000 });

interface Place {
  address: string;
  remove(): void;
}
const aDirectory = async (): Promise<Place> => {
  const directory = mkdtempSync(join(tmpdir(), 'integrations-kill-'));
  return { address: join(directory, 'database'), remove: () => rmSync(directory, { recursive: true, force: true }) };
};
const aDatabase = async (): Promise<Place> => ({ address: await aPostgresDatabase(inject('postgresUrl')), remove: () => {} });

/** Two lines of servers side by side in proof: a round mostly waits for one to start. */
function lanesOn(open: () => Promise<Place>): Rounds[] {
  const lanes: Rounds[] = [];
  const places: Place[] = [];
  beforeAll(async () => {
    for (let n = 0; n < (proof ? 2 : 1); n += 1) {
      const place = await open();
      places.push(place);
      lanes.push(createRounds(place.address));
    }
  });
  afterAll(async () => {
    for (const lane of lanes) await lane.close();
    for (const place of places) place.remove();
  });
  return lanes;
}

async function shareOut<T>(lanes: readonly Rounds[], cases: T[], one: (rounds: Rounds, next: T) => Promise<void>): Promise<void> {
  await Promise.all(
    lanes.map(async (rounds) => {
      for (let next = cases.pop(); next !== undefined; next = cases.pop()) await one(rounds, next);
    }),
  );
}

/** Interrupts each verb at every point in every phase; outside of proof only a few of them, drawn at random. */
async function everyPoint(lanes: readonly Rounds[], phases: readonly Interruption['phase'][], how: Interruption['how'], few: number) {
  const random = createRandom(seed);
  const tally: Record<string, number> = {};
  const points: Record<string, number> = {};
  // A first connect makes the data key too and so has points more than the second.
  for (const verb of verbs) points[verb] = (await lanes[0]!.pointsOf(verb)) + 1;
  // A save is five statements and a commit, besides what is asked around them: with fewer points, what the database is sent would go unseen.
  expect(points['configure']).toBeGreaterThanOrEqual(8);
  let cases = verbs.flatMap((verb) => phases.flatMap((phase) => Array.from({ length: points[verb]! }, (_, at) => ({ verb, interruption: { at: at + 1, phase, how } }))));
  if (!proof) cases = Array.from({ length: few }, () => cases[Math.floor(random() * cases.length)]!);
  const rounds = cases.length;
  await shareOut(lanes, cases, async (lane, { verb, interruption }) => {
    const outcome = (await lane.round(verb, interruption)) ?? 'over before';
    tally[outcome] = (tally[outcome] ?? 0) + 1;
  });
  return `${rounds} rounds, points ${JSON.stringify(points)}, outcomes ${JSON.stringify(tally)}`;
}

const databases: [string, { open: () => Promise<Place>; phases: Interruption['phase'][]; storms: number; least: number }][] = [
  ['PGlite', { open: aDirectory, phases: ['before', 'after'], storms: proof ? 190 : 1, least: 300 }],
  ['PostgreSQL', { open: aDatabase, phases: ['before', 'during'], storms: proof ? 80 : 2, least: 200 }],
];

describe.each(databases)('kill -9 on %s (SR-90)', (name, { open, phases, storms, least }) => {
  const lanes = lanesOn(open);
  const kills = () => lanes.reduce((sum, lane) => sum + lane.kills(), 0);

  it('at every awaited call of a change leaves it wholly done or wholly not; repeating the request does it once', async () => {
    const began = performance.now();
    const figures = await everyPoint(lanes, phases, 'kill', 3);
    figure({ what: `kill -9 at every awaited call of a change, on ${name}`, count: `${kills()} kills in ${figures}, ${Math.round((performance.now() - began) / 1000)} s`, worst: '0 half states', seed });
  });

  it('at any moment of many changes at once loses nothing that was acknowledged', async () => {
    const began = performance.now();
    const random = createRandom(seed + 1);
    let acknowledged = 0;
    await shareOut(
      lanes,
      Array.from({ length: storms }, () => 20 + random() * 280),
      async (lane, after) => {
        acknowledged += await lane.storm(after);
      },
    );
    figure({ what: `kill -9 at any moment of many changes, on ${name}`, count: `${storms} rounds, ${kills()} kills in all, ${acknowledged} writes acknowledged, ${Math.round((performance.now() - began) / 1000)} s`, worst: '0 writes lost', seed });
    expect(kills()).toBeGreaterThanOrEqual(proof ? least : 1);
  });
});

describe('connections to PostgreSQL that are dropped (SR-90, SR-95)', () => {
  const lanes = lanesOn(aDatabase);

  it('at every query of a change leave it wholly done or wholly not; repeating the request does it once', async () => {
    const began = performance.now();
    const figures = await everyPoint(lanes, ['before', 'during', 'after'], 'drop connections', 12);
    figure({ what: 'connections to PostgreSQL dropped at every query of a change', count: `${figures}, ${Math.round((performance.now() - began) / 1000)} s`, worst: '0 half states', seed });
  });
});
