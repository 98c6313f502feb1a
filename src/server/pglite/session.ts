import { type PGlite, protocol } from '@electric-sql/pglite';
import { createComposer, parsed, readAnswer } from './messages.ts';

/** Statements after which all are prepared anew, so that no plan made for small tables outlives them. */
const freshAfter = 2_000;
/** What may leave a prepared statement with columns it no longer has. */
const definition = /^(?:CREATE|ALTER|DROP|DO)\b/;

interface Prepared {
  name: string;
  parameterTypes: readonly number[];
  columns: readonly { name: string; parse: (text: string) => unknown }[];
}

export interface SessionAnswer {
  rows: Record<string, unknown>[];
  /** As the server says it, such as `UPDATE 1`. */
  tag: string;
}

/** The one session of an embedded database. Whoever uses it has it alone. */
export interface Session {
  /** Is a transaction open, be it one that has failed? */
  open(): boolean;
  /** Runs one statement. @param first with this before it and in the same message: a message costs more than what it says. */
  query(text: string, parameters: readonly unknown[], first?: 'begin'): Promise<SessionAnswer>;
}

/** Parses and plans each statement once rather than every time and sends it in one message: less than half the cost of a statement, on a database that does one at a time. */
export function createSession(pglite: PGlite): Session {
  const { serialize } = protocol;
  const composer = createComposer();
  const known = new Map<string, Prepared>();
  let names = 0;
  let uses = 0;
  let status = 'I';
  const stand = (now: string) => { status = now; };

  async function send(message: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
    const parts: Uint8Array<ArrayBuffer>[] = [];
    // Copied: PGlite takes the memory back. Its files are written through, so there is none to wait for.
    await pglite.execProtocolRawStream(message, { syncToFs: false, onRawData: (part) => { parts.push(part.slice()); } });
    return parts.length === 1 && parts[0] ? parts[0] : joined(parts);
  }

  async function prepare(text: string): Promise<Prepared> {
    const name = `q${(names += 1)}`;
    const bytes = await send(joined([serialize.parse({ name, text }), serialize.describe({ type: 'S', name }), serialize.sync()]));
    readAnswer(bytes, stand);
    const messages = parsed(bytes);
    const parameters = messages.find((one) => one.name === 'parameterDescription') as unknown as { dataTypeIDs: number[] };
    const row = messages.find((one) => one.name === 'rowDescription') as unknown as { fields: { name: string; dataTypeID: number }[] } | undefined;
    const columns = (row?.fields ?? []).map(({ name: column, dataTypeID }) => ({ name: column, parse: (pglite.parsers[dataTypeID] as ((text: string) => unknown) | undefined) ?? String }));
    const prepared = { name, parameterTypes: parameters.dataTypeIDs, columns };
    known.set(text, prepared);
    return prepared;
  }

  async function run(...statements: readonly [Prepared, readonly unknown[]][]) {
    for (const [{ name, parameterTypes }, values] of statements) {
      composer.run(name, values.map((value, at) => (value === null || value === undefined ? null : String((pglite.serializers[parameterTypes[at] ?? 0] ?? String)(value)))));
    }
    return readAnswer(await send(composer.take()), stand);
  }

  return {
    open: () => status !== 'I',
    async query(text, parameters, first) {
      uses += 1;
      if (uses >= freshAfter) {
        readAnswer(await send(serialize.query('deallocate all')), stand);
        known.clear();
        uses = 0;
      }
      const begin = first && (known.get(first) ?? (await prepare(first)));
      const ready = known.get(text);
      // What is refused already while it is prepared must find the transaction begun, and fail it.
      if (begin && !ready) await run([begin, []]);
      const prepared = ready ?? (await prepare(text));
      const { rows, tag } = await (begin && ready ? run([begin, []], [prepared, parameters]) : run([prepared, parameters]));
      if (parameters.length === 0 && definition.test(tag)) uses = freshAfter;
      const { columns } = prepared;
      return { tag, rows: rows.map((row) => Object.fromEntries(columns.map(({ name, parse }, at) => [name, row[at] === null || row[at] === undefined ? null : parse(row[at])]))) };
    },
  };
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((size, part) => size + part.byteLength, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.byteLength;
  }
  return whole;
}
