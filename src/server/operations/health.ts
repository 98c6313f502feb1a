import type { Storage } from '../storage/storage.ts';
import { type Answer, answerJson } from '../http/answer.ts';

/**
 * Readiness (the database answers, and the server is not stopping) as the status; with `?probe=live` liveness alone, which asks nothing:
 * a platform that restarts what is not alive must not do so because the database is away (SR-97). Reveals nothing else.
 */
export async function health(storage: Storage, running: boolean, probe: string | null): Promise<Answer> {
  if (probe === 'live') return answerJson({ live: true });
  const ready = running && (await storage.ready().catch(() => false));
  return answerJson({ live: true, ready }, ready ? 200 : 503);
}
