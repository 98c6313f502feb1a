interface Session {
  id: string;
  store: string;
  isAdmin: boolean;
  userName: string;
}

/** Stands for the host's own session. */
export async function findSession(request: Request): Promise<Session | null> {
  return request.headers.get('x-user') === 'ana' ? { id: 's1', store: '00000000-0000-4000-8000-00000000000a', isAdmin: true, userName: 'Ana' } : null;
}
