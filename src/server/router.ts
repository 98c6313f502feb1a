import { IntegrationsError } from '../core/errors.ts';
import { type Route, type RouteName, routes } from '../core/routes.ts';

/** A route with the parameters of its path, decoded. */
export interface RouteMatch {
  name: RouteName;
  route: Route;
  parameters: Readonly<Record<string, string>>;
}

/** Finds the route of a raw (still percent-encoded) path. HEAD is answered as GET. */
export interface Router {
  /** @throws IntegrationsError `not_found`, `bad_request` (a segment that cannot be one name) or `method_not_allowed`. */
  match(method: string, path: string): RouteMatch;
  /** Methods of a path, for `Allow`; empty where no route has it. */
  allowed(path: string): readonly string[];
}

interface Entry {
  name: RouteName;
  route: Route;
  segments: readonly string[];
}

/** @param basePath stands in for `/api`; begins with a slash and ends without one. */
export function createRouter(basePath: string): Router {
  const entries = Object.entries(routes).map(([name, route]): Entry => ({ name: name as RouteName, route, segments: route.path.slice('/api/'.length).split('/') }));

  const find = (path: string): { entries: Entry[]; segments: string[] } => {
    if (!path.startsWith(`${basePath}/`)) return { entries: [], segments: [] };
    const segments = path.slice(basePath.length + 1).split('/');
    return { segments, entries: entries.filter((entry) => fits(entry.segments, segments)) };
  };

  return {
    match(method, path) {
      const found = find(path);
      if (found.entries.length === 0) throw new IntegrationsError('not_found', { detail: 'There is nothing at this address. Check the path and the version of the package.' });
      const wanted = method === 'HEAD' ? 'GET' : method;
      const entry = found.entries.find(({ route }) => route.method === wanted && !(method === 'HEAD' && route.guarded));
      if (!entry) throw new IntegrationsError('method_not_allowed');
      return { name: entry.name, route: entry.route, parameters: decode(entry.segments, found.segments) };
    },
    allowed(path) {
      const methods = new Set(find(path).entries.flatMap(({ route }) => (route.method === 'GET' && !route.guarded ? ['GET', 'HEAD'] : [route.method])));
      return methods.size > 0 ? [...methods, 'OPTIONS'] : [];
    },
  };
}

function fits(pattern: readonly string[], segments: readonly string[]): boolean {
  return pattern.length === segments.length && pattern.every((part, at) => (part.startsWith('{') ? segments[at] !== '' : part === segments[at]));
}

function decode(pattern: readonly string[], segments: readonly string[]): Record<string, string> {
  const parameters: Record<string, string> = {};
  pattern.forEach((part, at) => {
    if (part.startsWith('{')) parameters[part.slice(1, -1)] = decodeSegment(segments[at] ?? '');
  });
  return parameters;
}

// Decoded slashes and dots would be another path to whoever joins the name into one; control characters would be another line.
const unfit = /[/\\\p{Cc}\p{Cs}]/u;

/** Can it stand for itself as one segment of a path? */
export function isSegment(name: string): boolean {
  return name !== '' && name.length <= 200 && name !== '.' && name !== '..' && !unfit.test(name);
}

function decodeSegment(segment: string): string {
  try {
    const name = decodeURIComponent(segment);
    if (isSegment(name)) return name;
  } catch {
    // Refused below: a percent sign without two hexadecimal digits, or bytes that are not UTF-8.
  }
  throw new IntegrationsError('bad_request', { detail: 'The address holds a name that cannot be read. Percent-encode each name as one segment.' });
}
