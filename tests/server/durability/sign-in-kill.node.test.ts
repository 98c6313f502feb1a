import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it, onTestFinished, vi } from 'vitest';
import { type Served, serveSandbox } from '../../sandbox/oauth-harness.ts';
import { figure } from '../../setup/figures.ts';
import { aPostgresDatabase } from '../storage/database-fixtures.ts';
import { aGateway, type Gateway } from './a-gateway.ts';
import { type Answer, aServer, type ServerProcess } from './a-server.ts';
import { aStoreWithSignIns } from './a-store-with-sign-ins.ts';
import type { Interruption } from './points.ts';
import { createRandom, proof, seed } from './random.ts';

vi.setConfig({ testTimeout: 1_200_000, hookTimeout: 120_000 });

const said = (answer: Answer | null) => String(answer?.body['code'] ?? answer?.body['status'] ?? answer?.status ?? 'nothing');

/** Servers one after the other on one place, with one sandbox whose refresh tokens rotate and may be used once. */
async function aLine(place: string) {
  const served: Served = await serveSandbox({ now: () => new Date() });
  const gateway: Gateway = await aGateway(served.sandbox);
  onTestFinished(() => gateway.stop());
  await served.fault('klaviyo', 'rotate_refresh');
  let ahead = 0;
  let server = await aServer(place, gateway.url);
  onTestFinished(() => server.kill());
  const events = async (event: string) => (await served.tokens()).filter((one) => one === `klaviyo ${event}`).length;
  return {
    served, gateway, events,
    now: () => server,
    /** Ends the server the moment the token endpoint has answered it. */
    killAtAnswer() {
      gateway.betweenAnswerAndHearing = async () => {
        await server.kill();
        throw new Error('Nobody is there any more.');
      };
    },
    /** A server after one that was killed, a minute later unless told otherwise. */
    async restart(seconds = 61): Promise<ServerProcess> {
      await server.kill();
      server = await aServer(place, gateway.url);
      await this.step(seconds);
      return server;
    },
    async step(seconds: number) {
      ahead += seconds * 1000;
      await served.step(seconds);
      await server.advance(ahead);
    },
  };
}
type Line = Awaited<ReturnType<typeof aLine>>;

/** Whatever happened, a store holds tokens or none, and its history is whole. */
async function expectWhole(line: Line, { store }: { store: string }) {
  const { intact, rows } = await line.now().inspect(store);
  const sound = rows.every(({ status, sealed, version, sealedVersion }) => sealed === (status !== 'disconnected') && (!sealed || version === sealedVersion));
  if (!intact || !sound || rows.length > 1) throw new Error(`Half states: ${JSON.stringify(rows)}`);
}

/** A first sign-in whose exchange is interrupted. Answers how it ended. */
async function exchangeRound(line: Line, interruption: Interruption | null): Promise<string> {
  const shop = aStoreWithSignIns(line.served);
  const { id, back } = await shop.consent(line.now());
  const calls = line.gateway.tokenCalls;
  if (interruption) await line.now().interrupt(interruption);
  else line.killAtAnswer();
  const first = await shop.handIn(line.now(), back);
  const server = await line.restart();
  const again = await shop.handIn(server, back);
  const record = said(await shop.record(server, id));
  const outcome = `${said(first)}, again ${said(again)}, then ${record}`;
  expect(['nothing, again completed, then completed', 'nothing, again authorization_mismatch, then completed', 'nothing, again authorization_mismatch, then expired', 'completed, again authorization_mismatch, then completed']).toContain(outcome);
  // A code is never presented twice.
  expect(line.gateway.tokenCalls - calls, outcome).toBeLessThanOrEqual(1);
  await expectWhole(line, shop);
  expect(said(await shop.lists(server)), outcome).toBe(record === 'completed' ? '200' : 'not_connected');
  if (record !== 'completed') await shop.signIn(server);
  return outcome;
}

/** A refresh that is interrupted. Answers how it ended. */
async function refreshRound(line: Line, interruption: Interruption | null): Promise<string> {
  const shop = aStoreWithSignIns(line.served);
  await shop.signIn(line.now());
  const [calls, lost] = [line.gateway.tokenCalls, await line.events('revoked')];
  if (interruption) await line.now().interrupt(interruption);
  else line.killAtAnswer();
  const first = await shop.refresh(line.now());
  const server = await line.restart();
  const again = await shop.refresh(server);
  const outcome = `${said(first)}, again ${said(again)}`;
  expect(['nothing, again connected', 'nothing, again invalid_credentials', 'connected, again connected']).toContain(outcome);
  await expectWhole(line, shop);
  expect(await line.events('revoked') - lost, outcome).toBe(said(again) === 'connected' ? 0 : 1);
  expect(line.gateway.tokenCalls - calls, outcome).toBeLessThanOrEqual(2);
  if (said(again) === 'connected') return outcome;
  // It is over, says so, and nobody asks with a token that is known to be gone.
  const asked = line.gateway.tokenCalls;
  for (let turn = 0; turn < 3; turn += 1) expect([said(await shop.lists(server)), said(await shop.refresh(server)), said(await shop.status(server))]).toEqual(['invalid_credentials', 'invalid_credentials', 'needs_reauth']);
  expect(line.gateway.tokenCalls).toBe(asked);
  await shop.signIn(server);
  expect(said(await shop.lists(server))).toBe('200');
  return outcome;
}

