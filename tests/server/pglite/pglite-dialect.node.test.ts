import { PGlite } from '@electric-sql/pglite';
import { Kysely, PGliteDialect, sql, type Transaction } from 'kysely';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { pgliteDialect } from '../../../src/server/pglite/pglite-dialect.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

type Work<T> = (tx: Transaction<never>) => Promise<T>;
const rowsOf = async (tx: Transaction<never> | Kysely<never>, text: ReturnType<typeof sql>) => (await text.execute(tx)).rows;

describe('the dialect of embedded databases', () => {
  let pglite: PGlite;
  let ours: Kysely<never>;
  let theirs: Kysely<never>;
  beforeAll(async () => {
    pglite = await PGlite.create({ parsers: { 20: Number } });
    ours = new Kysely<never>({ dialect: pgliteDialect(pglite) });
    theirs = new Kysely<never>({ dialect: new PGliteDialect({ pglite }) });
    await pglite.exec('create table things (id integer primary key, name text, facts jsonb, at timestamptz, big bigint, yes boolean)');
  });
  afterAll(() => ours?.destroy());
  const within = <T>(work: Work<T>) => ours.transaction().execute(work);
  const both = async <T>(work: Work<T>) => [await within(work), await theirs.transaction().execute(work)] as const;
  const ids = () => rowsOf(ours, sql`select id from things order by id`).then((rows) => (rows as { id: number }[]).map(({ id }) => id));
  const at = new Date('2026-03-01T12:00:00.123Z');
  const insert = (id: number) => sql`insert into things (id) values (${id})`;

  it('answers what PGlite answers, again and again, whatever the types and however long', async () => {
    const long = 'ö'.repeat(40_000);
    await within((tx) => sql`insert into things values (${1}, ${`it's \\ “ü” 🦊`}, ${'{"a":[1,null]}'}::jsonb, ${at}, ${5}, ${false}), (${2}, null, null, null, null, null), (${3}, ${long}, null, null, null, true)`.execute(tx));
    for (let time = 0; time < 3; time += 1) {
      const [mine, other] = await both((tx) => rowsOf(tx, sql`select * from things where id <= ${3} order by id`));
      expect(mine).toEqual(other);
      expect(mine).toMatchObject([{ id: 1, name: `it's \\ “ü” 🦊`, facts: { a: [1, null] }, at, big: 5, yes: false }, { id: 2, name: null, facts: null, at: null, big: null, yes: null }, { id: 3, name: long, yes: true }]);
    }
  });

  it('counts what a change touched', async () => {
    const [mine, other] = await both(async (tx) => (await sql`update things set yes = ${true} where id < ${3}`.execute(tx)).numAffectedRows);
    expect([mine, other]).toEqual([2n, 2n]);
  });

  it('passes errors on with their code, undoes the transaction, and goes on working', async () => {
    for (let time = 0; time < 2; time += 1) await expect(within((tx) => insert(1).execute(tx))).rejects.toMatchObject({ code: '23505', constraint: 'things_pkey' });
    await expect(within((tx) => sql`select nothing from things where id = ${1}`.execute(tx))).rejects.toMatchObject({ code: '42703' });
    await expect(within(async (tx) => { await sql`delete from things where id > ${0}`.execute(tx); throw new Error('no'); })).rejects.toThrow('no');
    expect(await ids()).toEqual([1, 2, 3]);
  });

  it.each([['known', insert(1)], ['refused while it is prepared', sql`insert into nowhere values (${1})`]])('a first statement that fails (%s) fails the transaction: what follows is refused and nothing of it stays, even where the failure was swallowed', async (_, failing) => {
    const refused: unknown[] = [];
    const committed = within(async (tx) => {
      await failing.execute(tx).catch(() => {});
      await insert(90).execute(tx).catch((error: unknown) => refused.push(error));
    });
    await expect(committed).rejects.toMatchObject({ code: '25P02' });
    expect(refused).toMatchObject([{ code: '25P02' }]);
    expect(pglite.isInTransaction()).toBe(false);
    expect(await ids()).toEqual([1, 2, 3]);
  });

  it('runs nothing by itself after a transaction was ended from within', async () => {
    await expect(within(async (tx) => { await insert(91).execute(tx); await sql`rollback`.execute(tx); await insert(92).execute(tx); })).rejects.toThrow('The transaction is over.');
    expect(await ids()).toEqual([1, 2, 3]);
  });

  it('a constraint that is judged at the commit undoes the transaction', async () => {
    await pglite.exec('create table later (id integer, constraint one_only unique (id) deferrable initially deferred)');
    const twice = () => within(async (tx) => { for (let time = 0; time < 2; time += 1) await sql`insert into later values (${1})`.execute(tx); });
    await expect(twice()).rejects.toMatchObject({ code: '23505', constraint: 'one_only' });
    expect(await rowsOf(ours, sql`select * from later`)).toEqual([]);
    expect(pglite.isInTransaction()).toBe(false);
  });

  it('begins in the message of the first statement, and says nothing where there is none', async () => {
    const messages = vi.spyOn(pglite, 'execProtocolRawStream');
    const counted = async (work: Work<unknown>) => { messages.mockClear(); await within(work); return messages.mock.calls.length; };
    const read = sql`select id from things where id = ${1}`;
    await within((tx) => read.execute(tx));
    expect(await counted((tx) => read.execute(tx))).toBe(2);
    expect(await counted(async (tx) => { await read.execute(tx); await read.execute(tx); })).toBe(3);
    expect(await counted(async () => {})).toBe(0);
    messages.mockRestore();
  });

  it('follows a change of role and of a policy, though the statement was planned before', async () => {
    await pglite.exec(`create role reader nologin; grant select on things to reader; alter table things enable row level security;
      create policy own on things to reader using (id = nullif(current_setting('app.id', true), '')::integer)`);
    const seen = (id: string, role: string) => within(async (tx) => {
      await sql`select set_config('role', ${role}, true), set_config('app.id', ${id}, true)`.execute(tx);
      return (await rowsOf(tx, sql`select id from things where id > ${0} order by id`)).map((row) => (row as { id: number }).id);
    });
    expect(await seen('1', 'reader')).toEqual([1]);
    expect(await seen('1', 'postgres')).toEqual([1, 2, 3]);
    expect(await seen('2', 'reader')).toEqual([2]);
    expect(await seen('', 'reader')).toEqual([]);
  });

  it('sees columns that were added since a statement was prepared', async () => {
    const all = () => within((tx) => rowsOf(tx, sql`select * from later`));
    await within((tx) => sql`insert into later values (${1})`.execute(tx));
    expect(await all()).toEqual([{ id: 1 }]);
    await within((tx) => sql`alter table later add column word text default 'new'`.execute(tx));
    expect(await all()).toEqual([{ id: 1, word: 'new' }]);
  });

  it('prepares anew from time to time without losing a query', async () => {
    for (let time = 0; time < 2_100; time += 1) expect(await within((tx) => rowsOf(tx, sql`select ${time}::integer as n`))).toEqual([{ n: time }]);
  });

  it('does one transaction after the other, and closes after the last', async () => {
    const order: string[] = [];
    let goOn = () => {};
    const first = within(async (tx) => { await sql`select 1`.execute(tx); order.push('first'); await new Promise<void>((resolve) => { goOn = resolve; }); await insert(4).execute(tx); });
    const second = within(async (tx) => { order.push('second'); return rowsOf(tx, sql`select id from things where id = ${4}`); });
    await vi.waitFor(() => expect(order).toEqual(['first']));
    const closed = ours.destroy().then(() => order.push('closed'));
    goOn();
    await Promise.all([first, second.catch(() => order.push('refused')), closed]);
    expect(order.indexOf('closed')).toBeGreaterThan(0);
    expect(pglite.closed).toBe(true);
    await expect(within(async (tx) => sql`select 1`.execute(tx))).rejects.toThrow(/already been destroyed|closed/);
  });
});
