import { describe, expect, it } from 'vitest';
import { routePath, routes } from '../../../src/core/routes.ts';
import { createRouter } from '../../../src/server/router.ts';

const router = createRouter('/api');
const at = (method: string, path: string) => router.match(method, path);
const fails = (method: string, path: string) => {
  try {
    at(method, path);
  } catch (error) {
    return (error as { code: string }).code;
  }
  throw new Error(`${method} ${path} matched`);
};

describe('createRouter', () => {
  it('finds every route by the path that is built for it', () => {
    for (const [name, route] of Object.entries(routes)) {
      const parameters = Object.fromEntries([...route.path.matchAll(/\{(\w+)\}/g)].map(([, key]) => [key ?? '', `ü ${key} ~?#&`]));
      expect(at(route.method, routePath(route, parameters))).toMatchObject({ name, parameters });
    }
  });

  it('answers under another base path, and only there', () => {
    const elsewhere = createRouter('/v1/shop');
    expect(elsewhere.match('GET', '/v1/shop/integrations/health').name).toBe('health');
    expect(() => elsewhere.match('GET', '/api/integrations/health')).toThrow(expect.objectContaining({ code: 'not_found' }));
  });

  it.each(['/', '/api', '/api/', '/apiX/integrations/health', '/api//integrations/health', '/api/integrations/health/', '/api/stores//integrations', '/api/stores/a/integrations/', '/api/stores/a/integrations/b/', '/API/integrations/health', '/api/stores/a/integrations/b/connect/c', '/api/%69ntegrations/health', '/api/stores/a/b/integrations'])(
    'knows nothing at %s', (path) => expect(fails('GET', path)).toBe('not_found'));

  it.each(['%', '%2', '%zz', '%ff', '%c0%80', '%ed%a0%80', '%2f', 'a%2fb', '%5c', '%2e%2e', '%2e', '%00', 'a%0d%0ab', '%7f', 'x'.repeat(201)])('refuses %s as a name (SR-52, SR-53)', (segment) => {
    expect(fails('GET', `/api/stores/${segment}/integrations`)).toBe('bad_request');
    expect(fails('POST', `/api/stores/s/integrations/${segment}/connect`)).toBe('bad_request');
  });

  it('answers HEAD as GET, and other methods not at all (SR-46)', () => {
    expect(at('HEAD', '/api/stores/s/integrations').name).toBe('list');
    expect(fails('DELETE', '/api/stores/s/integrations')).toBe('method_not_allowed');
    expect(fails('HEAD', '/api/stores/s/integrations/k/connect')).toBe('method_not_allowed');
    expect(fails('get', '/api/stores/s/integrations')).toBe('method_not_allowed');
    expect(router.allowed('/api/stores/s/integrations')).toEqual(['GET', 'HEAD', 'POST', 'OPTIONS']);
    expect(router.allowed('/api/nowhere')).toEqual([]);
  });
});
