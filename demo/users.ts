import { createHmac, timingSafeEqual } from 'node:crypto';

export interface DemoUser {
  id: string;
  name: string;
  role: 'admin' | 'viewer';
  store: string;
  shop: string;
}

const storeA = '00000000-0000-4000-8000-00000000000a';
const storeB = '00000000-0000-4000-8000-00000000000b';

export const users: readonly DemoUser[] = [
  { id: 'ana', name: 'Ana', role: 'admin', store: storeA, shop: 'Fern & Pine' },
  { id: 'ben', name: 'Ben', role: 'viewer', store: storeA, shop: 'Fern & Pine' },
  { id: 'cleo', name: 'Cleo', role: 'admin', store: storeB, shop: 'Harbour Tea' },
];

export interface Sessions {
  /** Who a request comes from, or null. */
  read(request: Request): { user: DemoUser; session: string } | null;
  /** A `Set-Cookie` value that signs this user in. */
  start(user: DemoUser): string;
}

const name = 'demo_session';

/** Sessions in a signed cookie, so that they outlive a restart. Enough for a demo: there are no passwords to check. */
export function createSessions(key: string): Sessions {
  const sign = (text: string) => createHmac('sha256', key).update(text).digest('base64url');
  return {
    start(user) {
      const text = `${user.id}.${crypto.randomUUID()}`;
      return `${name}=${text}.${sign(text)}; Path=/; HttpOnly; SameSite=Lax`;
    },
    read(request) {
      const cookie = request.headers.get('cookie')?.split('; ').find((one) => one.startsWith(`${name}=`))?.slice(name.length + 1);
      const [id, session, signature] = cookie?.split('.') ?? [];
      if (!id || !session || !signature) return null;
      const [given, expected] = [Buffer.from(signature), Buffer.from(sign(`${id}.${session}`))];
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
      const user = users.find((one) => one.id === id);
      return user ? { user, session } : null;
    },
  };
}
