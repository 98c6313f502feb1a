import { describe, expect, it, vi } from 'vitest';
import { createHostTurns } from '../../src/server/egress/host-turns.ts';
import { createTurns } from '../../src/server/turns.ts';

const never = () => new AbortController().signal;

/** Jobs that end when they are told to, and the order in which they began. */
function jobs() {
  const begun: string[] = [];
  const ends: (() => void)[] = [];
  const job = (name: string) => () => new Promise<string>((resolve) => {
    begun.push(name);
    ends.push(() => resolve(name));
  });
  const settle = () => new Promise(setImmediate);
  const endOne = async () => { ends.shift()?.(); await settle(); };
  return { begun, job, endOne, endAll: async () => { while (ends.length > 0) await endOne(); }, settle };
}

describe('createTurns (SR-55)', () => {
  it('lets a newcomer go before the flood of another store that came first', async () => {
    const turns = createTurns({ most: 1, share: 1 });
    const { begun, job, endOne, endAll, settle } = jobs();
    const flood = ['loud 1', 'loud 2', 'loud 3', 'loud 4'].map((name) => turns.take('loud', job(name), never));
    const quiet = ['quiet 1', 'quiet 2'].map((name) => turns.take('quiet', job(name), never));
    await settle();
    expect(begun).toEqual(['loud 1']);
    await endOne();
    expect(begun).toEqual(['loud 1', 'quiet 1']);
    await endAll();
    expect(begun).toEqual(['loud 1', 'quiet 1', 'loud 2', 'quiet 2', 'loud 3', 'loud 4']);
    expect(await Promise.all([...flood, ...quiet])).toHaveLength(6);
  });

  it('leaves places free for others, and gives no store more than its share', async () => {
    const turns = createTurns({ most: 3, share: 2 });
    const { begun, job, endAll, settle } = jobs();
    for (const name of ['a1', 'a2', 'a3']) void turns.take('a', job(name), never);
    await settle();
    expect(begun).toEqual(['a1', 'a2']);
    for (const name of ['b1', 'b2']) void turns.take('b', job(name), never);
    await settle();
    expect(begun).toEqual(['a1', 'a2', 'b1']);
    await endAll();
    expect(begun).toHaveLength(5);
  });

  it('hands an answer of a flood over in a turn by itself where others wait, and any other at once', async () => {
    const turns = createTurns({ most: 1, share: 1, between: () => new Promise((resolve) => { setImmediate(resolve); }) });
    const { begun, job, endOne } = jobs();
    const told = (name: string, store: string) => turns.take(store, job(name), never).then(() => void begun.push(`${name} is told`));
    const all = ['loud 1', 'loud 2', 'loud 3'].map((name) => told(name, 'loud'));
    all.push(told('quiet', 'quiet'));
    let ended = false;
    void Promise.all(all).then(() => { ended = true; });
    while (!ended) await endOne();
    expect(begun).toEqual(['loud 1', 'quiet', 'quiet is told', 'loud 1 is told', 'loud 2', 'loud 2 is told', 'loud 3', 'loud 3 is told']);
  });

  it('gives a place that is being handed on to one only, though somebody comes meanwhile', async () => {
    let goOn = () => {};
    const turns = createTurns({ most: 1, share: 1, between: () => new Promise((resolve) => { goOn = resolve; }) });
    const { begun, job, endOne, settle } = jobs();
    for (const name of ['a1', 'a2']) void turns.take('a', job(name), never);
    await settle();
    await endOne();
    void turns.take('b', job('b1'), never);
    await settle();
    expect(begun).toEqual(['a1']);
    goOn();
    await settle();
    expect(begun).toEqual(['a1', 'b1']);
    await endOne();
    goOn();
    await settle();
    expect(begun).toEqual(['a1', 'b1', 'a2']);
  });

  it('gives a flood fewer places while another store is present, and for a moment after it was served', async () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    const turns = createTurns({ most: 10, share: 2, beside: 1 });
    const { begun, job, endOne, settle } = jobs();
    const flood = () => { for (const name of ['a', 'a', 'a']) void turns.take('a', job(name), never); };
    void turns.take('b', job('b'), never);
    flood();
    await settle();
    expect(begun).toEqual(['b', 'a']);
    await endOne();
    expect(begun).toEqual(['b', 'a']);
    await endOne();
    expect(begun).toEqual(['b', 'a', 'a']);
    vi.advanceTimersByTime(50);
    await endOne();
    flood();
    await settle();
    expect(begun).toEqual(['b', 'a', 'a', 'a', 'a']);
    vi.useRealTimers();
  });

  it('lets a flood pause after each turn beside another store, until that has had one or the pause is over; who asks one by one never pauses', async () => {
    vi.useFakeTimers({ toFake: ['performance', 'setTimeout'] });
    const turns = createTurns({ most: 10, share: 2, beside: 1, pause: 5 });
    const { begun, job, endOne, settle } = jobs();
    for (let turn = 0; turn < 2; turn += 1) {
      void turns.take('quiet', job('quiet'), never);
      await settle();
      await endOne();
    }
    expect(begun).toEqual(['quiet', 'quiet']);
    for (const name of ['loud 1', 'loud 2', 'loud 3', 'loud 4']) void turns.take('loud', job(name), never);
    await settle();
    await endOne();
    expect(begun.slice(2)).toEqual(['loud 1']);
    void turns.take('quiet', job('quiet'), never);
    await settle();
    await endOne();
    expect(begun.slice(3)).toEqual(['quiet', 'loud 2']);
    await endOne();
    vi.advanceTimersByTime(4);
    await settle();
    expect(begun.slice(5)).toEqual([]);
    vi.advanceTimersByTime(1);
    await settle();
    expect(begun.slice(5)).toEqual(['loud 3']);
    vi.useRealTimers();
  });

  it('hands the place of a job that fails on, and runs none whose caller has given up', async () => {
    const turns = createTurns({ most: 1, share: 1 });
    const { begun, job, endOne, settle } = jobs();
    const failing = turns.take('a', () => Promise.reject(new Error('failed')), never);
    const abort = new AbortController();
    const first = turns.take('b', job('first'), never);
    const given = turns.take('b', job('given up'), () => abort.signal);
    const late = turns.take('c', job('late'), () => AbortSignal.abort(new Error('too late')));
    const last = turns.take('b', job('last'), never);
    await expect(failing).rejects.toThrow('failed');
    await expect(late).rejects.toThrow('too late');
    abort.abort(new Error('gone'));
    await expect(given).rejects.toThrow('gone');
    await settle();
    await endOne();
    await endOne();
    expect(await Promise.all([first, last])).toEqual(['first', 'last']);
    expect(begun).toEqual(['first', 'last']);
  });
});

describe('createHostTurns (SR-73)', () => {
  it('counts each host by itself, also after it was forgotten', async () => {
    const turns = createHostTurns({ most: 1, share: 1 });
    const { begun, job, endAll, settle } = jobs();
    for (const round of ['first', 'second']) {
      for (const host of ['a', 'b', 'a']) void turns.take(host, 's', job(`${round} ${host}`), never);
      await settle();
      expect(begun.filter((name) => name.startsWith(round))).toEqual([`${round} a`, `${round} b`]);
      await endAll();
      expect(begun.filter((name) => name.startsWith(round))).toHaveLength(3);
    }
  });
});
