import type { Storage } from '../storage/storage.ts';
import { type Answer, answerJson } from '../http/answer.ts';

/** Liveness (it answers) and readiness (so does the database, and it is not stopping). Reveals nothing else. */
export async function health(storage: Storage, running: boolean): Promise<Answer> {
  const ready = running && (await storage.ready().catch(() => false));
  return answerJson({ live: true, ready }, ready ? 200 : 503);
}
