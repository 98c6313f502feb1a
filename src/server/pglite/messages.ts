import { protocol } from '@electric-sql/pglite';

/** Composes messages to the server in one buffer that is used again and again (PostgreSQL manual, "Message Formats"). */
export interface Composer {
  /** Runs a prepared statement. Null is NULL, everything else the value as text. */
  run(statement: string, values: readonly (string | null)[]): void;
  /** What was composed, ended by a Sync, so that an error leaves nothing half done. Good until the next message is composed. */
  take(): Uint8Array;
}

/** What came back: all rows, and the tag of the last statement that ended. */
interface Answer {
  rows: readonly (readonly (string | null)[])[];
  tag: string;
}

export function createComposer(): Composer {
  const encoder = new TextEncoder();
  let bytes = new Uint8Array(16_384);
  let view = new DataView(bytes.buffer);
  let at = 0;

  function reserve(more: number): void {
    if (at + more <= bytes.length) return;
    const larger = new Uint8Array(2 * (at + more));
    larger.set(bytes);
    bytes = larger;
    view = new DataView(larger.buffer);
  }
  function begin(type: string): number {
    reserve(5);
    view.setUint8(at, type.charCodeAt(0));
    at += 5;
    return at - 4;
  }
  function end(start: number): void {
    view.setInt32(start, at - start);
  }
  function int16(value: number): void {
    reserve(2);
    view.setInt16(at, value);
    at += 2;
  }
  function int32(value: number): void {
    reserve(4);
    view.setInt32(at, value);
    at += 4;
  }
  // UTF-8 takes at most three bytes for a unit of UTF-16.
  function text(value: string): void {
    reserve(3 * value.length + 1);
    at += encoder.encodeInto(value, bytes.subarray(at)).written;
  }
  function name(value: string): void {
    text(value);
    bytes[at] = 0;
    at += 1;
  }

  return {
    run(statement, values) {
      const bind = begin('B');
      name('');
      name(statement);
      int16(0);
      int16(values.length);
      for (const value of values) {
        const length = at;
        int32(-1);
        if (value === null) continue;
        text(value);
        view.setInt32(length, at - length - 4);
      }
      int16(0);
      end(bind);
      const execute = begin('E');
      name('');
      int32(0);
      end(execute);
    },
    take() {
      end(begin('S'));
      const whole = bytes.subarray(0, at);
      at = 0;
      return whole;
    },
  };
}

const decoder = new TextDecoder();
const kinds = { row: 0x44, complete: 0x43, ready: 0x5a, error: 0x45 };

/** @param stand is told in any case how the session stands: I idle, T in a transaction, E in one that has failed. @throws DatabaseError of PGlite, with the SQLSTATE as `code`. */
export function readAnswer(bytes: Uint8Array<ArrayBuffer>, stand: (status: string) => void): Answer {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const rows: (string | null)[][] = [];
  let tag = '';
  let failed = false;
  for (let at = 0; at < bytes.length; at += 1 + view.getInt32(at + 1)) {
    const kind = bytes[at];
    const end = at + 1 + view.getInt32(at + 1);
    if (kind === kinds.row) rows.push(readRow(bytes, view, at + 5));
    else if (kind === kinds.complete) tag = decoder.decode(bytes.subarray(at + 5, end - 1));
    else if (kind === kinds.ready) stand(String.fromCharCode(bytes[at + 5] ?? 0));
    else if (kind === kinds.error) failed = true;
  }
  if (failed) throw parsed(bytes).find(({ name }) => name === 'error') as unknown as Error;
  return { rows, tag };
}

function readRow(bytes: Uint8Array, view: DataView, start: number): (string | null)[] {
  const row: (string | null)[] = [];
  const columns = view.getInt16(start);
  let at = start + 2;
  for (let column = 0; column < columns; column += 1) {
    const length = view.getInt32(at);
    at += 4;
    row.push(length < 0 ? null : decoder.decode(bytes.subarray(at, at + length)));
    at += Math.max(0, length);
  }
  return row;
}

/** Every message as PGlite reads it, which costs more than it is worth where only rows are wanted. */
export function parsed(bytes: Uint8Array<ArrayBuffer>): { name: string }[] {
  const messages: { name: string }[] = [];
  new protocol.Parser().parse(bytes, (message) => messages.push(message));
  return messages;
}
