import { json } from './imitation.ts';

/** An answer as TikTok's business API gives them: with a status of 200 whatever came of it. https://business-api.tiktok.com/portal/docs?id=1737172488964097 */
export function envelope(code: number, message: string, data: unknown = {}): Response {
  return json({ code, message, request_id: '202611221200000102030405060708090A', data }, 200, 'application/json');
}

/** What TikTok says to a token that was revoked or never was. */
export const tokenGone = () => envelope(40105, 'Access token is incorrect or has been revoked.');
/** What TikTok says where the header with the token is missing. */
export const tokenMissing = () => envelope(40104, 'Access token is empty. Please set the header Access-Token.');
