import type { Contestant } from './content.ts';
import { benchFields } from './content.ts';

// Bare inputs without a line of code: what they cost is Chromium and this harness.
const bare: Contestant = {
  mount(root, _cards, fields) {
    root.innerHTML = `<form>${benchFields(fields).map((one) => `<div><label>${one.label}<input name="${one.name}"></label><small>${one.help}</small></div>`).join('')}</form>`;
    return Promise.resolve(() => root.replaceChildren());
  },
  trigger: '', dialog: 'form', input: '[name=f0]',
};

const load: Record<string, () => Promise<Contestant>> = {
  floor: async () => (await import('./floor.tsx')).floor,
  byHand: async () => (await import('./by-hand.tsx')).byHand,
  ours: async () => (await import('./ours.tsx')).ours,
  bare: async () => bare,
};

/** From within a frame: when it has been painted. */
function painted(then: (at: number) => void): void {
  const channel = new MessageChannel();
  channel.port1.onmessage = () => then(performance.now());
  channel.port2.postMessage(0);
}

const afterPaint = () => new Promise<number>((resolve) => requestAnimationFrame(() => painted(resolve)));

const visible = (selector: string) => (document.querySelector(selector)?.getBoundingClientRect().width ?? 0) > 0;
let contestant: Contestant | undefined;
let unmount: (() => void) | undefined;
let shown: Promise<number> = Promise.resolve(0);

const bench = {
  async load(name: string) {
    contestant = await load[name]?.();
    return { trigger: contestant?.trigger ?? '', dialog: contestant?.dialog ?? '', input: contestant?.input ?? '' };
  },
  async mount(cards: number, fields: number) {
    const place = document.getElementById('root');
    if (!place || !contestant) throw new Error('Nothing to mount.');
    unmount = await contestant.mount(place, cards, fields);
    void place.offsetHeight;
    await afterPaint();
  },
  unmount() {
    unmount?.();
    unmount = undefined;
  },
  /** The next click is timed until the first painted frame in which the dialog has a box. */
  arm(selector: string) {
    shown = new Promise((resolve) => addEventListener('click', () => {
      const start = performance.now();
      // The frame in which it is seen is the one that counts: another after it would be 16 ms more for everyone, in which differences drown.
      const look = () => requestAnimationFrame(() => (visible(selector) ? painted((end) => resolve(end - start)) : look()));
      look();
    }, { capture: true, once: true }));
  },
  shown: () => shown,
  visible,
  settled: async () => { await afterPaint(); await afterPaint(); },
};
Object.assign(globalThis, { bench });
export type Bench = typeof bench;
