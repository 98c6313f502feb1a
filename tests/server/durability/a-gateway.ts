import { createServer } from 'node:http';
import { toNodeListener } from '../../../src/server/node/index.ts';
import { listen } from '../../hosts/listen.ts';

export interface Gateway {
  url: string;
  stop(): Promise<void>;
  /** Runs once, after the token endpoint has answered and before anybody hears it; what it throws keeps the answer back. */
  betweenAnswerAndHearing: ((answer: Response) => Promise<Response>) | null;
  /** Calls of the token endpoint so far. */
  tokenCalls: number;
}

/** Stands before a sandbox, and can end or hold up whoever waits for tokens. */
export async function aGateway(sandbox: { fetch(request: Request): Promise<Response> }): Promise<Gateway> {
  const gateway: Gateway = { url: '', stop: async () => {}, betweenAnswerAndHearing: null, tokenCalls: 0 };
  const server = createServer(toNodeListener({
    async fetch(request) {
      const ofTokens = new URL(request.url).pathname.endsWith('/oauth/token');
      if (ofTokens) gateway.tokenCalls += 1;
      const answer = await sandbox.fetch(request);
      const hook = gateway.betweenAnswerAndHearing;
      if (!ofTokens || !hook) return answer;
      gateway.betweenAnswerAndHearing = null;
      return hook(answer);
    },
  }));
  return Object.assign(gateway, await listen(server));
}
