import type { Chance } from '../http/chance.ts';
import type { HostileRequest } from '../http/hostile-requests.ts';

/** What is sent over one connection, piece by piece, and how the sender leaves. */
export interface Exchange {
  kind: string;
  pieces: Buffer[];
  /** `end`: says that no more comes and reads on. `reset`: is gone. `insist`: goes on sending until the server ends it. `answered`: waits for an answer, then is gone. */
  leaves: 'end' | 'reset' | 'insist' | 'answered';
}

const crlf = '\r\n';

/** Bytes of every kind a server on the open net meets, made of hostile requests. @param count how many will be asked for. */
export function hostileBytes(chance: Chance, request: () => HostileRequest, count: number): () => Exchange {
  const { next, pick } = chance;
  const some = (most: number) => 1 + Math.floor(next() * most);
  const bodyOf = (from: HostileRequest) => Buffer.from(from.body ?? '');
  const headersOf = (from: HostileRequest) => [...from.headers].filter(([name]) => name !== 'expect').map(([name, value]) => `${name}: ${value}`).join(crlf);
  const head = (from: HostileRequest, more: string) => Buffer.from(`${from.method} ${encodeURI(from.path.toWellFormed()).replaceAll('%25', '%')} HTTP/1.1${crlf}Host: shop${crlf}${headersOf(from)}${crlf}${more}${crlf}${crlf}`, 'latin1');
  const whole = (from: HostileRequest, more = 'X-A: b') => Buffer.concat([head(from, `${more}${crlf}Content-Length: ${bodyOf(from).length}`), bodyOf(from)]);
  const chunk = (bytes: Buffer, size = bytes.length.toString(16)) => Buffer.concat([Buffer.from(size + crlf), bytes, Buffer.from(crlf)]);
  const cut = (bytes: Buffer) => {
    const at = Math.floor(next() * bytes.length);
    return [bytes.subarray(0, at), bytes.subarray(at)];
  };
  const posting = (): HostileRequest => ({ ...request(), method: 'POST' });
  const large = () => Buffer.from(`{"credentials":{"apiKey":"${'a'.repeat(64 * 1024)}"}}`);

  const kinds: Record<string, () => Omit<Exchange, 'kind'>> = {
    whole: () => ({ pieces: [whole(request())], leaves: 'end' }),
    'in two pieces': () => ({ pieces: cut(whole(request())), leaves: 'end' }),
    pipelined: () => ({ pieces: [Buffer.concat(Array.from({ length: some(5) }, () => whole(request())))], leaves: 'end' }),
    chunked: () => {
      const from = request();
      return { pieces: [head(from, 'Transfer-Encoding: chunked'), ...cut(bodyOf(from)).filter(({ length }) => length > 0).map((bytes) => chunk(bytes)), Buffer.from(`0${crlf}${crlf}`)], leaves: 'end' };
    },
    'broken chunks': () => {
      const from = posting();
      const size = pick(['-1', 'zz', '', 'ffffffffffffffff', '7fffffff', '0x5', '5;'.padEnd(40, 'x'), ' 5', '5 ', '5\n', '1e3', '\0']);
      return { pieces: [head(from, 'Transfer-Encoding: chunked'), chunk(bodyOf(from), size), Buffer.from(pick(['', `0${crlf}`, `0${crlf}a: b${crlf}${crlf}`, `0${crlf}${crlf}GET / HTTP/1.1${crlf}${crlf}`]))], leaves: 'end' };
    },
    'half a body': () => ({ pieces: [head(posting(), `Content-Length: ${some(5000)}`), Buffer.from('{"a":')], leaves: pick(['end', 'reset'] as const) }),
    'a length too short': () => {
      const from = posting();
      return { pieces: [head(from, `Content-Length: ${Math.floor(bodyOf(from).length / 2)}`), bodyOf(from)], leaves: 'end' };
    },
    'bad lengths': () => ({ pieces: [head(posting(), pick(['Content-Length: -1', 'Content-Length: 1, 2', 'Content-Length: 99999999999999999999', `Content-Length: 2${crlf}Content-Length: 3`, `Content-Length: 2${crlf}Transfer-Encoding: chunked`, 'Transfer-Encoding: gzip, chunked', 'Transfer-Encoding: chunked, identity', 'Content-Length: 0x2'])), Buffer.from('{}')], leaves: 'end' }),
    'too large mid-stream': () => {
      const bytes = large();
      const from = posting();
      return { pieces: [head(from, 'Transfer-Encoding: chunked'), ...Array.from({ length: 9 }, (_, at) => chunk(bytes.subarray(at * 8000, (at + 1) * 8000)))], leaves: pick(['end', 'reset', 'answered'] as const) };
    },
    'announced too large': () => ({ pieces: [head(posting(), `Content-Length: ${large().length}`), large()], leaves: pick(['end', 'answered'] as const) }),
    'odd headers': () => ({
      pieces: [Buffer.concat([Buffer.from(`GET /api/integrations/health HTTP/1.1${crlf}`), Buffer.from(pick(['A\0: b', 'A: b\0c', 'A: b\nC: d', 'A: b\rC: d', ' folded', 'A : b', ': b', 'no colon', `A: ${'b'.repeat(20_000)}`, Array.from({ length: 2500 }, (_, at) => `h${at}: v`).join(crlf), `Host: shop${crlf}Host: other`, 'Host: ev il', 'Host: a/../b', 'Host:', 'A: \xff\xfe\x80', 'Expect: 100-continue', 'Expect: miracles', 'Connection: upgrade\r\nUpgrade: websocket', 'Connection: close, keep-alive', 'TE: trailers']), 'latin1'), Buffer.from(crlf + crlf)])],
      leaves: 'end',
    }),
    'odd request lines': () => ({ pieces: [Buffer.from(`${pick(['GET', 'get', 'G\0T', '', 'CONNECT a:1', 'TRACE /', 'GET  /', 'GET /a b', 'GET http://evil.example/', 'GET //evil.example/', 'GET *', 'OPTIONS *', 'GET /\xff', 'GET /a#b', `GET /${'a'.repeat(20_000)}`, 'PRI *', '\x16\x03\x01\x02\0\x01'])} ${pick(['HTTP/1.1', 'HTTP/1.0', 'HTTP/0.9', 'HTTP/2.0', 'HTTP/3', 'HTTP/1.1 x', ''])}${pick([crlf, '\n', '\r'])}Host: shop${crlf}${crlf}`, 'latin1')], leaves: 'end' }),
    noise: () => ({ pieces: [Buffer.from(Array.from({ length: some(300) }, () => Math.floor(next() * 256)))], leaves: 'end' }),
    'one byte wrong': () => {
      const bytes = whole(request());
      bytes[Math.floor(next() * bytes.length)] = Math.floor(next() * 256);
      return { pieces: [bytes], leaves: 'end' };
    },
    'gone at once': () => ({ pieces: cut(whole(posting())).slice(0, 1), leaves: 'reset' }),
    // Refused before the body is read: by path, by type, by method.
    'gone after the refusal': () => ({ pieces: [refusedEarly(), Buffer.from('1\r\na\r\n')], leaves: 'answered' }),
    insists: () => ({ pieces: [refusedEarly()], leaves: 'insist' }),
    'late end of a refused body': () => ({ pieces: [refusedEarly(), Buffer.from('1\r\na\r\n'), Buffer.from(`0${crlf}${crlf}`)], leaves: 'end' }),
  };
  const refusedEarly = () => Buffer.from(`${pick(['POST /api/nowhere', 'PUT /api/integrations/health', 'POST /api/stores/a/integrations'])} HTTP/1.1${crlf}Host: shop${crlf}Content-Type: text/plain${crlf}Transfer-Encoding: chunked${crlf}${crlf}`);
  // Half a second each, so few.
  const rare = new Set(['insists', 'gone after the refusal']);
  const common = Object.keys(kinds).filter((kind) => !rare.has(kind));

  // Each kind at least twice, whatever the draws.
  const first = [...Object.keys(kinds), ...Object.keys(kinds)];
  return () => {
    const kind = first.pop() ?? (next() < Math.min(0.015, 100 / count) ? pick([...rare]) : next() < 0.4 ? 'whole' : pick(common));
    return { kind, ...(kinds[kind] as () => Omit<Exchange, 'kind'>)() };
  };
}