/** Awaited calls of each when nothing interrupts. */
async function pointsOf(line: Line) {
  const shop = aStoreWithSignIns(line.served);
  const { back } = await shop.consent(line.now());
  const count = async (run: () => Promise<unknown>) => {
    await line.now().interrupt({ at: Number.POSITIVE_INFINITY, phase: 'before', how: 'kill' });
    await run();
    return line.now().interrupt(null);
  };
  return { exchange: await count(() => shop.handIn(line.now(), back)), refresh: await count(() => shop.refresh(line.now())) };
}

const databases: [string, { open: () => Promise<{ address: string; remove(): void }>; phases: Interruption['phase'][] }][] = [
  ['PGlite', { open: async () => { const directory = mkdtempSync(join(tmpdir(), 'integrations-kill-')); return { address: join(directory, 'database'), remove: () => rmSync(directory, { recursive: true, force: true }) }; }, phases: ['before', 'after'] }],
  ['PostgreSQL', { open: async () => ({ address: await aPostgresDatabase(inject('postgresUrl')), remove: () => {} }), phases: ['before', 'during'] }],
];

describe.each(databases)('kill -9 during a sign-in on %s (SR-90)', (name, { open, phases }) => {
  let place: Awaited<ReturnType<typeof open>>;
  beforeAll(async () => { place = await open(); });
  afterAll(() => place?.remove());

  it('after the provider gave tokens for a code and before they are stored: the code is not used again, the sign-in has ended within a minute, and a new one connects (SR-61)', async () => {
    const line = await aLine(place.address);
    expect(await exchangeRound(line, null)).toBe('nothing, again authorization_mismatch, then expired');
    expect([await line.events('issued'), await line.events('revoked')]).toEqual([2, 0]);
  });

  it('after the provider gave tokens for a sign-in anew and before they are stored: what was connected still is', async () => {
    const line = await aLine(place.address);
    const shop = aStoreWithSignIns(line.served);
    await shop.signIn(line.now());
    const { back } = await shop.consent(line.now());
    line.killAtAnswer();
    expect(await shop.handIn(line.now(), back)).toBeNull();
    const server = await line.restart();
    expect([said(await shop.lists(server)), said(await shop.status(server))]).toEqual(['200', 'connected']);
    await expectWhole(line, shop);
  });

  it('after the provider replaced a refresh token and before the new one is stored: it is used once more at most, then a new sign-in is asked for, and nobody asks again (SR-67, SR-68)', async () => {
    const line = await aLine(place.address);
    expect(await refreshRound(line, null)).toBe('nothing, again invalid_credentials');
  });

  it('does not hold up whoever asks after it for longer than the lease (SR-67)', async () => {
    const line = await aLine(place.address);
    const shop = aStoreWithSignIns(line.served);
    await shop.signIn(line.now());
    line.killAtAnswer();
    await shop.refresh(line.now());
    const calls = line.gateway.tokenCalls;
    const server = await line.restart(0);
    const waiting = [shop.refresh(server), shop.refresh(server)];
    expect(said(await shop.record(server, 'klaviyo_none'))).toBe('not_found');
    expect(line.gateway.tokenCalls).toBe(calls);
    await line.step(31);
    expect((await Promise.all(waiting)).map(said)).toEqual(['invalid_credentials', 'invalid_credentials']);
    expect(line.gateway.tokenCalls).toBe(calls + 1);
  });

  it('at every awaited call leaves it wholly done or wholly not', async () => {
    const began = performance.now();
    const line = await aLine(place.address);
    const points = await pointsOf(line);
    const random = createRandom(seed);
    const tally: Record<string, number> = {};
    let cases = (['exchange', 'refresh'] as const).flatMap((verb) => phases.flatMap((phase) => Array.from({ length: points[verb] }, (_, at) => ({ verb, interruption: { at: at + 1, phase, how: 'kill' as const } }))));
    if (!proof) cases = Array.from({ length: 3 }, () => cases[Math.floor(random() * cases.length)]!);
    for (const { verb, interruption } of cases) {
      const outcome = `${verb}: ${await (verb === 'exchange' ? exchangeRound : refreshRound)(line, interruption)}`;
      tally[outcome] = (tally[outcome] ?? 0) + 1;
    }
    figure({ what: `kill -9 at every awaited call of a sign-in and of a refresh, on ${name}`, count: `${cases.length} rounds, points ${JSON.stringify(points)}, outcomes ${JSON.stringify(tally)}, ${Math.round((performance.now() - began) / 1000)} s`, worst: '0 half states, no code used twice, no refresh token more than twice', seed });
  });
});
