import { Ajv2020 } from 'ajv/dist/2020.js';
import type { OpenApiDocument } from '../../../src/server/openapi/create-open-api.ts';

interface Operation {
  parameters: readonly ({ $ref: string } | { in: string; name: string })[];
  requestBody?: object;
  responses: Readonly<Record<string, { headers: Readonly<Record<string, { $ref: string }>>; content: Readonly<Record<string, object>> }>>;
}

/** Compares what went over the wire with an OpenAPI document, closed so that a member the document does not know is a fault. */
export interface Referee {
  /** What does not fit, in words. Paths the document does not have, and preflights, are not judged. */
  judge(request: { method: string; url: string; headers: Headers; body: string }, answer: { status: number; headers: Headers; body: string }): string[];
  /** What was judged, as `GET /path 200`, and how often. */
  seen: ReadonlyMap<string, number>;
}

export function createReferee(document: OpenApiDocument): Referee {
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  ajv.addSchema(closed(JSON.parse(JSON.stringify(document))) as object, 'document');
  const seen = new Map<string, number>();
  const paths = Object.keys(document.paths).map((path) => ({ path, fits: new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`) }));

  function fault(pointer: readonly string[], value: unknown, what: string): string[] {
    const address = `document#/${pointer.map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/')}`;
    const validate = ajv.getSchema(address);
    if (!validate) return [`${what}: the document has nothing at ${address}`];
    return validate(value) ? [] : [`${what}: ${ajv.errorsText(validate.errors)}`];
  }

  return {
    seen,
    judge(request, answer) {
      const path = paths.find(({ fits }) => fits.test(new URL(request.url).pathname))?.path;
      if (path === undefined || request.method === 'OPTIONS') return [];
      const methods = document.paths[path] ?? {};
      // Refused methods have no operation of their own; every operation of the path tells of them.
      const method = request.method === 'HEAD' ? 'get' : request.method.toLowerCase();
      const known = method in methods ? method : (Object.keys(methods)[0] ?? '');
      const operation = methods[known] as Operation;
      const what = `${request.method} ${path} ${answer.status}`;
      seen.set(what, (seen.get(what) ?? 0) + 1);
      const response = operation.responses[answer.status];
      if (!response) return [`${what} is not in the document: ${answer.body.slice(0, 200)}`];

      const type = answer.headers.get('content-type')?.split(';')[0] ?? '';
      const at = ['paths', path, known, 'responses', String(answer.status)];
      const faults = request.method === 'HEAD' ? [] : fault([...at, 'content', type, 'schema'], parse(answer.body), what);
      for (const header of ['ETag', 'Retry-After', 'X-Request-Id', 'Allow']) {
        const value = answer.headers.get(header);
        const schema = ['components', 'headers', header, 'schema'];
        if (value !== null && !response.headers[header]) faults.push(`${what}: the header ${header} is not in the document`);
        else if (value !== null) faults.push(...fault(schema, header === 'Retry-After' ? Number(value) : value, `${what} ${header}`));
        else if (response.headers[header] && ((document.components.headers[header] as { required?: boolean }).required || (header === 'ETag' && answer.status < 300)))
          faults.push(`${what}: the header ${header} is missing`);
      }
      if (answer.status < 300 && request.method !== 'HEAD') {
        if (operation.requestBody) faults.push(...fault(['paths', path, known, 'requestBody', 'content', 'application/json', 'schema'], parse(request.body), `${what} request`));
        for (const parameter of operation.parameters) {
          const found =
            '$ref' in parameter ? (document.components.parameters[parameter.$ref.split('/').at(-1) ?? ''] as { in: string; name: string; required?: boolean }) : parameter;
          if (found.in !== 'header') continue;
          const value = request.headers.get(found.name);
          if (value === null && 'required' in found && found.required) faults.push(`${what}: was accepted without ${found.name}`);
          if (value !== null && '$ref' in parameter) faults.push(...fault([...parameter.$ref.split('/').slice(1), 'schema'], value, `${what} ${found.name}`));
        }
      }
      return faults;
    },
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

// Open for additions as the document is, a forgotten member would go unnoticed.
function closed(node: unknown, key = ''): unknown {
  if (Array.isArray(node)) return node.map((one) => closed(one, key));
  if (typeof node !== 'object' || node === null) return node;
  const result = Object.fromEntries(Object.entries(node).map(([name, value]) => [name, closed(value, name)])) as Record<string, unknown>;
  const schema = result['type'] === 'object' && typeof result['properties'] === 'object' && !('additionalProperties' in result) && key !== 'properties';
  return schema ? { ...result, additionalProperties: false } : result;
}
