import { IntegrationsError, isIntegrationsError } from '../../../src/core/index.ts';
import { validKey } from '../parcel.ts';
import { broken, type BrokenAdapter } from './broken.ts';

const caughtBy = 'connect: answers no secret, nor 8 characters of one, anywhere (SR-1)';

export const brokenSecrecy: readonly BrokenAdapter[] = [
  broken('answers the last 8 characters of a key', caughtBy, (good) => ({
    status: async (i, o) => ({ ...(await good.status(i, o)), label: `Key ending in ${validKey.slice(-8)}` }),
  })),
  broken('answers a key in base64', caughtBy, (good) => ({
    impact: async (i, o) => ({ items: [...(await good.impact(i, o)).items, btoa(`ab${validKey}:`)] }),
  })),
  broken('answers a key in hexadecimal', caughtBy, (good) => ({
    options: async (i, o) => {
      const page = await good.options(i, o);
      return i.values ? { ...page, nextCursor: Buffer.from(String(i.values['apiKey'])).toString('hex') } : page;
    },
  })),
  broken('tells a key in the cause of an error', caughtBy, (good) => ({
    connect: (i, o) =>
      good.connect(i, o).catch((error: unknown) => {
        throw isIntegrationsError(error) ? new IntegrationsError(error.code, error.problem, new Error(`request body was ${JSON.stringify(i.credentials)}`)) : error;
      }),
  })),
  broken('tells the part of a key that it disliked', caughtBy, (good) => ({
    verify: async (i, o) => {
      const answer = await good.verify(i, o);
      const key = String(i.credentials?.['apiKey']);
      return {
        ...answer,
        stages: answer.stages.map((one) => (one.problem ? { ...one, problem: { ...one.problem, detail: `The key beginning with ${key.slice(0, 8)} was refused.` } } : one)),
      };
    },
  })),
];
