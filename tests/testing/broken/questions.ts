import { IntegrationsError, isIntegrationsError } from '../../../src/core/index.ts';
import { bare, broken, type BrokenAdapter, heedless, misdirected, parcelOf } from './broken.ts';

/** Broken in `status`, `verify` and `impact`, which change nothing. */
export const brokenQuestions: readonly BrokenAdapter[] = [
  broken('loses the previews in a health check', 'status: answers the Integration as it is now', (good) => ({
    status: async (i, o) => ({ ...(await good.status(i, o)), credentials: {} }),
  })),
  broken('fails to check what is not connected', 'status: answers what is not connected as disconnected', (good) => ({
    status: async (i, o) => {
      const answer = await good.status(i, o);
      if (answer.status === 'disconnected') throw new IntegrationsError('not_connected');
      return answer;
    },
  })),
  broken('raises the revision with every health check', 'status: leaves the revision alone, so that a save begun before still fits', (good) => ({
    status: async (i, o) => {
      const answer = await good.status(i, o);
      if (answer.status === 'disconnected') return answer;
      good.controls.conflict(i.integration);
      return good.status(i, bare(o));
    },
  })),
  misdirected('status'),
  ...heedless('status'),

  broken('verifies without saying how', 'verify: proves given credentials', (good) => ({
    verify: async (i, o) => {
      const answer = await good.verify(i, o);
      return i.credentials && answer.outcome === 'verified' ? { ...answer, stages: [] } : answer;
    },
  })),
  broken('throws when verification is refused', 'verify: answers a rejection as an outcome, with the stage that failed and why', (good) => ({
    verify: async (i, o) => {
      const answer = await good.verify(i, o);
      if (answer.outcome === 'rejected' && (await parcelOf(good, o)).status === 'disconnected') throw new IntegrationsError('invalid_credentials');
      return answer;
    },
  })),
  broken('connects when it should only verify', 'verify: stores nothing', (good) => ({
    verify: async (i, o) => {
      const answer = await good.verify(i, o);
      if (answer.outcome === 'verified' && i.credentials) await good.connect({ integration: i.integration, credentials: i.credentials }, bare(o));
      return answer;
    },
  })),
  broken('proves the key that was tried last', 'verify: proves what is stored when nothing is given, also after another key was tried', (good) => {
    let tried: { credentials?: Readonly<Record<string, unknown>> } = {};
    return {
      verify: (i, o) => {
        if (i.credentials) tried = { credentials: i.credentials };
        return good.verify({ ...tried, ...i }, o);
      },
    };
  }),
  broken('has no use for stored secrets in a verification', 'verify: fills in stored secrets where their fields are left blank, as connect does', (good) => ({
    verify: async (i, o) => {
      const answer = await good.verify(i, o);
      return i.credentials && !i.credentials['apiKey'] ? { ...answer, outcome: 'rejected' } : answer;
    },
  })),
  broken('verifies a stored secret at a new destination', 'verify: sends no stored secret to another destination (SR-74)', (good) => ({
    verify: (i, o) => good.verify(i.credentials ? { ...i, credentials: { ...i.credentials, region: 'eu' } } : i, o),
  })),
  broken('proves nothing and calls it unproven', 'verify: has nothing to prove before connecting', (good) => ({
    verify: (i, o) =>
      good.verify(i, o).catch((error: unknown) => {
        if (isIntegrationsError(error, 'not_connected'))
          return { outcome: 'unverified', account: null, checkedAt: new Date().toISOString(), stages: [{ id: 'sign-in', outcome: 'skipped', durationMs: 0 }] } as const;
        throw error;
      }),
  })),
  misdirected('verify'),
  ...heedless('verify'),

  broken('tells an impact without words', 'impact: answers sentences, and changes nothing', (good) => ({
    impact: async (i, o) => ({ items: [...(await good.impact(i, o)).items, ' '] }),
  })),
  broken('tells without words what stays', 'impact: answers sentences, and changes nothing', (good) => ({
    impact: async (i, o) => ({ ...(await good.impact(i, o)), keeps: [''] }),
  })),
  broken('tells what a choice removes by figures alone', 'impact: answers sentences, and changes nothing', (good) => ({
    impact: async (i, o) => ({ ...(await good.impact(i, o)), choices: { labels: 7 as unknown as string } }),
  })),
  misdirected('impact'),
  ...heedless('impact'),
];
