import type { Hono } from 'hono';
import type { SandboxAccount } from './accounts.ts';
import { graphError, graphType } from './graph-error.ts';
import { json } from './imitation.ts';
import type { Grant, Grants } from './oauth/grants.ts';
import { randomText } from './random-text.ts';

/** Who calls: the account, what the token may do, what a proof of it is made with, and the grant behind it where somebody signed in. */
export type GraphEnv = { Variables: { account: SandboxAccount; scopes: readonly string[]; proof: { secret: string; token: string }; grant: Grant | null } };

/** The id of a person, of this app alone. */
export const personId = (name: string): string => randomText(`meta person ${name}`, 17, 'digits').replace(/^0/, '1');

/** What the graph says of the person a token is of, and how they take back what they granted: https://developers.facebook.com/docs/facebook-login/guides/permissions/request-revoke */
export function servePerson(routes: Hono<GraphEnv>, root: string, grants: Grants): void {
  routes.get(`${root}/me`, (c) => {
    const { name } = c.get('account');
    const whole: Record<string, string> = { id: personId(name), name };
    const wanted = c.req.query('fields')?.split(',') ?? ['id', 'name'];
    return json(Object.fromEntries(Object.entries(whole).filter(([key]) => key === 'id' || wanted.includes(key))), 200, graphType);
  });
  routes.get(`${root}/me/permissions`, (c) => {
    const refused = c.get('grant')?.declined ?? (c.get('scopes').includes('ads_management') ? [] : ['ads_management']);
    return json({ data: [...c.get('scopes').map((permission) => ({ permission, status: 'granted' })), ...refused.map((permission) => ({ permission, status: 'declined' }))] }, 200, graphType);
  });
  /** The app is gone for this person: in every store, and for its other products. */
  routes.delete(`${root}/me/permissions`, (c) => {
    const grant = c.get('grant');
    if (!grant) return graphError(400, 3, '(#3) Application does not have the capability to make this API call.');
    grants.revoke((one) => one.app === grant.app && one.account === grant.account);
    return json({ success: true }, 200, graphType);
  });
  routes.delete(`${root}/me/permissions/:permission`, (c) => {
    const grant = c.get('grant');
    const permission = c.req.param('permission');
    if (!grant?.scopes.includes(permission)) return graphError(400, 100, '(#100) Invalid permission');
    for (const one of grants.where(({ app, account }) => app === grant.app && account === grant.account)) grants.change(one, { scopes: one.scopes.filter((scope) => scope !== permission), declined: [...new Set([...one.declined, permission])] });
    return json({ success: true }, 200, graphType);
  });
}
