import { PGlite, type Transaction } from '@electric-sql/pglite';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { withPreparedQueries } from '../../../src/server/pglite/prepared-queries.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

describe('withPreparedQueries', () => {
  let plain: PGlite;
  let prepared: PGlite;
  beforeAll(async () => {
    plain = await PGlite.create({ parsers: { 20: Number } });
    prepared = withPreparedQueries(plain);
    await plain.exec('create table things (id integer primary key, name text, facts jsonb, at timestamptz, big bigint, yes boolean)');
  });
  afterAll(() => plain?.close());
  const both = async (work: (tx: Transaction) => Promise<unknown>) => [await prepared.transaction(work), await plain.transaction(work)] as const;
  const at = new Date('2026-03-01T12:00:00.123Z');

  it('answers what PGlite answers, again and again, whatever the types', async () => {
    await prepared.transaction((tx) => tx.query('insert into things values ($1, $2, $3::jsonb, $4, $5, $6), ($7, null, null, null, null, null)', [1, "it's \\ “ü” 🦊", '{"a":[1,null]}', at, 5, false, 2]));
    for (let time = 0; time < 3; time += 1) {
      const [mine, theirs] = await both(async (tx) => (await tx.query('select * from things where id <= $1 order by id', [2])).rows);
      expect(mine).toEqual(theirs);
      expect(mine).toEqual([{ id: 1, name: "it's \\ “ü” 🦊", facts: { a: [1, null] }, at, big: 5, yes: false }, { id: 2, name: null, facts: null, at: null, big: null, yes: null }]);
    }
  });

  it('counts what a change touched', async () => {
    const [mine, theirs] = await both(async (tx) => (await tx.query('update things set yes = $1', [true])).affectedRows);
    expect([mine, theirs]).toEqual([2, 2]);
  });

  it('passes errors on with their code, undoes the transaction, and goes on working', async () => {
    const twice = (tx: Transaction) => tx.query('insert into things (id) values ($1)', [1]);
    for (let time = 0; time < 2; time += 1) await expect(prepared.transaction(twice)).rejects.toMatchObject({ code: '23505', constraint: 'things_pkey' });
    await expect(prepared.transaction((tx) => tx.query('select nothing from things where id = $1', [1]))).rejects.toMatchObject({ code: '42703' });
    await expect(prepared.transaction(async (tx) => { await tx.query('delete from things where id > $1', [0]); throw new Error('no'); })).rejects.toThrow('no');
    expect(await prepared.transaction(async (tx) => (await tx.query('select id from things where id > $1', [0])).rows)).toHaveLength(2);
  });

  it('follows a change of role and of a policy, though the statement was planned before', async () => {
    await plain.exec(`create role reader nologin; grant select on things to reader; alter table things enable row level security;
      create policy own on things to reader using (id = nullif(current_setting('app.id', true), '')::integer)`);
    const seen = (id: string, role: string) => prepared.transaction(async (tx) => {
      await tx.query(`select set_config('role', $1, true), set_config('app.id', $2, true)`, [role, id]);
      return (await tx.query<{ id: number }>('select id from things where id > $1 order by id', [0])).rows.map((row) => row.id);
    });
    expect(await seen('1', 'reader')).toEqual([1]);
    expect(await seen('1', 'postgres')).toEqual([1, 2]);
    expect(await seen('2', 'reader')).toEqual([2]);
    expect(await seen('', 'reader')).toEqual([]);
  });

  it('prepares anew from time to time without losing a query', async () => {
    for (let time = 0; time < 2_100; time += 1) {
      const { rows } = await prepared.transaction((tx) => tx.query('select $1::integer as n', [time]));
      expect(rows).toEqual([{ n: time }]);
    }
  });
});
