import { createRestAdapter } from 'integrations-settings/adapters/rest';
import { IntegrationsSettings } from 'integrations-settings';
import { builtinCategories, builtinProviders } from 'integrations-settings/providers';
import { useEffect, useMemo, useState } from 'react';

interface User { id: string; name: string; role: 'admin' | 'viewer'; store: string; shop: string }
export interface Me { user: User; users: readonly User[] }

type Theme = 'auto' | 'light' | 'dark';

/** The settings page of an imaginary shop. Everything below the heading bar is the package. */
export function Shop({ me: { user, users }, nonce }: { me: Me; nonce: string | undefined }) {
  const adapter = useMemo(() => createRestAdapter({ storeId: user.store, signIn: true }), [user.store]);
  const [theme, setTheme] = useState<Theme>(() => (localStorage.getItem('theme') as Theme | null) ?? 'auto');
  useEffect(() => {
    localStorage.setItem('theme', theme);
    document.documentElement.dataset['theme'] = theme;
  }, [theme]);

  return (
    <>
      <header className="shop-bar">
        <strong>{user.shop}</strong>
        <nav aria-label="Settings">
          <span>General</span>
          <span>Payments</span>
          <span aria-current="page">Integrations</span>
        </nav>
        <label>
          Theme
          <select value={theme} onChange={(event) => setTheme(event.target.value as Theme)}>
            <option value="auto">System</option>
            <option value="light">Light</option>
            <option value="dark">Dark</option>
          </select>
        </label>
        <label>
          Signed in as
          <select value={user.id} onChange={(event) => void signIn(event.target.value)}>
            {users.map((one) => <option key={one.id} value={one.id}>{`${one.name}, ${one.role} of ${one.shop}`}</option>)}
          </select>
        </label>
      </header>
      <main>
        <IntegrationsSettings adapter={adapter} providers={builtinProviders} categories={builtinCategories} readOnly={user.role === 'viewer'} colorScheme={theme} nonce={nonce} />
      </main>
    </>
  );
}

async function signIn(user: string): Promise<void> {
  await fetch('/demo/login', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ user }) });
  location.reload();
}
